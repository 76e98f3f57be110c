import { describe, expect, it } from 'vitest';
import { AppFault } from '../../../utils/base/errors.ts';
import { createGuardedFetch } from '../../../utils/http/guarded-fetch.ts';
import { createDocuSignClient } from '../../../utils/vendors/docusign/client.ts';
import { fakeAccount, fakeClock, fakeLog } from '../utils/auth/fake-docusign.ts';
import { connected } from './connected.ts';

const SITE = 'https://na3.docusign.net';
const GUID = '50d89ab1-1111-4222-8333-944455566677';

/** What may come as an id from an API that is wrong, or wrong on purpose. */
const ODD_IDS = [
  '',
  '.',
  '..',
  '../..',
  '../users',
  '..%2f..%2fusers',
  '%2e%2e%2fusers',
  '%2f',
  '/',
  '\\',
  '..\\users',
  '1/users',
  '1?x=1',
  '1#x',
  '1;x',
  '1 2',
  '1\r\nHost: evil.test',
  '1\n',
  '1%0d%0a',
  '1\u0000',
  '@evil.test',
  '\uD800',
  `${GUID}\uDC00`,
  '１２３', // full-width digits
  '١٢٣', // Arabic digits
  '-1',
  '1e5',
  '0x10',
  '1'.repeat(21),
  ` ${GUID}`,
  `${GUID}/`,
  `{${GUID}}`,
  GUID.replace('-', '_'),
  '__proto__',
  'constructor',
];

function setUp() {
  const asked: string[] = [];
  const { clock } = fakeClock();
  const fetch = createGuardedFetch({
    fetch: async (input) => {
      asked.push((input as Request).url);
      return new Response('{"userId":"1"}', { headers: { 'content-type': 'application/json' } });
    },
    clock,
    log: fakeLog(clock),
    record: () => () => undefined,
    beforeWrite: async () => undefined,
  });
  return { asked, client: createDocuSignClient({ fetch, clock }) };
}

/** D21: a value in a path has the shape of an id, or no request is made. */
describe('ids in paths', () => {
  it.each(ODD_IDS)('as an account, %j is in no request', async (accountId) => {
    const { asked, client } = setUp();
    const place = { site: SITE, accountId };
    const calls = [
      async () => client.account(place, { accessToken: 't' }),
      async () => client.user(place, GUID, { accessToken: 't' }),
      async () => client.userSettings(place, GUID, { accessToken: 't' }),
    ];
    for (const call of calls) expect(await call().catch((thrown: unknown) => thrown)).toEqual(BAD_ID);
    expect(asked).toEqual([]);
  });

  it.each(ODD_IDS)('as a person, %j is in no request', async (userId) => {
    const { asked, client } = setUp();
    const place = { site: SITE, accountId: GUID };
    const calls = [
      async () => client.user(place, userId, { accessToken: 't' }),
      async () => client.userSettings(place, userId, { accessToken: 't' }),
    ];
    for (const call of calls) expect(await call().catch((thrown: unknown) => thrown)).toEqual(BAD_ID);
    expect(asked).toEqual([]);
  });

  it.each([GUID, GUID.toUpperCase(), '1', '18446744073709551615'])('%s is one', async (id) => {
    const { asked, client } = setUp();
    await client.user({ site: SITE, accountId: id }, id, { accessToken: 't' });
    expect(asked).toEqual([`${SITE}/restapi/v2.1/accounts/${id}/users/${id}`]);
  });
});

const BAD_ID = new AppFault('unexpected-reply', 'id');

describe('a DocuSign that answers with odd ids', () => {
  it('is asked at no other path than those of the accounts whose ids are right', async () => {
    const world = connected();
    world.docusign.state.accounts = [
      ...ODD_IDS.map((account_id) => fakeAccount({ account_id })),
      fakeAccount({ account_id: '77' }),
    ];
    await world.connect();
    const { sub } = world.docusign.state.person;
    expect([...new Set(world.docusign.seen.map(({ path }) => path))].toSorted()).toEqual(
      [
        '/oauth/token',
        '/oauth/userinfo',
        '/restapi/v2.1/accounts/77',
        `/restapi/v2.1/accounts/77/users/${sub}`,
        `/restapi/v2.1/accounts/77/users/${sub}/settings`,
      ].toSorted(),
    );
    const [row] = await world.db.connections.toArray();
    const accounts = row?.vendor === 'docusign' ? row.accounts : [];
    expect(accounts.filter(({ problem }) => problem === null).map(({ accountId }) => accountId)).toEqual([
      '77',
    ]);
    await world.db.delete();
  });

  it.each(ODD_IDS)('who calls the person %j is not believed', async (sub) => {
    const world = connected();
    world.docusign.state.person = { ...world.docusign.state.person, sub };
    await expect(world.connect()).rejects.toEqual(new AppFault('unexpected-reply'));
    expect(world.docusign.seen.map(({ path }) => path)).toEqual(['/oauth/token', '/oauth/userinfo']);
    await world.db.delete();
  });
});

describe('a login hint', () => {
  it.each([
    'a&b=c@x.test',
    'a#b@x.test',
    'a%26prompt%3Dnone@x.test',
    'ü@x.test',
    'a\r\nb@x.test',
    'a\uD800@x.test',
  ])('%j stays one value of the address', async (hint) => {
    const world = connected();
    const { ending } = await world.open(hint);
    const asked = new URL(world.browser.asked());
    expect(asked.searchParams.get('login_hint')).toBe(hint.toWellFormed());
    expect([asked.hash, asked.searchParams.getAll('prompt')]).toEqual(['', ['login']]);
    await world.browser.closeByHand();
    await expect(ending).rejects.toThrow();
    await world.db.delete();
  });
});
