import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cause, CAUSES, cause } from '../sandbox/causes/index.ts';
import { linked } from '../sandbox/causes/change.ts';
import { CONTRACT, HOME_ZONE, OLD_CONTRACT, PROFILE, PROJECT } from '../sandbox/causes/places.ts';
import { COUNTERSIGN_CLIENT_ID } from '../sandbox/docusign/index.ts';
import { PASSWORD } from '../sandbox/procore/api/state.ts';
import { type Sandbox, startSandbox } from '../sandbox/server.ts';
import { scenario, SCENARIOS } from '../sandbox/switcher/scenarios.ts';
import { authorizeUrl, bearer, connect, read } from './docusign-sign-in.ts';
import { createPersonAtBrowser, type PersonAtBrowser } from './docusign-person.ts';
import * as procore from './procore-api-fixtures.ts';
import { readTruths } from './procore-reader.ts';

const SUE = 'sue.sender@example.com';
const USERINFO = 'https://account.docusign.com/oauth/userinfo';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

/** One who looks: `arrange` comes before the cause, `see` before, with it, and after. */
type Probe<T = unknown> = {
  arrange: (person: PersonAtBrowser) => Promise<T>;
  see: (person: PersonAtBrowser, arranged: T) => Promise<unknown>;
  /** What is seen only with the cause. */
  shows: unknown;
  /** Lifting does not bring back what it ended: a person has to log in anew. */
  stays?: true;
};
const probe = <T>(value: Probe<T>): Probe => value as Probe;
const nothing = async () => {};

async function truthsOn(person: PersonAtBrowser, address: string): Promise<string[]> {
  const { html } = await person.open(address);
  return readTruths(html, 'en').truths.map(
    ({ kind, truth, disabled }) => `${kind}: ${truth}${disabled ? ' (disabled)' : ''}`,
  );
}

/** A page of Procore, by what it truly shows. */
const page = (address: string, shows: readonly string[], arrange: () => Promise<void> = nothing): Probe => ({
  arrange,
  see: (person) => truthsOn(person, address),
  shows,
});
/** An answer of DocuSign to somebody who signed in before. */
const docusign = (
  path: (ids: { account: string; user: string }) => string,
  pick: (body: unknown, status: number) => unknown,
  shows: unknown,
  stays?: true,
): Probe => ({
  ...probe({
    arrange: async (person) => {
      const { access_token } = await connect(person, SUE, 'production');
      const { body } = await read(person.client.fetch(USERINFO, bearer(access_token)));
      const { sub, accounts } = body as { sub: string; accounts: { account_id: string }[] };
      return { token: access_token, account: accounts[0]?.account_id ?? '', user: sub };
    },
    see: async (person, { token, ...ids }) => {
      const { body, status } = await read(person.client.fetch(path(ids), bearer(token)));
      return pick(body, status);
    },
    shows,
  }),
  ...(stays ? { stays } : {}),
});
const userinfo = () => USERINFO;
const rest =
  (tail: string) =>
  ({ account, user }: { account: string; user: string }) =>
    `https://na4.docusign.net/restapi/v2.1/accounts/${account}${tail.replace(':user', user)}`;
const field = (name: string) => (body: unknown) => (body as Record<string, unknown>)[name];
const accounts = (body: unknown) =>
  (body as { accounts: { is_default: boolean }[] }).accounts.map(({ is_default }) => is_default);

/** DocuSign's login page, as a browser that was never there meets it. */
const problem = (see: (person: PersonAtBrowser) => Promise<unknown>, shows: unknown): Probe => ({
  arrange: nothing,
  see: async (person) => {
    await see(person);
    return person.page.problem;
  },
  shows,
});
const signIn = async (person: PersonAtBrowser) => {
  await person.open('https://account.docusign.com/logout');
  await person.open('https://account.docusign.com/signin');
  await person.logIn(SUE);
};
/** Where an app's question ends for somebody DocuSign remembers and who accepted before. */
const question = (shows: unknown, pick: (person: PersonAtBrowser) => unknown): Probe => ({
  arrange: async (person) => {
    await connect(person, SUE, 'production');
  },
  see: async (person) => {
    await person.open(authorizeUrl('production'));
    return pick(person);
  },
  shows,
});
/** What becomes of the first press in a login's window: the status of what follows, or that nothing does. */
const secondPage = (vendor: 'docusign' | 'procore', shows: unknown): Probe => ({
  arrange: nothing,
  see: async () => {
    // One whom neither vendor remembers.
    const person = createPersonAtBrowser(sandbox);
    await person.open(vendor === 'docusign' ? authorizeUrl('production') : procore.authorizeUrl());
    person.type('Email address', SUE);
    if (vendor === 'procore') person.type('Password', PASSWORD);
    const pressed = person.press(vendor === 'docusign' ? 'Next' : 'Log In').then(
      ({ status }) => status,
      () => 'closed',
    );
    return Promise.race([pressed, pause(1_500, 'nothing yet')]);
  },
  shows,
});
/** How hosts answer. */
const reach = (hosts: readonly string[], shows: unknown): Probe => ({
  arrange: nothing,
  see: (person) =>
    Promise.all(
      hosts.map((host) =>
        person.client.fetch(`https://${host}/`).then(
          ({ status }) => (status < 500 ? 'answers' : status),
          () => 'closed',
        ),
      ),
    ),
  shows,
});
const procoreApi = (shows: unknown, stays?: true): Probe => ({
  ...probe({
    arrange: async (person) => procore.asks(person, await procore.connect(person)),
    see: async (_person, ask) => {
      const { body, status } = await read(ask('/rest/v1.0/company_base_url'));
      return status === 200 ? 200 : [status, JSON.stringify(body)];
    },
    shows,
  }),
  ...(stays ? { stays } : {}),
});
const linkSelf = async () => {
  linked(sandbox, 'self', 1);
};
const links = (shows: unknown): Probe => ({
  arrange: nothing,
  see: async (person) => [
    readTruths((await person.open(PROFILE)).html, 'en').truths.map(({ truth }) => truth),
    sandbox.procore.state
      .allLinks()
      .map(({ docusign: { email }, lastUsedAt }) => [
        email,
        Math.round((sandbox.world.now() - lastUsedAt) / 86_400_000),
      ]),
  ],
  shows,
});
const showing = (truth: string) => expect.arrayContaining([`banner: ${truth}`]) as string[];
const banner = (truth: string) => page(OLD_CONTRACT, showing(truth));
const opened = (id: string) => cause(id).opens;

