import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../../utils/base/clock.ts';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { json } from '../../auth/fake-docusign.ts';
import { SECRET } from '../../auth/fake-procore.ts';
import { eventually, setUp } from './procore-world.ts';

const tokens = (world: ReturnType<typeof setUp>) => world.procore.formsOf('/oauth/token');

describe('the grant', () => {
  it('is renewed once for all who ask at once, and the new pair is kept', async () => {
    const world = setUp();
    await world.connect();
    world.time.advance(90 * MINUTE);
    const subject = { zone: 'us02.procore.com', company: '7', project: '', person: '', item: null };
    await Promise.all([
      world.refresh(),
      world.here.procoreFacts.procore(subject),
      world.here.procoreFacts.procore(subject),
    ]);
    const forms = tokens(world);
    expect(forms.map((form) => form.get('grant_type'))).toEqual(['authorization_code', 'refresh_token']);
    expect(forms[1]?.get('client_secret')).toBe(SECRET);
    world.time.advance(90 * MINUTE);
    await world.refresh();
    expect(await world.row()).not.toHaveProperty('signedOutAt');
  });

  it('that Procore ended is marked as over', async () => {
    const world = setUp();
    await world.connect();
    world.procore.revoke();
    await expect(world.refresh()).rejects.toEqual(new AppFault('sign-in-again', 'invalid_grant'));
    expect(await world.row()).toMatchObject({ userId: '42', signedOutAt: world.time.clock() });
    expect(await world.journal()).toContain('signed-out procore production');
  });

  it('is over after a restart of the browser, and so is the secret', async () => {
    const world = setUp();
    await world.connect();
    world.restartBrowser();
    await world.here.wake();
    expect(await world.row()).toHaveProperty('signedOutAt');
    expect(await world.secretBy()).toBe('nobody');
  });

  it('is kept when it cannot be renewed for want of the secret', async () => {
    const world = setUp();
    await world.connect();
    await world.forgetSecret();
    world.time.advance(2 * HOUR);
    await expect(world.refresh()).rejects.toEqual(new AppFault('no-client-secret'));
    expect(await world.row()).not.toHaveProperty('signedOutAt');
    await world.setSecret(SECRET);
    await world.refresh();
  });
});

describe('the secret', () => {
  it.each([
    ['pending', 'policy-pending'],
    ['unreadable', 'policy-unreadable'],
  ] as const)('is not called missing while the organization’s policy is %s', async (state, kind) => {
    const world = setUp();
    await world.forgetSecret();
    world.policy.state = state;
    expect(await world.secretBy()).toBe(state);
    const { ending } = await world.open();
    await expect(ending).rejects.toEqual(new AppFault(kind));
    expect(world.browser.launched).toEqual([]);
    // One that was typed does meanwhile.
    await world.setSecret(SECRET);
    expect(await world.secretBy()).toBe('person');
    await eventually(() => expect(world.granted.has('login.procore.com')).toBe(false));
    for (const host of ['login.procore.com', 'api.procore.com']) world.granted.add(host);
    await world.connect();
  });

  it('is in the session alone, and said to nobody', async () => {
    const world = setUp();
    await world.forgetSecret();
    expect(await world.secretBy()).toBe('nobody');
    await world.setSecret(SECRET);
    expect(await world.secretBy()).toBe('person');
    await world.connect();
    world.log.note(`a fault that repeats ${SECRET} and client_secret=${SECRET}`);
    expect(await world.kept()).not.toContain(SECRET);
    const places = [...world.session.values].filter(([, value]) => value.includes(SECRET));
    expect(places.map(([key]) => key)).toEqual(['secret:procore']);
    expect(await world.journal()).toEqual(['secret-forgotten', 'secret-set', 'connected procore production']);
  });

  it('of the organization wins, is copied nowhere, and cannot be replaced', async () => {
    const world = setUp();
    world.session.values.clear();
    world.policy.secret = SECRET;
    expect(await world.secretBy()).toBe('organization');
    await expect(world.setSecret('another-secret-1234')).rejects.toEqual(
      new AppFault('locked-by-policy', 'procoreClientSecret'),
    );
    await world.connect();
    expect(JSON.stringify([...world.session.values]) + (await world.kept())).not.toContain(SECRET);
  });

  it('and every token stay out of what is kept, whatever goes wrong', async () => {
    const world = setUp();
    await world.connect();
    const faults = [
      () => new Response('<html>canary</html>', { status: 502 }),
      () => json({ error: { code: 'canary code', message: 'canary' } }, 400),
      ({
        authorization,
        body,
        host,
        path,
      }: {
        authorization: string;
        body: string;
        host: string;
        path: string;
      }) => {
        throw new TypeError(`Failed to fetch https://${host}${path} with ${authorization} and ${body}`);
      },
    ];
    for (const fault of faults) {
      world.procore.state.fault = (asked) => fault(asked);
      await world.refresh().catch((thrown: unknown) => world.log.note('failed', thrown));
      world.procore.state.fault = () => undefined;
      world.procore.expire();
      world.procore.state.fault = (asked) => (asked.path === '/oauth/token' ? fault(asked) : undefined);
      await world.refresh().catch((thrown: unknown) => world.log.note('failed', thrown));
      world.procore.state.fault = () => undefined;
    }
    const kept = await world.kept();
    expect([...world.procore.secrets, 'canary'].filter((secret) => kept.includes(secret))).toEqual([]);
  });
});
