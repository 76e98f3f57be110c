import { afterEach, describe, expect, it } from 'vitest';
import { HOUR } from '../../../utils/base/clock.ts';
import { connected } from './connected.ts';

let world: ReturnType<typeof connected>;
const setUp = () => {
  world = connected();
  return world;
};
afterEach(async () => {
  await world.db.delete();
});

/** D1: the secret of the company's own app is no more anywhere than a token is. */
describe('a client secret that was typed', () => {
  const SECRET = 'canary-client-secret-0123456789';
  const caller = { from: 'ours', tabId: null, windowId: null, origin: 'chrome-extension://x' } as const;

  it('is in the session alone, until it is forgotten', async () => {
    const { handlers, stored, told } = setUp();
    const places = async () =>
      Object.entries(await stored())
        .filter(([, text]) => text.includes(SECRET))
        .map(([place]) => place);
    await handlers.setProcoreSecret({ secret: SECRET }, caller);
    expect(await places()).toEqual(['session']);
    await handlers.forgetProcoreSecret(null, caller);
    expect(await places()).toEqual([]);
    expect(
      told
        .filter(({ area, change }) => area !== 'session' && change.includes(SECRET))
        .map(({ area }) => area),
    ).toEqual([]);
  });
});

/** D1: tokens, verifier and state are in `storage.session` and in memory, nowhere else. */
describe('what a login leaves lying about', () => {
  it('is in the session alone while the window is open: state and verifier', async () => {
    const { open, browser, stored, leaked } = setUp();
    const { ending } = await open();
    const { verifier } = JSON.parse((await stored())['session'] ?? '').login;
    const state = new URL(browser.asked()).searchParams.get('state') ?? '';
    for (const secret of [state, verifier]) {
      expect(secret).toMatch(/^[\w-]{43}$/);
      const places = Object.entries(await stored()).filter(([, text]) => text.includes(secret));
      expect([places.map(([place]) => place), leaked()]).toEqual([['session'], []]);
    }
    await browser.closeByHand();
    await expect(ending).rejects.toThrow();
  });

  it('is in the session alone while somebody is signed in: the two tokens', async () => {
    const { connect, found, leaked } = setUp();
    await connect('susan.smart@example.com');
    expect([await found(), leaked()]).toEqual([{ session: 2 }, []]);
  });

  it('is in the session alone after twenty renewals', async () => {
    const { connect, refresh, docusign, time, found, leaked } = setUp();
    await connect();
    for (let round = 0; round < 20; round += 1) {
      docusign.expire();
      time.advance(HOUR);
      await refresh();
    }
    expect(docusign.tokenCalls()).toHaveLength(21);
    expect([await found(), leaked()]).toEqual([{ session: 2 }, []]);
  });

  it('is nowhere after a login that failed', async () => {
    const { connect, docusign, found, leaked } = setUp();
    docusign.state.fault = ({ path }) =>
      path === '/oauth/token' ? new Response('{"error":"invalid_grant"}', { status: 400 }) : undefined;
    await expect(connect()).rejects.toThrow();
    expect([await found(), leaked()]).toEqual([{}, []]);
  });

  it('is nowhere after disconnecting', async () => {
    const { connect, disconnect, secrets, found, leaked } = setUp();
    await connect();
    await disconnect();
    expect(secrets()).toHaveLength(5);
    expect([await found(), leaked()]).toEqual([{}, []]);
  });
});
