import { DAY, HOUR, MINUTE } from '../../../../../utils/base/clock.ts';
import type { AccountState, FactOf, Facts } from '../../../../../utils/domain/diagnosis/facts.ts';
import type { CheckId, FactPath } from '../../../../../utils/domain/diagnosis/types.ts';
import { KEY, known, NOW, show, sighting, type World } from './world.ts';

/** One thing that can be wrong in a world, and the check that is to name it. */
export type Cause = {
  name: string;
  check: CheckId;
  /**
   * Two causes with one of these in common cannot be true at once: a row says one thing, a login ends one way. Nor can
   * anybody see what is only `shown by:` something that another cause `hides:`.
   */
  apart: readonly string[];
  plant: (world: World) => void;
};

const cause = (name: string, check: CheckId, plant: Cause['plant'], ...apart: string[]): Cause => ({
  name,
  check,
  apart,
  plant,
});

type Value<N extends FactPath> = Extract<FactOf<N>, { known: true }>['value'];
function change<N extends FactPath>(
  world: World,
  name: N & keyof World['rest'],
  to: Partial<Value<N>>,
): void {
  const fact: Facts[FactPath] = world.rest[name];
  if (fact.known) fact.value = Object.assign(structuredClone(fact.value), to);
}
function changeAccount(world: World, to: Partial<AccountState>): void {
  const { docusign } = world.rest;
  if (!docusign.known) return;
  const accounts = docusign.value.accounts.map((each, at) => (at === 0 ? { ...each, ...to } : each));
  change(world, 'docusign', { accounts });
}
const loginFailed =
  (kind: 'wrong-key' | 'login-no-answer' | 'login-broken' | 'login-refused', detail: string) =>
  (world: World) =>
    change(world, 'login', { failed: { kind, detail, at: NOW - HOUR } });
const silent = (pattern: RegExp, why: 'timed-out' | 'vendor-down') => (world: World) => {
  const { reach } = world.rest;
  if (!reach.known) return;
  const answers = reach.value.map((each) =>
    pattern.test(each.host) ? { ...each, answer: { known: false as const, why, at: NOW } } : each,
  );
  world.rest.reach = known(answers);
};
/** Others have still to sign, and the person says this of it. */
const pending = (answers: Facts['answers']) => (world: World) => {
  show(world, 'banner', 'signature-pending');
  Object.assign(world.rest.answers, answers);
};
const gone = (world: World) => void world.elements.delete('send-button');
const isTool = ({ name }: { name: string }) => name === 'commitments';

