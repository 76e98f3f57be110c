import { type MessageName, protocol } from '../../../utils/app/messaging/protocol.ts';
import { messagesFrom } from '../../messages.ts';
import { contentWorld, expect, ownPage, test } from './test.ts';

const PAGE = 'https://us02.procore.com/';

const OURS = (Object.keys(protocol) as MessageName[]).filter((name) => protocol[name].from !== 'page');

/** D2 in the browser itself: what a script that has taken over a Procore page can make the background do. */
test('messages of our own pages do nothing when a page’s script sends them', async ({ context, page }) => {
  await page.goto(PAGE);
  const own = await ownPage(context);
  const stored = () =>
    own.evaluate(async () => {
      const { ...kept } = await chrome.storage.local.get(null);
      return JSON.stringify(kept['settings'] ?? null);
    });
  const before = await stored();
  const world = await contentWorld(page);
  const kinds: Record<string, unknown> = {};
  for (const [type, data] of Object.entries(messagesFrom('us02.procore.com'))) {
    const message = JSON.stringify({ id: 1, type, data, timestamp: 0 });
    kinds[type] = await world.evaluate(
      `chrome.runtime.sendMessage(${message}).then(({ res }) => res.ok ? 'acted' : res.error.kind)`,
    );
  }
  const refused = Object.entries(kinds).flatMap(([type, kind]) => (kind === 'bad-message' ? type : []));
  expect(refused.toSorted()).toEqual(OURS.toSorted());
  expect(kinds).toMatchObject({
    pageReport: 'acted',
    bringBadges: 'acted',
    sendPressed: 'acted',
    guideStep: 'acted',
    guidePress: 'acted',
  });
  expect(await stored()).toBe(before);
  // Neither a login window nor anything else came of it; the panel is what a page may open, with a press.
  expect(context.pages().filter((one) => one.url().includes('docusign'))).toEqual([]);
});

test('a page can frame none of our pages, and neither can we', async ({ context, page }) => {
  await page.goto(PAGE);
  const own = await ownPage(context);
  for (const frameOf of [page, own]) {
    await frameOf.evaluate(async (address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      const settled = new Promise((done) => {
        frame.addEventListener('load', done);
        document.addEventListener('securitypolicyviolation', done);
      });
      document.body.append(frame);
      await settled;
    }, own.url());
    const frames = frameOf.frames().slice(1);
    expect(frames.filter((frame) => frame.url() === own.url())).toEqual([]);
  }
});

test('messages from a frame of a Procore page do nothing, and no script of ours is in it', async ({
  page,
}) => {
  await page.goto(PAGE);
  await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = '/';
    const loaded = new Promise((done) => {
      frame.addEventListener('load', done);
    });
    document.body.append(frame);
    await loaded;
  });
  const session = await page.context().newCDPSession(page);
  const worlds: { isFrame: boolean; origin: string }[] = [];
  const { frameTree } = await session.send('Page.getFrameTree');
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId } = context.auxData as { frameId: string };
    worlds.push({ isFrame: frameId !== frameTree.frame.id, origin: context.origin });
  });
  await session.send('Runtime.enable');
  const ours = () => worlds.filter(({ origin }) => origin.startsWith('chrome-extension:'));
  await expect.poll(() => ours().length).toBeGreaterThan(0);
  expect(worlds.some(({ isFrame }) => isFrame)).toBe(true);
  expect(ours().filter(({ isFrame }) => isFrame)).toEqual([]);
});
