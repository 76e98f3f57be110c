import type { CDPSession, Locator, Page } from '@playwright/test';
import type { ElementKind } from '../../utils/base/types.ts';
import { withSession } from './chromium.ts';

/** The hosts of the badges of one kind on a page. What a person sees of a badge is in a closed root: see `lookAtBadge`. */
export const badge = (page: Page, kind: ElementKind): Locator =>
  page.locator(`countersign-badge[data-kind="${kind}"]`);

export type SeenBadge = {
  state: string;
  /** The words drawn on it. */
  text: string;
  /** What a screen reader says of it: its accessible name. */
  name: string;
  /** Where it is in the window; null while it is drawn nowhere. */
  box: { x: number; y: number; width: number; height: number } | null;
};

/** Scrolls to a badge and looks at it from outside, through its closed root: what is drawn, said, and where. */
export const lookAtBadge = (page: Page, kind: ElementKind, nth = 0): Promise<SeenBadge> =>
  withSession(
    page.context(),
    async (session) => {
      const { objectId, backendNodeId, attributes } = await buttonOf(session, page, kind, nth);
      const [{ nodes }, model, text] = await Promise.all([
        session.send('Accessibility.getPartialAXTree', { backendNodeId, fetchRelatives: false }),
        session.send('DOM.getBoxModel', { backendNodeId }).catch(() => null),
        session.send('Runtime.callFunctionOn', {
          objectId,
          functionDeclaration: 'function () { return this.innerText; }',
          returnByValue: true,
        }),
      ]);
      const [x = 0, y = 0] = model?.model.border ?? [];
      return {
        state: attributes.get('data-state') ?? '',
        text: String(text.result.value).replace(/\s+/g, ' ').trim(),
        name: String(nodes[0]?.name?.value ?? ''),
        box: model && { x, y, width: model.model.width, height: model.model.height },
      };
    },
    page,
  );

/** Presses a badge with the mouse, in its middle, as a hand does: it comes to what stands still, and presses what it sees. */
export const pressBadge = (page: Page, kind: ElementKind, nth = 0): Promise<void> =>
  withSession(
    page.context(),
    async (session) => {
      const deadline = Date.now() + 10_000;
      await badge(page, kind).nth(nth).waitFor({ state: 'attached', timeout: 10_000 });
      while (!(await aimAt(session, page, kind, nth))) {
        if (Date.now() > deadline)
          throw new Error(`The badge of kind ${kind} is not drawn, not in sight, or does not stand still`);
      }
      await page.mouse.down();
      await page.mouse.up();
    },
    page,
  );

/** Moves the pointer onto a badge. False where it went away, was drawn anew or moved meanwhile, as it may. */
async function aimAt(session: CDPSession, page: Page, kind: ElementKind, nth: number): Promise<boolean> {
  const button = await buttonOf(session, page, kind, nth).catch(() => null);
  if (button === null) return false;
  const ask = async (inPage: (this: Element) => Promise<unknown>): Promise<unknown> => {
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: button.objectId,
      functionDeclaration: String(inPage),
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  };
  const place = await ask(whereItStands);
  if (!Array.isArray(place)) return false;
  const [x, y] = place.map(Number);
  if (x === undefined || y === undefined) return false;
  // A hand reaches a badge by moving onto it; one that appears under a resting pointer takes no press.
  await page.mouse.move(x - 60, y + 40);
  await page.mouse.move(x, y, { steps: 4 });
  return (await ask(isSeenAtRest)) === true;
}

/** Runs in the page, on the button of a badge: its middle, once that is where it was three frames ago. */
function whereItStands(this: Element): Promise<[number, number] | null> {
  return new Promise((done) => {
    let [left, top, still] = [NaN, NaN, 0];
    const look = () => {
      const { x, y, width, height } = this.getBoundingClientRect();
      if (!this.isConnected || width === 0) return done(null);
      still = x === left && y === top ? still + 1 : 0;
      [left, top] = [x, y];
      if (still === 3) return done([x + width / 2, y + height / 2]);
      requestAnimationFrame(look);
    };
    look();
  });
}

/**
 * Runs in the page, on the button of a badge under the pointer: true once it has been in sight, where it was, for as long
 * as makes a press on it one that is meant (`components/badge/press.ts`), told by what tells the badge itself.
 */
function isSeenAtRest(this: Element): Promise<boolean> {
  return new Promise((done) => {
    const { x, y } = this.getBoundingClientRect();
    let since = Number.POSITIVE_INFINITY;
    const options: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
      threshold: 1,
      trackVisibility: true,
      delay: 100,
    };
    const observer = new IntersectionObserver((entries) => {
      const isSeen = entries.every((entry) => 'isVisible' in entry && entry.isVisible === true);
      since = isSeen ? Math.min(since, performance.now()) : Number.POSITIVE_INFINITY;
    }, options);
    observer.observe(this);
    const started = performance.now();
    const look = () => {
      const now = this.getBoundingClientRect();
      const isLost = !this.isConnected || now.x !== x || now.y !== y || performance.now() - started > 3000;
      const isOld = performance.now() - since > 200;
      if (!isLost && !isOld) return requestAnimationFrame(look);
      observer.disconnect();
      done(isOld && !isLost);
    };
    look();
  });
}

/** The button in the closed root of a badge, scrolled to, and the attributes of its host. */
async function buttonOf(
  session: CDPSession,
  page: Page,
  kind: ElementKind,
  nth: number,
): Promise<{ objectId: string; backendNodeId: number; attributes: Map<string, string> }> {
  const { result } = await session.send('Runtime.evaluate', {
    expression: `document.querySelectorAll('countersign-badge[data-kind="${kind}"]')[${nth}]`,
  });
  if (result.objectId === undefined) throw new Error(`No badge ${nth} of kind ${kind} on ${page.url()}`);
  // Fails while the host is in no layout; then it has no box either.
  await session.send('DOM.scrollIntoViewIfNeeded', { objectId: result.objectId }).catch(() => undefined);
  const { node } = await session.send('DOM.describeNode', {
    objectId: result.objectId,
    depth: -1,
    pierce: true,
  });
  const button = node.shadowRoots?.[0]?.children?.find(({ nodeName }) => nodeName === 'BUTTON');
  if (button === undefined) throw new Error(`The badge of kind ${kind} has no button in it`);
  const { backendNodeId } = button;
  const { object } = await session.send('DOM.resolveNode', { backendNodeId });
  if (object.objectId === undefined) throw new Error(`The button of kind ${kind} went away`);
  const names = node.attributes ?? [];
  const attributes = new Map(
    names.flatMap((name, at) => (at % 2 === 0 ? [[name, names[at + 1] ?? ''] as const] : [])),
  );
  return { objectId: object.objectId, backendNodeId, attributes };
}