const PROBES: Record<string, Probe> = {
  'docusign-login-down': secondPage('docusign', 503),
  'docusign-login-refused': secondPage('docusign', 'closed'),
  'docusign-login-slow': secondPage('docusign', 'nothing yet'),
  'procore-login-down': secondPage('procore', 503),
  'procore-login-refused': secondPage('procore', 'closed'),
  'procore-login-slow': secondPage('procore', 'nothing yet'),
  'key-unknown': problem(
    (person) => person.open(authorizeUrl('production')),
    'The client id provided is not registered with DocuSign',
  ),
  'redirect-unregistered': problem(
    (person) => person.open(authorizeUrl('production')),
    'The redirect URI is not registered properly with DocuSign',
  ),
  'consent-withdrawn': question(
    expect.stringContaining('Countersign'),
    ({ left, page: { heading } }) => left?.searchParams.has('code') ?? heading,
  ),
  'consent-refused': question('access_denied', ({ left }) => left?.searchParams.get('error') ?? null),
  'sign-in-ended': docusign(userinfo, (_body, status) => status, 401, true),
  'password-changed': problem(signIn, expect.stringMatching(/./)),
  'wrong-person': links([['synced'], [['max.many@example.com', 1]]]),
  'email-differs': {
    arrange: nothing,
    see: async (person) => /[\w.-]+@[\w.-]+/.exec((await person.open(PROFILE)).html)?.[0],
    shows: 'gc-admin@ashworth-pine.example',
  },
  'organization-only': problem(signIn, expect.stringContaining('Your organization restricts')),
  'company-login': problem(signIn, expect.stringContaining('Your company requires single sign-on')),

  'several-accounts': docusign(userinfo, accounts, [true, false, false]),
  'no-default': docusign(userinfo, accounts, [false]),
  'no-account': docusign(userinfo, accounts, []),
  'membership-closed': docusign(rest('/users/:user'), field('errorCode'), 'USER_LACKS_MEMBERSHIP'),
  'invitation-pending': docusign(rest('/users/:user'), field('userStatus'), 'ActivationSent'),
  'invitation-never-sent': docusign(rest('/users/:user'), field('userStatus'), 'ActivationRequired'),
  'cannot-send': docusign(rest('/users/:user/settings'), field('canSendEnvelope'), 'false'),
  'account-suspended': docusign(rest(''), field('suspensionStatus'), 'suspended'),
  'sending-blocked': docusign(rest(''), field('envelopeSendingBlocked'), 'true'),
  'out-of-envelopes': docusign(rest(''), field('billingPeriodEnvelopesAllowed'), '100'),
  'address-restricted': docusign(rest(''), (body, status) => (status === 200 ? status : body), {
    errorCode: 'ACCOUNT_IP_ADDRESS_RESTRICTED',
    message: expect.stringContaining('Account IP Address Restricted'),
  }),

  'no-permission': page(CONTRACT, []),
  'commitments-read-only': page(CONTRACT, []),
  'tool-off': {
    arrange: nothing,
    see: async (person) => (await person.open(CONTRACT)).status,
    shows: 404,
  },
  'app-not-installed': procoreApi([403, '{"message":"App is not connected to this company"}']),
  'app-unknown': problem(
    (person) => person.open(procore.authorizeUrl()),
    expect.stringContaining('unknown client'),
  ),
  'app-login-ended': procoreApi([401, '{"error":"The access token is invalid"}'], true),

  'project-off': page(opened('project-off'), ['enable-box: off']),
  'template-off': page(opened('template-off'), ['enable-box: off']),
  'company-off': page(opened('company-off'), []),
  'sign-off': page(opened('sign-off'), []),
  'invoice-status': page(opened('invoice-status'), []),
  'invoice-contact-missing': page(opened('invoice-contact-missing'), ['send-button: send-to (disabled)']),
  'banner-setup': banner('setup-not-completed'),
  'banner-pending': banner('signature-pending'),
  'banner-required': banner('signature-required'),
  'banner-completed': banner('signature-completed'),
  'banner-unavailable': banner('envelope-unavailable'),
  'banner-reauth': banner('reauth-required'),

  'procore-unreachable': reach(
    [HOME_ZONE, 'login.procore.com', 'api.procore.com', 'assets0.procore.com', 'app.procore.com'],
    ['closed', 'closed', 'closed', 'closed', 'answers'],
  ),
  'procore-api-blocked': reach(
    [HOME_ZONE, 'login.procore.com', 'api.procore.com', 'assets0.procore.com'],
    ['answers', 'answers', 'closed', 'closed'],
  ),
  'procore-down': reach([HOME_ZONE, 'api.procore.com'], [503, 'answers']),
  'docusign-unreachable': reach(['account.docusign.com', 'na4.docusign.net'], ['closed', 'answers']),
  'docusign-site-down': reach(['account.docusign.com', 'na4.docusign.net'], ['answers', 503]),
  'docusign-down': reach(['account.docusign.com', 'na4.docusign.net'], [503, 503]),
  'clock-wrong': {
    arrange: nothing,
    see: async (person) => {
      const { headers } = await person.client.fetch('https://account.docusign.com/');
      return Math.round((Date.parse(headers.get('date') ?? '') - Date.now()) / 60_000);
    },
    shows: 20,
  },

  'not-linked': page(PROFILE, ['link-row: not-linked'], linkSelf),
  'expires-soon': links([['synced'], [[SUE, 25]]]),
  expired: page(CONTRACT, ['banner: reauth-required', 'send-button: send']),
  'item-deleted': {
    arrange: nothing,
    see: async (person) => (await person.open(CONTRACT)).status,
    shows: 404,
  },
  'mail-missing': {
    arrange: nothing,
    see: async (person) => [
      await truthsOn(person, OLD_CONTRACT),
      sandbox.docusign.switches.mailHeldBack ? 'held back' : 'delivered',
    ],
    shows: [showing('signature-pending'), 'held back'],
  },
  'refresh-too-soon': {
    arrange: nothing,
    see: async (person) => [
      await truthsOn(person, OLD_CONTRACT),
      /disabled title="Refresh can be used once/.test((await person.open(OLD_CONTRACT)).html),
    ],
    shows: [showing('signature-pending'), true],
  },
  'words-unknown': {
    arrange: nothing,
    see: async (person) => /<html lang="([^"]*)"/.exec((await person.open(PROFILE)).html)?.[1],
    shows: 'ja',
  },
};

