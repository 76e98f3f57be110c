import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../../utils/base/clock.ts';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { eventually, setUp } from './procore-world.ts';

const tokens = (world: ReturnType<typeof setUp>) => world.procore.formsOf('/oauth/token');

describe('a code that is pasted', () => {
  it('connects where Procore does not accept the redirect address', async () => {
    const world = setUp();
    await world.startCode();
    const [page = ''] = world.pages;
    expect(new URL(page).searchParams.get('redirect_uri')).toBe('urn:ietf:wg:oauth:2.0:oob');
    // The worker may be stopped while the person is at Procore.
    world.restart();
    expect(await world.paste(` ${world.procore.codeFor(page)} `)).toEqual({
      id: 'procore:production:42',
    });
    expect([world.browser.launched, world.session.values.has('code-login')]).toEqual([[], false]);
    expect(tokens(world)[0]?.get('redirect_uri')).toBe('urn:ietf:wg:oauth:2.0:oob');
  });

  it.each(['', 'a b', '<script>', 'abc\ndef-ghi'])(
    'that cannot be one (%j) may be pasted again',
    async (text) => {
      const world = setUp();
      await world.startCode();
      await expect(world.paste(text)).rejects.toEqual(new AppFault('bad-input', 'code'));
      expect(world.procore.seen).toEqual([]);
      await world.paste(world.procore.codeFor(world.pages[0] ?? ''));
      expect(await world.row()).toMatchObject({ userId: '42' });
    },
  );

  it('that Procore does not accept is called wrong, and is not kept', async () => {
    const world = setUp();
    await world.startCode();
    await expect(world.paste('not-the-right-code')).rejects.toEqual(new AppFault('bad-input', 'code'));
    expect(await world.kept()).not.toContain('not-the-right-code');
  });

  it('that is traded while the worker is stopped leaves word of it', async () => {
    const world = setUp();
    await world.startCode();
    world.procore.state.fault = ({ path }) =>
      path === '/oauth/token' ? new Promise<Response>(() => undefined) : undefined;
    void world.paste(world.procore.codeFor(world.pages[0] ?? '')).catch(() => undefined);
    await eventually(() => expect(world.procore.seen.at(-1)?.path).toBe('/oauth/token'));
    world.restart();
    await world.here.wake();
    expect(world.loginEnds.at(-1)).toMatchObject({ error: { kind: 'login-interrupted' } });
    expect(await world.journal()).toContain('login-interrupted procore production');
  });

  it('is taken once, right or wrong', async () => {
    const world = setUp();
    await world.startCode();
    await expect(world.paste('not-the-right-code')).rejects.toEqual(new AppFault('bad-input', 'code'));
    await expect(world.paste('not-the-right-code')).rejects.toEqual(new AppFault('login-mismatch'));
    expect(tokens(world)).toHaveLength(1);
  });

  it('comes too late, unasked for, or for another app: no token is asked for', async () => {
    const world = setUp();
    await expect(world.paste('some-code-1234')).rejects.toEqual(new AppFault('login-mismatch'));
    await world.startCode();
    world.time.advance(10 * MINUTE);
    await expect(world.paste('some-code-1234')).rejects.toEqual(new AppFault('login-late'));
    await world.startCode();
    world.time.advance(-2 * HOUR);
    await expect(world.paste('some-code-1234')).rejects.toEqual(new AppFault('login-late'));
    await world.startCode();
    Object.assign(world.own, { procoreClientId: 'another-client-id' });
    await expect(world.paste('some-code-1234')).rejects.toEqual(new AppFault('login-mismatch'));
    await world.startCode();
    await world.cancel();
    await expect(world.paste('some-code-1234')).rejects.toEqual(new AppFault('login-mismatch'));
    expect(world.procore.seen).toEqual([]);
  });
});
