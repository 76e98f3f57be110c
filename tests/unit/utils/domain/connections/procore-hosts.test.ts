import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../../utils/base/clock.ts';
import { hostsToAsk } from '../../../../../utils/vendors/procore/environments.ts';
import { eventually, setUp } from './procore-world.ts';

describe('the hosts that were asked for', () => {
  const PRODUCTION = ['login.procore.com', 'api.procore.com'];
  const SANDBOX = hostsToAsk('sandbox');
  const kept = ({ granted }: ReturnType<typeof setUp>) => PRODUCTION.filter((host) => granted.has(host));
  /**
   * Does something that ends in looking which hosts are needed still, and waits until that was done: it takes those of
   * the sandbox, which nobody is connected with, and is asked about production first.
   */
  const lookedAfter = async (world: ReturnType<typeof setUp>, act: () => Promise<unknown>) => {
    for (const host of SANDBOX) world.granted.add(host);
    await act();
    await eventually(() => expect(SANDBOX.filter((host) => world.granted.has(host))).toEqual([]));
  };
  const closed = async (world: ReturnType<typeof setUp>) => {
    const { ending } = await world.open();
    await world.browser.closeByHand();
    await expect(ending).rejects.toThrow();
  };

  it.each<[string, (world: ReturnType<typeof setUp>) => Promise<unknown>]>([
    ['the window is closed', closed],
    [
      'the app is not known any more',
      async ({ own, open }) => {
        Object.assign(own, { procoreClientId: '' });
        await expect((await open()).ending).rejects.toThrow();
      },
    ],
    [
      'the code is given up',
      async (world) => {
        await world.startCode();
        await world.cancel();
      },
    ],
    [
      'the code is not taken',
      async (world) => {
        await world.startCode();
        await expect(world.paste('not-a-code-of-this')).rejects.toThrow();
      },
    ],
    [
      'the worker dies in the login',
      async (world) => {
        await world.open();
        world.restart();
        await world.here.wake();
      },
    ],
  ])('go back where no connection is made since %s', async (_, act) => {
    const world = setUp();
    await act(world);
    await eventually(() => expect(kept(world)).toEqual([]));
  });

  it('stay while a login is open, while a code is awaited, and with the connection', async () => {
    const world = setUp();
    const { ending } = await world.open();
    await world.here.wake();
    await world.cancel();
    await expect(ending).rejects.toThrow();
    await eventually(() => expect(kept(world)).toEqual([]));

    for (const host of PRODUCTION) world.granted.add(host);
    await lookedAfter(world, world.startCode);
    world.restart();
    await lookedAfter(world, () => world.here.wake());
    await lookedAfter(world, () => expect(world.paste('')).rejects.toThrow());
    expect(kept(world)).toEqual(PRODUCTION);

    // From here on it is the connection that keeps them: the code is too old to be awaited.
    world.time.advance(HOUR);
    await lookedAfter(world, world.connect);
    await lookedAfter(world, () => closed(world));
    world.restart();
    await lookedAfter(world, () => world.here.wake());
    expect(kept(world)).toEqual(PRODUCTION);
  });

  it('go back at the next start of a browser that was closed while a code was awaited', async () => {
    const world = setUp();
    await world.startCode();
    world.restartBrowser();
    await world.here.wake();
    await eventually(() => expect(kept(world)).toEqual([]));
  });
});
