import { describe, expect, it } from 'vitest';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { HOUR } from '../../../../../utils/base/clock.ts';
import { fakeAccount, PERSON, refusal, until } from '../../auth/fake-docusign.ts';
import { FACTS, HER_TOKENS, OTHER_ACCOUNT, OTHER_PERSON, setUp, SUSAN, TAL } from './connection-world.ts';
import { eventually, setUp as setUpProcore } from './procore-world.ts';

type World = ReturnType<typeof setUp>;

const SUSAN_SMART = { sub: PERSON, name: 'Susan Smart', email: 'susan.smart@example.com' };
const TAL_MASON = { sub: OTHER_PERSON, name: 'Tal Mason', email: 'tal@example.com' };
const HIS_TOKENS = `tokens:${TAL}`;
/** Where the tokens of a sign-in are until it is known whose they are, and where earlier versions kept them. */
const OF_NOBODY_YET = 'tokens:docusign:production';

const kept = ({ session }: World) => [...session.values.keys()].toSorted();

async function both(world: World): Promise<void> {
  await world.connect();
  world.docusign.state.person = TAL_MASON;
  world.docusign.state.accounts = [fakeAccount({ account_id: OTHER_ACCOUNT })];
  world.time.advance(HOUR);
  await world.connect();
}

describe('another person who signs in', () => {
  it('stands beside the first, with tokens and a choice of their own', async () => {
    const world = setUp();
    await both(world);
    expect(await world.row()).toMatchObject({ name: 'Susan Smart', accounts: [FACTS] });
    expect(await world.row(OTHER_PERSON)).toMatchObject({
      name: 'Tal Mason',
      chosenAccountId: OTHER_ACCOUNT,
      connectedAt: world.time.clock(),
    });
    expect(kept(world)).toEqual([HER_TOKENS, HIS_TOKENS].toSorted());
    expect(await world.journal()).toEqual(['connected docusign production', 'connected docusign production']);
  });

  it('is not written over the first where an answer is about somebody else', async () => {
    const world = setUp();
    await world.connect();
    const before = await world.row();
    world.docusign.state.person = TAL_MASON;
    await expect(world.here.refresh(SUSAN)).rejects.toEqual(new AppFault('unexpected-reply', 'person'));
    expect([await world.row(), await world.row(OTHER_PERSON)]).toEqual([before, undefined]);
  });

  it('is read anew, and signed out, by themselves', async () => {
    const world = setUp();
    await both(world);
    await world.here.refresh(TAL);
    world.docusign.revoke();
    await expect(world.here.refresh(TAL)).rejects.toEqual(new AppFault('sign-in-again', 'invalid_grant'));
    expect(await world.row(OTHER_PERSON)).toMatchObject({ refusedAs: 'invalid_grant' });
    expect(await world.row()).not.toHaveProperty('signedOutAt');
  });

  it('is disconnected alone: the other goes on, and so does the record of what was asked for them', async () => {
    const world = setUp();
    await both(world);
    await world.here.disconnect(SUSAN);
    expect([await world.row(), kept(world)]).toEqual([undefined, [HIS_TOKENS]]);
    await world.here.refresh(TAL);
    expect(await world.row(OTHER_PERSON)).toMatchObject({ name: 'Tal Mason' });
    await eventually(async () => {
      const paths = JSON.stringify((await world.db.requests.toArray()).map(({ path }) => path));
      expect([paths.includes(PERSON), paths.includes(OTHER_PERSON)]).toEqual([false, true]);
    });
    await world.here.disconnect(TAL);
    expect([kept(world), await world.db.requests.count()]).toEqual([[], 0]);
  });

  it('is not kept when the first is disconnected meanwhile: it may be the same person', async () => {
    const world = setUp();
    await world.connect();
    const ending = world.here.connect().catch((thrown: unknown) => thrown);
    await until(() => world.browser.isOpen());
    await world.here.disconnect(SUSAN);
    expect(await ending).toEqual(new AppFault('login-closed'));
    expect([world.browser.isOpen(), kept(world)]).toEqual([false, []]);
  });

  it('is found again with the first when the stored data was thrown away', async () => {
    const world = setUp();
    await both(world);
    await world.db.connections.clear();
    world.restart();
    await world.here.wake();
    // The same answers for both here, so that one of them is not believed.
    expect(await world.row(OTHER_PERSON)).toMatchObject({ name: 'Tal Mason' });
    world.docusign.state.person = SUSAN_SMART;
    await world.here.wake();
    expect(await world.row()).toMatchObject({ name: 'Susan Smart' });
  });
});

