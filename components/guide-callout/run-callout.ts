import { type Found, findTargets } from '../../utils/domain/guide/find-targets.ts';
import type { Target } from '../../utils/domain/guide/types.ts';
import type { MessageData } from '../../utils/app/messaging/protocol.ts';
import { createCallout, CALLOUT_TAG, type CalloutText } from './callout.ts';

/** The background's answer: what to show here, or null when no run concerns this page. */
export type CalloutStep = CalloutText & { runId: string; target: string | null };

export type CalloutOptions = {
  page: Document;
  /** Rejects when no answer came; it is asked again later. */
  ask: (data: MessageData<'guideStep'>) => Promise<CalloutStep | null>;
  /** Reports that the person pressed a control the guide knows. Rejects when no answer came; it is told again. */
  press: (data: MessageData<'guidePress'>) => Promise<unknown>;
  /** False once the extension was reloaded or removed. */
  isAlive: () => boolean;
};

export type RunningCallout = {
  /** Something changed outside of the page. */
  ask: () => void;
  /** Takes everything out of the page again. */
  stop: () => void;
  /** False once it was stopped, or cut off from the extension. */
  isOn: () => boolean;
};

const TICK = 1_000;
const QUIET = 150;
/** Looking may take this share of the page's time at most. */
const SHARE = 20;
/** The browser makes a click of a key pressed on these. */
const CLICKED_BY_KEYS = 'button,input,select,textarea,a[href],area[href],summary';
const LONGEST_ADDRESS = 2_000;
const LONGEST_WAIT = 30_000;
/** A background that died over a question may leave it open for ever. */
const ANSWER_WITHIN = 5_000;
/** While nothing moves it is asked again at this distance so many times, and then at the longest. */
const LOOK_EVERY = 1_500;
const SOON = 20;
/** A press that nobody took is told again so many times. */
const TELLS = 20;

/**
 * Shows the current step of a guided run in this page and reports what the person presses there. It presses nothing
 * and keeps no press from the page.
 */
