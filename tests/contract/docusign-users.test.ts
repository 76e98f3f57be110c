import { describe, expect } from 'vitest';
import * as z from 'zod/mini';
import { createLog } from '../../utils/base/log.ts';
import { createRedactor } from '../../utils/base/redact.ts';
import { createGuardedFetch } from '../../utils/http/guarded-fetch.ts';
import { type PageOfRows, type PagingEnd, readPages } from '../../utils/http/paging.ts';
import { createHeaderReader } from '../../utils/http/request.ts';
import { procoreFault } from '../../utils/vendors/procore/api-faults.ts';
import { procorePages } from '../../utils/vendors/procore/paging.ts';
import { findPerson } from '../sandbox/docusign/index.ts';
import type { Sandbox } from '../sandbox/server.ts';
import { createToyUsers } from '../torture/runs/toy-kind.ts';
import { test } from './docusign-fixtures.ts';
import type { PersonAtBrowser } from './docusign-person.ts';
import { connect, read } from './docusign-sign-in.ts';
import { COMPANY, connect as connectProcore, restHost, ZONE } from './procore-api-fixtures.ts';

const PROFILE = '1665537';
const named = (userName: string, email: string) => ({ userName, email, permissionProfileId: PROFILE });

async function asAdmin(sandbox: Sandbox, person: PersonAtBrowser, email = 'ada.admin@example.com') {
  const clock = sandbox.world.now;
  const accessToken = (await connect(person, email, 'demo')).access_token;
  const { demo } = sandbox.docusign.state;
  const place = { site: 'https://demo.docusign.net', accountId: demo.accounts[0]?.accountId ?? '' };
  const fetch = createGuardedFetch({
    fetch: person.client.fetch,
    clock,
    log: createLog({ clock, redactor: createRedactor() }),
    record: () => () => undefined,
    beforeWrite: async () => undefined,
  });
  const users = createToyUsers({ fetch, clock, isStored: async () => true });
  const call = { accessToken, intent: { job: 'j', ordinal: 0 } };
  const send = (method: string, body: unknown) =>
    read(
      person.client.fetch(`${place.site}/restapi/v2.1/accounts/${place.accountId}/users`, {
        method,
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  return { users, place, call, demo, send, fetch, clock };
}

describe('inviting people', () => {
  test('tells for each what became of them, in one answer of 201', async ({ sandbox, person }) => {
    const { users, place, call, demo } = await asAdmin(sandbox, person);
    const sue = findPerson(demo, 'sue');
    const outcome = await users.create(
      place,
      [named('Tal Mason', 'Tal@example.com'), named('Sue Sender', sue.email), named('No Address', 'nowhere')],
      call,
    );
    const tal = findPerson(demo, 'tal@example.com');
    expect(outcome).toEqual({
      state: 'settled',
      answer: [
        { email: 'Tal@example.com', userId: tal.userId, error: null },
        // The answer has her id; it is not that of anybody who was made.
        {
          email: sue.email,
          userId: null,
          error: { kind: 'unexpected-reply', detail: 'user_already_exists_in_account' },
        },
        {
          email: 'nowhere',
          userId: null,
          error: { kind: 'unexpected-reply', detail: 'invalid_request_parameter' },
        },
      ],
    });
    expect(demo.mails).toMatchObject([{ email: 'tal@example.com', userId: tal.userId }]);
  });

  test('is for administrators, and for 500 at once', async ({ sandbox, person }) => {
    const { users, place, call } = await asAdmin(sandbox, person, 'sue.sender@example.com');
    expect(await users.create(place, [named('Tal Mason', 'tal@example.com')], call)).toEqual({
      state: 'refused',
      error: { kind: 'no-permission', detail: 'user_not_account_admin' },
    });
    const { send } = await asAdmin(sandbox, person);
    const many = Array.from({ length: 501 }, (_, at) => named(`N ${at}`, `n${at}@example.com`));
    expect((await send('POST', { newUsers: many })).status).toBe(400);
    expect((await send('POST', {})).status).toBe(400);
  });

  test('again sends another e-mail, and makes a second user of a closed one', async ({ sandbox, person }) => {
    const { send, demo } = await asAdmin(sandbox, person);
    const again = { newUsers: [named('Petra Pending', 'petra.pending@example.com')] };
    expect((await send('POST', again)).body).toMatchObject({
      newUsers: [{ errorDetails: { errorCode: 'USER_ALREADY_EXISTS_IN_ACCOUNT' } }],
    });
    expect(demo.mails).toHaveLength(1);
    await send('POST', { newUsers: [named('Clara Closed', 'clara.closed@example.com')] });
    expect(demo.people.filter(({ email }) => email === 'clara.closed@example.com')).toHaveLength(2);
  });

  test.for([
    ['lost', {}],
    ['lost', { status: 502 }],
    ['late', { delay: 5000 }],
  ] as const)('may be done although it was %s %o', async ([how, more], { sandbox, person }) => {
    const { users, place, call, demo } = await asAdmin(sandbox, person);
    sandbox.world.faults.push({ host: '*', path: '/restapi/', how, count: 1, ...more });
    const outcome = await users.create(place, [named('Tal Mason', 'tal@example.com')], call);
    expect(outcome.state).toBe('unknown');
    expect(demo.mails).toHaveLength(how === 'lost' ? 1 : 0);
    await sandbox.world.carryOutLate();
    expect(demo.mails).toHaveLength(how === 'lost' ? 1 : 0);
    sandbox.world.advance(5000);
    await sandbox.world.carryOutLate();
    expect(demo.mails).toHaveLength(1);
  });
});

test('changing people tells for each what became of them', async ({ sandbox, person }) => {
  const { send, demo } = await asAdmin(sandbox, person);
  const [petra, clara] = [findPerson(demo, 'petra'), findPerson(demo, 'clara')];
  const { status, body } = await send('PUT', {
    users: [
      { userId: petra.userId, userName: 'Petra Late', sendActivationEmail: 'send' },
      { userId: clara.userId, userName: 'Clara' },
    ],
  });
  expect([status, body]).toMatchObject([
    200,
    { users: [{ userName: 'Petra Late' }, { errorDetails: { errorCode: 'USER_LACKS_MEMBERSHIP' } }] },
  ]);
  expect(demo.mails).toMatchObject([{ userId: petra.userId }]);
});

describe('finding one by address', () => {
  test('finds whoever has it, whatever their status, and nobody where nobody does', async ({
    sandbox,
    person,
  }) => {
    const { users, place, call } = await asAdmin(sandbox, person);
    const found = await users.byEmail(place, 'clara.closed@example.com', call);
    expect(found.map(({ userStatus }) => userStatus)).toEqual(['Closed']);
    expect(await users.byEmail(place, 'nobody@example.com', call)).toEqual([]);
  });

  test('never says nobody to somebody who was closed and may not look', async ({ sandbox, person }) => {
    const { users, place, call, demo } = await asAdmin(sandbox, person);
    for (const membership of findPerson(demo, 'ada').memberships) membership.status = 'Closed';
    await expect(users.byEmail(place, 'nobody@example.com', call)).rejects.toMatchObject({
      error: { kind: 'not-a-member' },
    });
  });
});

/** What is left of a paged read: its pages, and how it ended. */
async function rest<T>(reading: AsyncGenerator<PageOfRows<T>, PagingEnd, undefined>) {
  const pages: PageOfRows<T>[] = [];
  for (;;) {
    const step = await reading.next();
    if (step.done) return { pages, end: step.value };
    pages.push(step.value);
  }
}

describe('reading all', () => {
  test('members of DocuSign, page by page, broken off and gone on with', async ({ sandbox, person }) => {
    const { users, place, call, send, demo } = await asAdmin(sandbox, person);
    const many = Array.from({ length: 250 }, (_, at) => named(`N ${at}`, `n${at}@example.com`));
    await send('POST', { newUsers: many });
    const there = demo.people.filter(({ memberships }) =>
      memberships.some(({ accountId }) => accountId === place.accountId),
    ).length;

    const { value: first } = await users.all(place, call).next();
    const begun = first && 'cursor' in first ? first : undefined;
    expect([begun?.rows.length, begun?.cursor.next]).toEqual([100, 100]);
    const { pages, end } = await rest(users.all(place, call, structuredClone(begun?.cursor)));
    expect(end).toEqual({ rows: there, repeated: 0, total: there, isComplete: true });
    const ids = [begun, ...pages].flatMap((page) => page?.rows.map(({ userId }) => userId) ?? []);
    expect([ids.length, new Set(ids).size]).toEqual([there, there]);
  });

  test('people of Procore, by the headers', async ({ sandbox, person }) => {
    const { fetch, clock } = await asAdmin(sandbox, person);
    sandbox.procore.state.api.switches.spikeLimit = 500;
    const { access_token: accessToken } = await connectProcore(person);
    const there = sandbox.procore.state.directory(ZONE, 'ashworth').filter(({ active }) => active).length;
    const reading = readPages({
      read: procorePages({
        ask: createHeaderReader({ fetch, clock, judge: (refusal) => procoreFault(refusal, clock) }),
        request: {
          url: `${restHost()}/rest/v1.3/companies/${COMPANY}/users`,
          accessToken,
          headers: { 'procore-company-id': COMPANY },
        },
        reply: z.array(z.object({ id: z.number() })),
        rowsOf: (rows): readonly { id: number }[] => rows,
        perPage: 3,
      }),
      first: 1,
      keyOf: ({ id }: { id: number }) => String(id),
    });
    const { pages, end } = await rest(reading);
    expect(end).toEqual({ rows: there, repeated: 0, total: there, isComplete: true });
    expect(there).toBeGreaterThan(3);
    expect(pages).toHaveLength(Math.ceil(there / 3));
  });
});