describe('tokens whose person is not known yet', () => {
  it('of an earlier version are taken over by the next worker, without another login', async () => {
    const world = setUp();
    await world.connect();
    world.session.values.set(OF_NOBODY_YET, world.session.values.get(HER_TOKENS) ?? '');
    world.session.values.delete(HER_TOKENS);
    world.restart();
    await world.here.wake();
    expect(kept(world)).toEqual([HER_TOKENS]);
    expect(await world.row()).not.toHaveProperty('signedOutAt');
    expect(world.browser.launched).toHaveLength(1);
  });

  it('are there once when a worker was stopped while they were moved', async () => {
    const world = setUp();
    await world.connect();
    world.session.values.set(OF_NOBODY_YET, world.session.values.get(HER_TOKENS) ?? '');
    world.restart();
    await world.here.wake();
    expect(kept(world)).toEqual([HER_TOKENS]);
    await world.here.refresh();
  });

  it('wait for a DocuSign that does not answer, and go with a disconnect', async () => {
    const world = setUp();
    await world.connect();
    world.docusign.state.fault = (seen) =>
      seen.path === '/oauth/userinfo' ? refusal(400, 'Hourly_APIInvocation_Limit_Exceeded') : undefined;
    await expect(world.connect()).rejects.toEqual(new AppFault('rate-limited'));
    expect(kept(world)).toEqual([OF_NOBODY_YET, HER_TOKENS].toSorted());
    world.docusign.state.fault = () => undefined;
    world.docusign.state.person = TAL_MASON;
    await world.here.refreshOld();
    expect(kept(world)).toEqual([HER_TOKENS, HIS_TOKENS].toSorted());
    world.session.values.set(OF_NOBODY_YET, world.session.values.get(HER_TOKENS) ?? '');
    await world.here.disconnect(SUSAN);
    expect(kept(world)).toEqual([HIS_TOKENS]);
  });
});

describe('several at Procore', () => {
  it('are ended one by one, and the hosts go back with the last', async () => {
    const world = setUpProcore();
    await world.connect();
    const hers = [...world.procore.live.refresh];
    world.procore.state.me = { id: 43, login: 'sam@riverside.example' };
    world.procore.state.name = '';
    await world.connect();
    expect([await world.row(), await world.row('43')]).toMatchObject([
      { name: 'Pat Lee' },
      { name: '', login: 'sam@riverside.example' },
    ]);
    await world.disconnect('42');
    await eventually(() => expect(world.procore.formsOf('/oauth/revoke')).toHaveLength(1));
    expect(world.procore.formsOf('/oauth/revoke').map((form) => form.get('token'))).toEqual(hers);
    await eventually(async () => expect(await world.journal()).toContain('revoked procore production'));
    expect(world.granted.has('login.procore.com')).toBe(true);
    await world.refresh('43');
    await world.disconnect('43');
    await eventually(() => expect(world.granted.has('login.procore.com')).toBe(false));
  });
});

it.each(['', 'docusign', 'docusign:production:', 'docusign:moon:x', 'adobe:production:x'])(
  'what names no connection, such as %j, is not found',
  async (id) => {
    const world = setUp();
    for (const work of [world.here.refresh, world.here.disconnect]) {
      await expect(work(id)).rejects.toEqual(new AppFault('not-found'));
    }
  },
);