export function runCallout({ page, ask, press, isAlive }: CalloutOptions): RunningCallout {
  const view = page.defaultView;
  if (!view) throw new Error('a page without a window');
  // What a script left behind that was cut off from its extension.
  for (const left of page.querySelectorAll(CALLOUT_TAG)) left.remove();

  const spot = createCallout(page, view);
  const ended = new AbortController();
  const { signal } = ended;
  const hiddenSteps = new Set<string>();
  let step: CalloutStep | null = null;
  let found: Found = new Map();
  let dirty = true;
  let told = '';
  let asking = false;
  let askAgain = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let took = 0;
  let failures = 0;
  let waitUntil = 0;
  let lookAt = 0;
  let looks = 0;

  const address = () => (page.location?.href ?? '').slice(0, LONGEST_ADDRESS);
  const situation = () => [address(), ...found.keys()].join(' ');

  function look(): void {
    if (!dirty) return;
    const from = performance.now();
    found = findTargets(page);
    took = performance.now() - from;
    dirty = false;
  }

  function lookSoon(): void {
    if (signal.aborted) return;
    timer ??= setTimeout(
      () => {
        timer = undefined;
        if (!isAlive()) return stop();
        look();
        draw();
        const moved = situation() !== told;
        if ((moved || step) && performance.now() >= (moved ? waitUntil : lookAt)) askNow(!moved);
      },
      Math.max(QUIET, took * SHARE),
    );
  }

  /** One that this page does not have, or this version does not know, is none. */
  const targetOf = () => found.get(step?.target as Target);

  function draw(): void {
    if (!step || hiddenSteps.has(idOf(step))) return spot.hide();
    spot.show(step, targetOf() ?? null);
  }

  /** @param waiting nothing has moved: what stands in the page may prove the step, and what told of it be lost */
  function askNow(waiting = false): void {
    if (signal.aborted) return;
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    look();
    const asked = situation();
    const now = performance.now();
    let late: ReturnType<typeof setTimeout> | undefined;
    const fails = new Promise<never>((_, reject) => {
      late = setTimeout(reject, ANSWER_WITHIN);
    });
    const documentStartedAt = Math.min(performance.timeOrigin, Date.now() - now);
    Promise.race([ask({ href: address(), seen: [...found.keys()], documentStartedAt, waiting }), fails])
      .then(
        (answer) => {
          if (signal.aborted) return;
          if (told !== asked || answer?.step !== step?.step) looks = 0;
          told = asked;
          failures = 0;
          step = answer;
          lookAt = performance.now() + (looks++ < SOON ? LOOK_EVERY : LONGEST_WAIT);
          if (step) draw();
          else if (!askAgain) stop();
        },
        () => {
          // The background was stopped or is starting: a later tick asks again.
          told = '';
          waitUntil = performance.now() + Math.min(LONGEST_WAIT, TICK * 2 ** failures++);
        },
      )
      .finally(() => {
        clearTimeout(late);
        asking = false;
        if (!askAgain) return;
        askAgain = false;
        askNow();
      });
  }

  /** The press may take the page away, and with it a message to a background that is stopped: it is woken before. */
  function onNear(event: Event): void {
    const target = targetOf();
    if (target && event.isTrusted && event.composedPath().includes(target)) askNow();
  }

  function onPress(event: Event): void {
    if (!event.isTrusted) return;
    if (!isAlive()) return stop();
    report(event.composedPath());
  }

  function tell(target: Target, at = performance.now(), tells = 1): void {
    const pressedAt = Date.now() - (performance.now() - at);
    press({ href: address(), target, pressedAt }).catch(() => {
      if (tells < TELLS && !signal.aborted) setTimeout(tell, TICK / 2, target, at, tells + 1);
    });
  }

  function report(path: EventTarget[]): void {
    looks = 0;
    dirty = true;
    look();
    // What the press opens may show by a style alone, which is not observed.
    dirty = true;
    lookSoon();
    for (const [target, element] of found) {
      if (path.includes(element) && isSeen(element)) tell(target);
    }
  }

  function onKey(event: KeyboardEvent): void {
    if (!event.isTrusted) return;
    if (event.key === 'Escape' && step) {
      hiddenSteps.add(idOf(step));
      spot.hide();
    }
    // A control that the page made itself is pressed by keys without a click.
    const [focused] = event.composedPath();
    const pressesIt = (event.key === 'Enter' || event.key === ' ') && !event.repeat;
    if (pressesIt && focused instanceof Element && !focused.matches(CLICKED_BY_KEYS)) report([focused]);
  }

  function stop(): void {
    if (signal.aborted) return;
    ended.abort();
    observer.disconnect();
    clearTimeout(timer);
    clearInterval(ticker);
    spot.remove();
  }

  /** Somebody who comes back finds what has happened meanwhile. */
  function onBack(): void {
    looks = 0;
    lookAt = 0;
    lookSoon();
  }

  const observer = new MutationObserver(() => {
    looks = 0;
    dirty = true;
    lookSoon();
  });
  observer.observe(page, {
    childList: true,
    subtree: true,
    attributeFilter: ['hidden', 'open', 'aria-hidden', 'aria-expanded', 'aria-label'],
  });
  // Catches what is not observed: a reloaded extension, a new address, a change of style, text or a shadow root.
  const ticker = setInterval(() => {
    if (!isAlive()) return stop();
    if (page.visibilityState === 'hidden') return;
    dirty = true;
    lookSoon();
  }, TICK);
  const how = { capture: true, passive: true, signal };
  view.addEventListener('click', onPress, how);
  // By keys something is chosen without a click.
  view.addEventListener('change', onPress, how);
  view.addEventListener('keydown', onKey, how);
  view.addEventListener('pointerover', onNear, how);
  view.addEventListener('focusin', onNear, how);
  view.addEventListener('focus', onBack, how);
  page.addEventListener('visibilitychange', onBack, how);
  askNow();

  return {
    ask: () => askNow(),
    stop,
    isOn: () => !signal.aborted && isAlive(),
  };
}

const idOf = ({ runId, step }: CalloutStep) => `${runId} ${step}`;

/** A control that is invisible to the person cannot be meant by their press. */
const isSeen = (element: Element): boolean =>
  !element.matches(':disabled') &&
  (!element.checkVisibility ||
    element.checkVisibility({
      opacityProperty: true,
      visibilityProperty: true,
      contentVisibilityAuto: true,
    }));