const reset = () => scenario('reset').apply(sandbox.world, sandbox.docusign, sandbox.procore);

describe('a cause', () => {
  it('has a name of its own, a probe, and a scenario to turn it on', () => {
    const ids = CAUSES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(PROBES).toSorted()).toEqual(ids.toSorted());
    const names = SCENARIOS.map(({ name }) => name);
    expect(ids.filter((id) => !names.includes(id))).toEqual([]);
  });

  it.each(CAUSES.map((each): [string, Cause] => [each.id, each]))(
    '%s changes what it says, and is taken back',
    async (id, { plant }) => {
      const { arrange, see, shows, stays } = PROBES[id]!;
      reset();
      const person = createPersonAtBrowser(sandbox);
      const arranged = await arrange(person);
      const before = await see(person, arranged);
      expect(before).not.toEqual(shows);

      const lift = plant(sandbox);
      expect(await see(person, arranged)).toEqual(shows);
      lift();
      expect(await see(person, arranged)).toEqual(stays ? shows : before);

      plant(sandbox);
      reset();
      const other = createPersonAtBrowser(sandbox);
      expect(await see(other, await arrange(other))).toEqual(before);
    },
  );

  it('can stand beside all others, and they go one by one', async () => {
    reset();
    const lifts = CAUSES.map(({ plant }) => plant(sandbox));
    for (const lift of lifts.toReversed()) lift();
    const person = createPersonAtBrowser(sandbox);
    const { sub, accounts: listed } = (await read(
      person.client.fetch(USERINFO, bearer((await connect(person, SUE, 'production')).access_token)),
    ).then(({ body }) => body)) as { sub: string; accounts: unknown[] };
    expect(listed).toHaveLength(1);
    expect(sub).toBe(sandbox.docusign.state.production.people[0]?.userId);
    expect(sandbox.world.faults).toEqual([]);
    expect(sandbox.procore.state.allLinks()).toEqual([]);
    expect(sandbox.procore.state.projectEnabled(HOME_ZONE, PROJECT)).toBe(true);
    expect(sandbox.docusign.state.production.apps.map(({ clientId }) => clientId)).toContain(
      COUNTERSIGN_CLIENT_ID,
    );
  });
});
