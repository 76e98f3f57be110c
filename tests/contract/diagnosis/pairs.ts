/** What is special about pairs of causes, each time with the reason. */
import type { Cause } from '../../sandbox/causes/index.ts';

type Rule = { one: readonly string[]; other: readonly string[]; because: string };

const BANNERS = [
  'banner-setup',
  'banner-pending',
  'banner-required',
  'banner-completed',
  'banner-unavailable',
  'mail-missing',
  'refresh-too-soon',
];
const MEMBERSHIPS = ['membership-closed', 'invitation-pending', 'invitation-never-sent'];
/** The login breaks before DocuSign says anything of the person. */
const BREAKS = ['docusign-login-down', 'docusign-login-refused', 'docusign-login-slow'];
const PROCORE_BREAKS = ['procore-login-down', 'procore-login-refused', 'procore-login-slow'];
const DAYS = ['banner-reauth', 'expired', 'expires-soon', 'wrong-person', 'not-linked'];

/** Cannot both be true: each sets what the other sets, to something else. */
const APART: readonly Rule[] = [
  { one: BANNERS, other: BANNERS, because: 'An item shows one banner for its envelope.' },
  {
    one: BANNERS,
    other: DAYS,
    because: 'These banners are of a link that is in use; the other is another link, or none.',
  },
  { one: DAYS, other: DAYS, because: 'A project has one link: one login, last used on one day.' },
  { one: BREAKS, other: BREAKS, because: 'What follows a page fails in one way.' },
  { one: PROCORE_BREAKS, other: PROCORE_BREAKS, because: 'What follows a page fails in one way.' },
  { one: MEMBERSHIPS, other: MEMBERSHIPS, because: 'A membership has one status.' },
  {
    one: ['no-account'],
    other: [
      ...MEMBERSHIPS,
      'several-accounts',
      'no-default',
      'cannot-send',
      'account-suspended',
      'sending-blocked',
      'out-of-envelopes',
      'address-restricted',
    ],
    because: 'Whoever has no account has none with a fault.',
  },
  { one: ['no-permission'], other: ['commitments-read-only'], because: 'A person has one level on a tool.' },
  {
    one: ['company-off'],
    other: ['project-off', 'template-off'],
    because: 'Without the company’s switch a project has no box to be off.',
  },
  {
    one: ['no-permission', 'commitments-read-only'],
    other: ['tool-off'],
    because: 'Nobody has a level on a tool that the project does not have.',
  },
  {
    one: ['item-deleted'],
    other: ['tool-off'],
    because: 'No page of a tool that is off is found, whether its item is there or not.',
  },
  {
    one: ['key-unknown'],
    other: ['redirect-unregistered'],
    because: 'An address is registered with a key that exists.',
  },
];

const ACCOUNT = [
  'several-accounts',
  'no-default',
  'no-account',
  ...MEMBERSHIPS,
  'cannot-send',
  'account-suspended',
  'sending-blocked',
  'out-of-envelopes',
  'address-restricted',
];
const IN_ACCOUNT = ACCOUNT.slice(3);
const LOGIN = [
  'consent-withdrawn',
  'consent-refused',
  'sign-in-ended',
  'password-changed',
  'organization-only',
  'company-login',
];
const SHOWN = [
  'project-off',
  'template-off',
  'company-off',
  'item-deleted',
  'sign-off',
  'invoice-status',
  'invoice-contact-missing',
  ...BANNERS,
  'banner-reauth',
  'expired',
  'not-linked',
  'words-unknown',
];
const PROCORE_API = ['no-permission', 'commitments-read-only', 'tool-off', 'email-differs'];
const APP = ['app-not-installed', 'app-unknown', 'app-login-ended'];

type Hiding = { by: readonly string[]; hidden: readonly string[]; because: string; met?: 'with it' };

/**
 * One hides the other, which the person met before it unless the rule says with it. What was read before tells; where
 * nothing was kept, the check says that it cannot tell and what it needs.
 */
