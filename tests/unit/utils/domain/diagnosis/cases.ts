import { DAY, HOUR, MINUTE } from '../../../../../utils/base/clock.ts';
import type { CheckId } from '../../../../../utils/domain/diagnosis/types.ts';
import {
  type Edit,
  all,
  answers,
  answersOf,
  docusign,
  failed,
  item,
  ledger,
  level,
  mine,
  own,
  page,
  PROJECT_ADMIN,
  reads,
  same,
  seen,
  settings,
  unknown,
} from './edits.ts';
import { account, known, NOW } from './world.ts';

/** For each check, one picture for each thing it can say. Each begins from a picture in which everything is in order. */

const NOT_CONNECTED = unknown('docusign', 'not-connected');
const NO_KEY = settings({ hasKey: false });
const SIGNED_OUT = docusign({ signedOutAt: NOW - DAY });
const NO_ACCOUNT = docusign({ accounts: [] });
const NO_LEDGER = unknown('ledger', 'no-project');
const NOTHING_READ = ledger({
  row: null,
  box: null,
  sendButton: null,
  toggle: null,
  banner: null,
  rowsElsewhere: 0,
});
const NEVER_SEEN = all(NOTHING_READ, ledger({ state: 'unknown', reason: 'never-seen' }));
const EMPTY_ITEM = all(reads(), NEVER_SEEN);
const NO_TOOLS = all(unknown('tools', 'not-connected'), unknown('permissions', 'not-connected'));
const PROFILE = page({ place: 'profile', item: null, readings: [] });
const NOT_LINKED = ledger({ state: 'not-linked', row: seen('not-linked'), confirmed: null });
const BOX_OFF = ledger({ state: 'unavailable', reason: 'project-off', box: { ...seen('off'), at: NOW } });
const procoreBroke: Edit = (facts) => {
  if (facts.login.known) facts.login.value.procore = { kind: 'login-broken', detail: '', at: NOW - HOUR };
};
const reached = (vendor: 'procore' | 'docusign') => {
  const host = vendor === 'procore' ? 'api.procore.com' : 'account.docusign.com';
  return {
    reached: same,
    slow: answersOf(host, 9_000),
    silent: answersOf(host, 'timed-out'),
    down: answersOf(host, 'vendor-down'),
    'not-granted': answersOf(host, 'not-granted'),
    offline: all(answersOf(host, 'offline'), (facts) => {
      facts.online = known(false);
    }),
    unread: unknown('reach', 'not-granted'),
  };
};