export const CAUSES: readonly Cause[] = [
  cause(
    'the key is not known',
    'integration-key',
    loginFailed('wrong-key', 'partner_authentication_failed'),
    'login',
  ),
  cause(
    'the redirect address is not registered',
    'redirect-address',
    loginFailed('login-no-answer', 'https://id.chromiumapp.org/docusign/production'),
    'login',
  ),
  cause('a later page of the login does not load', 'login-pages', loginFailed('login-broken', ''), 'login'),
  cause('a later page of Procore’s login does not load', 'login-pages', (world) =>
    change(world, 'login', { procore: { kind: 'login-broken', detail: '', at: NOW - HOUR } }),
  ),
  cause('access was not given', 'consent', loginFailed('login-refused', 'access_denied'), 'login'),
  cause('consent is missing', 'consent', (world) =>
    change(world, 'docusign', { problem: 'sign-in-again', problemCode: 'consent_required' }),
  ),
  cause(
    'the password is wrong',
    'signed-in',
    (world) => Object.assign(world.rest.answers, { 'login-accepted': 'rejected', 'login-message': 'none' }),
    'answer',
  ),
  cause(
    'the address is restricted',
    'ip-restricted',
    (world) => Object.assign(world.rest.answers, { 'login-accepted': 'rejected', 'login-message': 'ip' }),
    'answer',
  ),
  cause(
    'the network lets other organizations in only',
    'tenant-restricted',
    (world) =>
      Object.assign(world.rest.answers, { 'login-accepted': 'rejected', 'login-message': 'organization' }),
    'answer',
  ),
  cause(
    'the company login is wanted',
    'company-login',
    (world) =>
      Object.assign(world.rest.answers, { 'login-accepted': 'rejected', 'login-message': 'company' }),
    'answer',
  ),
  cause(
    'the wrong person is linked',
    'wrong-account',
    (world) => {
      if (world.confirmation) {
        world.confirmation = {
          ...world.confirmation,
          who: 'old@harbor.example',
          accountId: 'a-9',
          accountName: 'Old',
        };
      }
    },
    'linked',
    'shown by:ledger',
  ),
  cause('no account is chosen', 'several-accounts', (world) =>
    change(world, 'docusign', { chosenAccountId: null }),
  ),
  cause('no account is the default', 'default-account', (world) =>
    changeAccount(world, { isDefault: false }),
  ),
  cause(
    'the membership is closed',
    'membership',
    (world) => changeAccount(world, { membership: 'Closed' }),
    'member',
  ),
  cause(
    'the membership is disabled',
    'membership',
    (world) => changeAccount(world, { membership: 'Disabled' }),
    'member',
  ),
  cause(
    'the invitation is open',
    'invitation',
    (world) => changeAccount(world, { membership: 'ActivationSent' }),
    'member',
  ),
  cause(
    'the invitation was not sent',
    'invitation',
    (world) => changeAccount(world, { membership: 'ActivationRequired' }),
    'member',
  ),
  cause('the profile may not send', 'may-send', (world) =>
    changeAccount(world, { profile: 'DS Viewer', maySend: false }),
  ),
  cause('the account is suspended', 'account-suspended', (world) =>
    changeAccount(world, { suspended: true, maySend: false }),
  ),
  cause('sending is blocked', 'account-suspended', (world) =>
    changeAccount(world, { sendingBlocked: true, maySend: false }),
  ),
  cause('no envelopes are left', 'envelopes-left', (world) => changeAccount(world, { envelopesLeft: 0 })),
  cause('the addresses differ', 'email-differs', (world) =>
    change(world, 'procore', { login: 'ana.ruiz@harbor.example' }),
  ),
  cause('the app is of another company', 'procore-app', (world) =>
    change(world, 'procore', { companyId: '99', companyName: 'Other Builders' }),
  ),
  cause(
    'the tool is off',
    'tool-on',
    (world) => {
      gone(world);
      const { tools } = world.rest;
      if (!tools.known) return;
      world.rest.tools = known(tools.value.map((tool) => (isTool(tool) ? { ...tool, active: false } : tool)));
    },
    'shown by:tool-page',
  ),
  cause('the permission is too low', 'tool-permission', (world) => {
    gone(world);
    const { permissions } = world.rest;
    if (!permissions.known) return;
    const lowered = permissions.value.map((tool) =>
      isTool(tool) ? { ...tool, level: 'standard' as const } : tool,
    );
    world.rest.permissions = known(lowered);
  }),
  cause(
    'the page is outside a project',
    'inside-project',
    (world) => {
      if (world.place) world.place = 'company';
    },
    'shown by:page',
  ),
  cause(
    'the page is not found',
    'page-found',
    (world) => {
      world.place = 'gone';
    },
    'hides:page',
    'hides:page-script',
    'hides:tool-page',
    'shown by:page',
  ),
  cause(
    'the project has it off',
    'project-enabled',
    (world) => {
      world.off = true;
      world.sightings.push(sighting('enable-box', 'off', NOW - 5 * MINUTE));
    },
    'switch',
    'shown by:ledger',
  ),
  cause(
    'the company has it off',
    'company-enabled',
    (world) => {
      world.off = true;
      world.rowsElsewhere = 0;
      world.rest.answers['enable-box'] = 'no-box';
    },
    'switch',
  ),
  cause(
    'Sign with DocuSign is off',
    'sign-toggle',
    (world) => {
      gone(world);
      show(world, 'sign-toggle', 'off');
    },
    'item',
  ),
  cause(
    'the invoice is a draft',
    'invoice-status',
    (world) => {
      gone(world);
      world.elements.delete('sign-toggle');
      world.rest.subject.item = { type: 'subcontractor-invoice', id: '42' };
      world.rest.item = known({ type: 'subcontractor-invoice', status: 'draft', executed: null });
    },
    'item',
  ),
  cause(
    'the commitment has no Invoice Contact',
    'bulk-send',
    (world) => {
      if (world.place === 'item') world.place = 'list';
      world.elements.delete('sign-toggle');
      world.rest.subject.item = { type: 'invoice-list', id: '' };
      world.rest.answers['invoice-contact'] = 'missing';
      show(world, 'send-button', 'send-to', true);
    },
    'item',
    'button',
  ),
  cause(
    'the setup was not finished',
    'envelope',
    (world) => show(world, 'banner', 'setup-not-completed'),
    'banner',
  ),
  cause(
    'the envelope cannot be reached',
    'envelope',
    (world) => show(world, 'banner', 'envelope-unavailable'),
    'banner',
  ),
  cause(
    'it is their turn to sign',
    'envelope',
    (world) => show(world, 'banner', 'signature-required'),
    'banner',
  ),
  cause(
    'the e-mail to the signer is missing',
    'signature-mail',
    pending({ 'mail-arrived': 'missing' }),
    'banner',
  ),
  cause(
    'Refresh was pressed a minute ago',
    'refresh-wait',
    pending({ 'banner-behind': 'just-refreshed' }),
    'banner',
  ),
  cause('a banner has unknown words', 'readable', (world) => show(world, 'banner', 'unknown'), 'banner'),
  cause(
    'the computer is offline',
    'online',
    (world) => {
      world.rest.online = known(false);
      silent(/./, 'timed-out')(world);
    },
    'hides:network',
  ),
  cause(
    'Procore does not answer',
    'procore-reached',
    silent(/procore/, 'timed-out'),
    'shown by:network',
    'procore',
  ),
  cause(
    'Procore is down',
    'procore-reached',
    silent(/procore/, 'vendor-down'),
    'shown by:network',
    'procore',
  ),
  cause(
    'DocuSign does not answer',
    'docusign-reached',
    silent(/docusign/, 'timed-out'),
    'shown by:network',
    'docusign',
  ),
  cause(
    'DocuSign is down',
    'docusign-reached',
    silent(/docusign/, 'vendor-down'),
    'shown by:network',
    'docusign',
  ),
  cause('the clock is ahead', 'clock', (world) => change(world, 'clock', { ahead: 20 * MINUTE })),
  cause('the browser is old', 'browser-version', (world) => change(world, 'browser', { version: 90 })),
  cause(
    'cookies are blocked',
    'cookies',
    (world) => {
      world.cookies = false;
    },
    'shown by:page-script',
  ),
  cause(
    'the zone is not granted',
    'host-granted',
    (world) => {
      world.place = null;
      change(world, 'grants', { zone: false });
    },
    'hides:page',
    'hides:page-script',
  ),
  cause('DocuSign is not granted', 'host-granted', (world) => change(world, 'grants', { docusign: false })),
  cause('the policy cannot be read', 'policy', (world) =>
    change(world, 'settings', { policy: 'unreadable' }),
  ),
  cause('the storage is nearly full', 'own-data', (world) => change(world, 'ownData', { used: 0.97 })),
  cause(
    'our data is damaged',
    'own-data',
    (world) => change(world, 'ownData', { readable: false }),
    'hides:ledger',
  ),
  cause(
    'our data is newer',
    'own-data',
    (world) => change(world, 'ownData', { readable: false, newer: true }),
    'hides:ledger',
  ),
  cause(
    'no login is linked',
    'linked',
    (world) => world.sightings.push(sighting('link-row', 'not-linked', NOW - DAY)),
    'tie',
    'linked',
    'shown by:ledger',
  ),
  cause(
    'Procore asks for a new login',
    'reauth',
    (world) => show(world, 'banner', 'reauth-required'),
    'tie',
    'banner',
  ),
  cause(
    'Procore asked, and no login was seen since',
    'reauth',
    (world) =>
      world.sightings.push(
        sighting('banner', 'reauth-required', NOW - 3 * DAY),
        sighting('link-row', 'synced', NOW - DAY),
      ),
    'tie',
    'banner',
    'shown by:ledger',
  ),
  cause(
    'the days run out soon',
    'idle-days',
    (world) => {
      world.uses = [{ ...KEY, id: 1, how: 'linked', at: NOW - 25 * DAY }];
    },
    'tie',
    'shown by:ledger',
  ),
  cause(
    'the days are over',
    'idle-days',
    (world) => {
      world.uses = [{ ...KEY, id: 1, how: 'linked', at: NOW - 40 * DAY }];
      world.sightings = world.sightings.map((row) =>
        row.kind === 'link-row' ? { ...row, at: row.at - 38 * DAY, firstAt: row.at - 38 * DAY } : row,
      );
      if (world.confirmation) world.confirmation = { ...world.confirmation, at: NOW - 39 * DAY };
    },
    'tie',
    'shown by:ledger',
  ),
];