const HIDDEN: readonly Hiding[] = [
  {
    by: ['key-unknown', 'consent-withdrawn', 'consent-refused', 'sign-in-ended'],
    hidden: ACCOUNT,
    because: 'DocuSign tells nothing about an account to whoever is not signed in.',
  },
  {
    by: ['docusign-unreachable', 'docusign-down'],
    hidden: [...ACCOUNT, ...LOGIN, 'key-unknown', 'redirect-unregistered'],
    because: 'Of a login that cannot be tried, and of its accounts, nothing new is told.',
  },
  {
    by: ['key-unknown', 'redirect-unregistered', 'docusign-unreachable', 'docusign-down'],
    hidden: BREAKS,
    because: 'A login that does not come to its first page does not break on the next.',
    met: 'with it',
  },
  {
    by: BREAKS,
    hidden: LOGIN,
    because: 'A login that breaks comes to neither a password nor a question.',
    met: 'with it',
  },
  {
    by: ['app-unknown', 'procore-unreachable'],
    hidden: PROCORE_BREAKS,
    because: 'A login that does not come to its first page does not break on the next.',
    met: 'with it',
  },
  {
    by: ['docusign-site-down', 'address-restricted'],
    hidden: IN_ACCOUNT,
    because: 'An account that does not answer tells nothing of what is in it.',
  },
  {
    by: ['membership-closed'],
    hidden: ['cannot-send', 'account-suspended', 'sending-blocked', 'out-of-envelopes'],
    because: 'DocuSign tells nothing of an account to whoever is no member any more.',
  },
  {
    by: ['key-unknown', 'redirect-unregistered', 'password-changed', 'organization-only', 'company-login'],
    hidden: ['consent-withdrawn', 'consent-refused'],
    because: 'A login that ends before the question of consent does not come to it.',
    met: 'with it',
  },
  {
    by: [
      'key-unknown',
      'redirect-unregistered',
      'consent-withdrawn',
      'consent-refused',
      'organization-only',
      'company-login',
    ],
    hidden: ['sign-in-ended'],
    because: 'Where a new login fails as well, nobody can say whether the old one was still good.',
    met: 'with it',
  },
  {
    by: ['company-login'],
    hidden: ['password-changed', 'organization-only'],
    because: 'Where no password is taken, none is looked at, nor the network it came from.',
    met: 'with it',
  },
  {
    by: ['password-changed'],
    hidden: ['organization-only'],
    because: 'DocuSign looks at the password before it looks at the network.',
    met: 'with it',
  },
  {
    by: ['procore-unreachable', 'procore-down'],
    hidden: SHOWN,
    because: 'A page that does not come shows nothing.',
  },
  {
    by: ['procore-unreachable', 'procore-api-blocked'],
    hidden: [...PROCORE_API, ...APP, 'invoice-status'],
    because: 'What Procore’s API told is not kept.',
  },
  {
    by: APP,
    hidden: ['email-differs', 'tool-off'],
    because: 'Only Procore’s API tells the address of a login, and why a page is not found.',
  },
  {
    by: ['tool-off'],
    hidden: ['sign-off', 'invoice-status', ...BANNERS, 'banner-reauth', 'expired'],
    because: 'The pages of a tool that is off are not found.',
  },
  {
    by: ['item-deleted'],
    hidden: ['sign-off', ...BANNERS, 'banner-reauth', 'expired'],
    because: 'The pages of an item that is gone are not found.',
  },
  {
    by: ['project-off', 'template-off', 'company-off'],
    hidden: SHOWN.slice(4).filter((id) => id !== 'words-unknown'),
    because: 'Where the integration is off, Procore shows nothing of it.',
  },
  {
    by: ['no-permission', 'commitments-read-only'],
    hidden: ['invoice-contact-missing'],
    because: 'Without the permission there is no button to be grey.',
  },
  {
    by: ['sign-off'],
    hidden: ['banner-reauth', 'expired'],
    because: 'An item that is not to be signed does not ask to log in.',
  },
  {
    by: ['company-off'],
    hidden: ['words-unknown'],
    because: 'Without the integration there are no words of it.',
  },
  {
    by: ['words-unknown'],
    hidden: ['project-off', 'template-off', ...BANNERS, 'not-linked', 'expires-soon'],
    because: 'What is not readable tells nothing.',
  },
];

type Order = { steps: readonly (readonly Cause[])[]; hidden: Cause | null };

/** In which order two of them come, and which of them the other hides. */
export function orderOf(one: Cause, other: Cause): Order {
  for (const [by, hidden] of [
    [one, other],
    [other, one],
  ] as const) {
    const rule = HIDDEN.find((each) => each.by.includes(by.id) && each.hidden.includes(hidden.id));
    if (rule) return { steps: rule.met === 'with it' ? [[one, other]] : [[hidden], [by]], hidden };
  }
  return { steps: [[one, other]], hidden: null };
}

export const areApart = (one: Cause, other: Cause): boolean =>
  APART.some(
    (rule) =>
      (rule.one.includes(one.id) && rule.other.includes(other.id)) ||
      (rule.one.includes(other.id) && rule.other.includes(one.id)),
  );

/** Causes with which nothing is wrong: the check says what it sees, and neither fails nor warns. */
export const ONLY_SAID: Readonly<Record<string, string>> = {
  // Others have still to sign: there is nothing to mend.
  'banner-pending': 'pending',
  // Everybody has signed.
  'banner-completed': 'completed',
};