export const CASES: Record<CheckId, Record<string, Edit>> = {
  'integration-key': {
    works: same,
    none: all(NOT_CONNECTED, NO_KEY),
    refused: settings({ refused: ['integrationKey'] }),
    'policy-unreadable': all(NOT_CONNECTED, NO_KEY, settings({ policy: 'unreadable' })),
    wrong: failed('wrong-key', 'issuer_not_found'),
    origin: docusign({ problem: 'origin-refused', problemCode: 'invalid_origin_header' }),
    untried: NOT_CONNECTED,
    unread: all(NOT_CONNECTED, unknown('settings', 'left-out')),
  },
  'redirect-address': {
    works: same,
    none: all(NOT_CONNECTED, NO_KEY),
    key: all(
      failed('login-no-answer'),
      mine({ problem: 'wrong-key', problemCode: 'partner_authentication_failed' }),
    ),
    'no-answer': failed('login-no-answer', 'https://id.chromiumapp.org/docusign/demo'),
    untried: NOT_CONNECTED,
    unread: all(NOT_CONNECTED, unknown('settings', 'left-out')),
  },
  'login-pages': {
    loaded: same,
    none: all(
      NOT_CONNECTED,
      unknown('procore', 'not-connected'),
      settings({ hasKey: false, hasProcoreApp: false }),
    ),
    docusign: failed('login-broken', ''),
    procore: procoreBroke,
    both: all(failed('login-broken', ''), procoreBroke),
    unfinished: failed('login-refused', 'access_denied'),
    untried: all(NOT_CONNECTED, unknown('procore', 'not-connected')),
    unread: unknown('login', 'bug'),
  },
  consent: {
    given: same,
    none: all(NOT_CONNECTED, NO_KEY),
    required: failed('sign-in-again', 'consent_required'),
    refused: failed('login-refused', 'access_denied'),
    untried: NOT_CONNECTED,
    unread: all(NOT_CONNECTED, unknown('settings', 'left-out')),
  },
  'signed-in': {
    proven: same,
    said: answers({ 'login-accepted': 'yes' }),
    rejected: answers({ 'login-accepted': 'rejected', 'login-message': 'none' }),
    'turned-away': answers({ 'login-accepted': 'rejected' }),
    code: answers({ 'login-accepted': 'code' }),
    restricted: answers({ 'login-accepted': 'rejected', 'login-message': 'organization' }),
    company: answers({ 'login-accepted': 'rejected', 'login-message': 'company' }),
    loop: answers({ 'login-accepted': 'loop' }),
    ended: docusign({ signedOutAt: NOW, problem: 'sign-in-again', problemCode: 'invalid_grant' }),
    over: SIGNED_OUT,
    unread: NOT_CONNECTED,
  },
  'wrong-account': {
    same,
    said: answers({ 'whose-account': 'mine' }),
    'said-other': answers({ 'whose-account': 'other' }),
    'other-person': ledger({
      confirmed: { who: 'old@harbor.example', accountId: '', accountName: '', at: NOW },
    }),
    'other-account': ledger({
      confirmed: { who: 'Ana Ruiz', accountId: 'a-2', accountName: 'Second Account', at: NOW },
    }),
    'not-linked': NOT_LINKED,
    'not-confirmed': ledger({ confirmed: null }),
    'not-compared': NOT_CONNECTED,
    unread: NO_LEDGER,
  },
  'several-accounts': {
    one: mine({}),
    chosen: same,
    'not-chosen': docusign({ chosenAccountId: null }),
    none: NO_ACCOUNT,
    unread: NOT_CONNECTED,
  },
  'default-account': {
    'the-one': same,
    only: mine({}),
    'not-marked': mine({ isDefault: false }),
    none: docusign({
      accounts: [account({ isDefault: false }), account({ accountId: 'a-2', isDefault: false })],
    }),
    other: docusign({ chosenAccountId: 'a-2' }),
    unread: NOT_CONNECTED,
  },
  membership: {
    active: same,
    invited: mine({ membership: 'ActivationSent' }),
    none: NO_ACCOUNT,
    'no-account': all(
      ledger({ confirmed: null }),
      docusign({
        chosenAccountId: null,
        accounts: [account({ isDefault: false }), account({ accountId: 'a-2', isDefault: false })],
      }),
    ),
    closed: mine({ membership: 'Closed' }),
    disabled: mine({ membership: 'Disabled' }),
    'not-a-member': mine({ membership: null, problem: 'not-a-member', problemCode: 'user_lacks_membership' }),
    other: mine({ membership: 'Dozing' }),
    unread: all(mine({ membership: null }), SIGNED_OUT),
  },
  invitation: {
    accepted: same,
    sent: mine({ membership: null, problem: 'no-permission', problemCode: 'USER_NOT_ACTIVATED' }),
    'not-sent': mine({ membership: 'ActivationRequired' }),
    'no-member': mine({ membership: 'Closed' }),
    unread: NOT_CONNECTED,
  },
  'may-send': {
    yes: same,
    viewer: mine({ profile: 'DocuSign Viewer', maySend: null }),
    no: mine({ maySend: false, profile: 'Site staff' }),
    explained: mine({ maySend: false, suspended: true }),
    'no-account': NO_ACCOUNT,
    unread: mine({ maySend: null, problem: 'rate-limited' }),
  },
  'account-suspended': {
    works: same,
    suspended: mine({ suspended: true, sendingBlocked: true }),
    blocked: mine({ sendingBlocked: true }),
    'no-account': NO_ACCOUNT,
    unread: mine({ suspended: null, problem: 'no-permission' }),
  },
  'envelopes-left': {
    enough: same,
    unlimited: mine({ envelopesLeft: 'unlimited' }),
    few: mine({ envelopesLeft: 5 }),
    none: mine({ envelopesLeft: 0 }),
    'no-account': NO_ACCOUNT,
    unread: mine({ envelopesLeft: null }),
  },
  'email-differs': {
    same: docusign({ email: 'ANA@harbor.example ' }),
    differs: docusign({ email: 'ana@example.com' }),
    unread: unknown('procore', 'not-connected'),
  },
  'ip-restricted': {
    'let-in': same,
    'no-message': answers({ 'login-message': 'none' }),
    restricted: mine({ problem: 'no-permission', problemCode: 'ACCOUNT_IP_ADDRESS_RESTRICTED' }),
    unread: NOT_CONNECTED,
  },
  'tenant-restricted': {
    'let-in': same,
    'no-message': answers({ 'login-message': 'ip' }),
    restricted: answers({ 'login-message': 'organization' }),
    unread: NOT_CONNECTED,
  },
  'company-login': {
    'let-in': same,
    'no-message': answers({ 'login-message': 'organization' }),
    restricted: answers({ 'login-message': 'company' }),
    unread: NOT_CONNECTED,
  },
  'procore-app': {
    connected: same,
    none: all(unknown('procore', 'not-connected'), settings({ hasProcoreApp: false })),
    'other-company': (facts) => {
      facts.subject.company = '99';
    },
    refused: unknown('procore', 'no-permission'),
    ended: (facts) => {
      facts.procore = { known: false, why: 'signed-out', detail: 'invalid_grant', at: NOW };
    },
    over: unknown('procore', 'signed-out'),
    untried: unknown('procore', 'not-connected'),
    unread: unknown('procore', 'vendor-down'),
  },
  'tool-on': {
    on: same,
    open: NO_TOOLS,
    off: (facts) => {
      facts.tools = known([{ name: 'x', label: 'Commitments', active: false }]);
    },
    'not-told': item('document'),
    'no-item': item(null),
    unread: all(NO_TOOLS, unknown('page', 'no-page')),
  },
  'tool-permission': {
    enough: same,
    said: all(NO_TOOLS, answers({ 'tool-level': 'admin' })),
    shown: NO_TOOLS,
    none: level('none'),
    'read-only': level('read-only'),
    standard: level('standard'),
    'said-less': all(NO_TOOLS, answers({ 'tool-level': 'less' })),
    'not-told': item('correspondence'),
    'no-item': item(null),
    unread: all(NO_TOOLS, EMPTY_ITEM),
  },
  'page-found': {
    found: same,
    explained: all(unknown('page', 'not-found', '404'), level('none')),
    gone: unknown('page', 'not-found', '404'),
    'not-allowed': unknown('page', 'no-permission', '403'),
    unread: unknown('page', 'no-page'),
  },
  'inside-project': {
    inside: same,
    outside: page({ place: 'other', item: null, readings: [] }),
    unread: unknown('page', 'no-page'),
  },
  'project-enabled': {
    on: reads(['enable-box', 'on']),
    shown: same,
    said: all(reads(), answers({ 'enable-box': 'on' })),
    off: all(EMPTY_ITEM, answers({ 'enable-box': 'off' })),
    'off-here': all(reads(), BOX_OFF),
    'off-mine': all(EMPTY_ITEM, answers({ 'enable-box': 'off' }), PROJECT_ADMIN),
    'off-here-mine': all(reads(), BOX_OFF, PROJECT_ADMIN),
    company: all(reads(), answers({ 'enable-box': 'no-box' })),
    unread: EMPTY_ITEM,
  },
  'company-enabled': {
    shown: same,
    elsewhere: all(EMPTY_ITEM, ledger({ rowsElsewhere: 2 })),
    'no-box': all(reads(), answers({ 'enable-box': 'no-box' })),
    unread: EMPTY_ITEM,
  },
  'profile-row': {
    there: all(PROFILE, reads(['link-row', 'synced'])),
    seen: same,
    explained: all(PROFILE, BOX_OFF),
    missing: all(PROFILE, NEVER_SEEN),
    'missing-though-on': all(PROFILE, answers({ 'enable-box': 'on' })),
    unread: EMPTY_ITEM,
  },
  'send-button': {
    there: same,
    seen: page({ place: 'project', item: null, readings: [] }),
    explained: all(reads(), level('standard')),
    envelope: all(NEVER_SEEN, reads(['banner', 'signature-pending'])),
    list: item('invoice-list'),
    greyed: reads(['send-button', 'send', true]),
    missing: all(NEVER_SEEN, reads(['sign-toggle', 'on'])),
    'missing-here': EMPTY_ITEM,
    'in-item-menu': all(item('correspondence'), EMPTY_ITEM),
    'in-file-menu': all(item('document'), EMPTY_ITEM),
    'not-readable': reads(['send-button', 'unknown']),
    unread: all(NEVER_SEEN, page({ place: 'project', item: null, readings: [] })),
  },
  'sign-toggle': {
    on: same,
    button: all(NEVER_SEEN, reads(['send-button', 'send'])),
    off: reads(['sign-toggle', 'off']),
    'no-contract': item('owner-invoice', 'approved'),
    unread: EMPTY_ITEM,
  },
  'invoice-status': {
    ready: item('owner-invoice', 'pending_owner_approval'),
    said: all(item('owner-invoice'), EMPTY_ITEM, answers({ 'invoice-status': 'approved' })),
    button: item('owner-invoice'),
    'not-ready': item('subcontractor-invoice', 'under_review'),
    'said-not-ready': all(item('owner-invoice'), EMPTY_ITEM, answers({ 'invoice-status': 'other' })),
    'no-invoice': same,
    unread: all(item('owner-invoice'), EMPTY_ITEM),
  },
  'bulk-send': {
    ready: item('invoice-list'),
    contact: all(
      item('invoice-list'),
      reads(['send-button', 'send-to', true]),
      answers({ 'invoice-contact': 'missing' }),
    ),
    'other-reason': all(
      item('invoice-list'),
      reads(['send-button', 'send-to', true]),
      answers({ 'invoice-contact': 'set' }),
    ),
    greyed: all(item('invoice-list'), reads(['send-button', 'send-to', true])),
    'no-list': same,
    unread: all(item('invoice-list'), EMPTY_ITEM),
  },
  envelope: {
    none: same,
    pending: reads(['banner', 'signature-pending']),
    completed: reads(['banner', 'signature-completed']),
    reauth: reads(['banner', 'reauth-required']),
    setup: reads(['banner', 'setup-not-completed']),
    required: reads(['banner', 'signature-required']),
    unavailable: reads(['banner', 'reauth-required'], ['banner', 'envelope-unavailable']),
    'not-readable': reads(['banner', 'unknown']),
    unread: all(NO_LEDGER, unknown('page', 'no-page')),
  },
  'signature-mail': {
    arrived: all(reads(['banner', 'signature-pending']), answers({ 'mail-arrived': 'yes' })),
    missing: all(reads(['banner', 'signature-pending']), answers({ 'mail-arrived': 'missing' })),
    'not-out': same,
    'not-said': reads(['banner', 'signature-pending']),
    'not-readable': reads(['banner', 'unknown']),
    unread: all(NO_LEDGER, unknown('page', 'no-page')),
  },
  'refresh-wait': {
    current: all(reads(['banner', 'signature-required']), answers({ 'banner-behind': 'no' })),
    waits: all(reads(['banner', 'signature-pending']), answers({ 'banner-behind': 'just-refreshed' })),
    stuck: all(reads(['banner', 'envelope-unavailable']), answers({ 'banner-behind': 'refreshed' })),
    'no-banner': reads(['banner', 'signature-completed']),
    'not-said': reads(['banner', 'setup-not-completed']),
    'not-readable': reads(['banner', 'unknown']),
    unread: all(NO_LEDGER, unknown('page', 'no-page')),
  },
  online: {
    yes: same,
    no: (facts) => {
      facts.online = known(false);
    },
    unread: unknown('online', 'not-offered'),
  },
  'procore-reached': reached('procore'),
  'docusign-reached': reached('docusign'),
  clock: {
    right: same,
    ahead: (facts) => {
      facts.clock = known({ host: 'account.docusign.com', ahead: 6 * MINUTE });
    },
    behind: (facts) => {
      facts.clock = known({ host: 'account.docusign.com', ahead: -600 * MINUTE });
    },
    unread: unknown('clock', 'offline'),
  },
  'browser-version': {
    current: same,
    old: (facts) => {
      facts.browser = known({ name: 'Firefox', version: 100, needed: 128, system: 'Linux' });
    },
    unread: (facts) => {
      facts.browser = known({ name: 'Lynx', version: 0, needed: 0, system: '' });
    },
  },
  cookies: {
    allowed: same,
    kept: unknown('page', 'no-page'),
    blocked: page({ cookies: false }),
    loop: answers({ 'login-accepted': 'loop' }),
    explained: all(answers({ 'login-accepted': 'loop' }), (facts) => {
      facts.clock = known({ host: 'account.docusign.com', ahead: DAY });
    }),
    unread: all(unknown('page', 'not-granted'), unknown('sites', 'not-granted')),
  },
  'host-granted': {
    granted: same,
    zone: (facts) => {
      facts.grants = known({ zone: false, docusign: true, cookies: false, browsingData: false });
    },
    docusign: (facts) => {
      facts.grants = known({ zone: true, docusign: false, cookies: false, browsingData: false });
    },
    unread: unknown('grants', 'not-offered'),
  },
  policy: {
    told: same,
    unreadable: settings({ policy: 'unreadable' }),
    pending: settings({ policy: 'pending' }),
    unread: unknown('settings', 'bug'),
  },
  'own-data': {
    sound: own({ used: null }),
    newer: own({ readable: false, newer: true }),
    damaged: own({ readable: false }),
    full: own({ used: 0.95 }),
    unread: unknown('ownData', 'left-out'),
  },
  linked: {
    synced: same,
    'not-linked': NOT_LINKED,
    reauth: ledger({ state: 'reauth-required', banner: seen('reauth-required') }),
    off: BOX_OFF,
    'idle-over': ledger({ state: 'unknown', reason: 'idle-days-over', daysLeft: null }),
    'not-readable': ledger({ state: 'unknown', reason: 'not-readable', row: seen('unknown') }),
    'banner-unread': ledger({ state: 'unknown', reason: 'banner-not-readable', banner: seen('unknown') }),
    'box-unread': ledger({ state: 'unknown', reason: 'box-not-readable', box: seen('unknown') }),
    'clock-back': ledger({ state: 'unknown', reason: 'clock-set-back' }),
    'person-unknown': ledger({ state: 'unknown', reason: 'person-not-told' }),
    'never-seen': NEVER_SEEN,
    unread: NO_LEDGER,
  },
  reauth: {
    'not-asked': same,
    required: ledger({ state: 'reauth-required', banner: seen('reauth-required') }),
    asked: ledger({ state: 'unknown', reason: 'asked-to-log-in' }),
    'not-readable': ledger({ state: 'unknown', reason: 'banner-not-readable', banner: seen('unknown') }),
    'not-linked': NOT_LINKED,
    unread: NO_LEDGER,
  },
  'idle-days': {
    enough: same,
    soon: ledger({ daysLeft: 3, warns: true }),
    today: ledger({ daysLeft: 0, warns: true }),
    over: ledger({ state: 'unknown', reason: 'idle-days-over', daysLeft: null }),
    'not-linked': NOT_LINKED,
    asked: ledger({ state: 'reauth-required' }),
    'not-counted': ledger({ daysLeft: null, lastUseAt: null }),
    unread: NO_LEDGER,
  },
  readable: {
    read: same,
    'not-readable': reads(['sign-toggle', 'unknown']),
    unread: EMPTY_ITEM,
  },
};
