/**
 * What the scenario switcher can set, each a function that tests call too. A scenario changes what it names and leaves
 * the rest as it was, so that they can be combined; `reset` brings everything back.
 */
import { type Cause, cause } from '../causes/index.ts';
import { linked } from '../causes/change.ts';
import { bannerCauses } from '../causes/project.ts';
import {
  CONTRACT,
  HOME_ZONE,
  inZone,
  item,
  OLD_CONTRACT,
  place,
  PROFILE,
  PROJECT,
} from '../causes/places.ts';
import type { Docusign } from '../docusign/index.ts';
import { legacy, profileAddress, webclient } from '../procore/addresses.ts';
import type { Procore } from '../procore/index.ts';
import { seededId } from '../procore/items.ts';
import { DAY } from '../procore/state.ts';
import { DICTIONARIES } from '../procore/words/dictionaries.ts';
import { LOCALES, languageName } from '../procore/words/locales.ts';
import { companyId, companySeed, PEOPLE } from '../procore/zones.ts';
import type { Fault, World } from '../world.ts';

export const SCENARIO_GROUPS = [
  'The link',
  'Where it is missing',
  'The DocuSign login',
  'The DocuSign account',
  'The Procore app',
  'Banners',
  'Time',
  'Trouble',
  'Person',
  'Language',
  'Dictionary',
  'Open questions',
  'Hard pages',
] as const;
export type ScenarioGroup = (typeof SCENARIO_GROUPS)[number];

export type Scenario = {
  /** Fit for an address: `wrong-person`. */
  name: string;
  group: ScenarioGroup;
  title: string;
  sentence: string;
  apply(world: World, docusign: Docusign, procore: Procore): void;
  /** The page that shows it. */
  opens: string;
};

/** A cause, as it is offered. Its id is the scenario's name. */
const planted = (group: ScenarioGroup, { id, title, sentence, plant, opens }: Cause): Scenario => ({
  name: id,
  group,
  title,
  sentence,
  apply(world, docusign, procore) {
    plant({ world, docusign, procore });
  },
  opens,
});
const plantedAll = (group: ScenarioGroup, ...ids: readonly string[]) =>
  ids.map((id) => planted(group, cause(id)));

const theLink: Scenario[] = [
  {
    name: 'linked',
    group: 'The link',
    title: 'Linked',
    sentence: 'Riverside Tower is linked to the right DocuSign login, used three days ago.',
    apply(world, docusign, procore) {
      procore.state.setProjectEnabled(HOME_ZONE, PROJECT, true);
      linked({ world, docusign, procore }, 'self', 3);
    },
    opens: CONTRACT,
  },
  ...plantedAll('The link', 'not-linked', 'wrong-person', 'expires-soon', 'expired'),
  {
    name: 'docusign-signed-out',
    group: 'The link',
    title: 'DocuSign forgets the browser',
    sentence: 'No remembered DocuSign login is left, so the next link asks for e-mail and password.',
    apply: (_world, docusign) => docusign.forgetSessions(),
    opens: PROFILE,
  },
];

const missing: Scenario[] = [
  {
    name: 'outside-project',
    group: 'Where it is missing',
    title: 'Profile outside a project',
    sentence: 'My Profile Settings opened from the portfolio: there is no DocuSign row.',
    apply: () => {},
    opens: inZone(profileAddress({ companyId: companyId(HOME_ZONE, 'ashworth'), projectId: '' }, 'account')),
  },
  {
    name: 'project-on',
    group: 'Where it is missing',
    title: 'Project with the integration',
    sentence: 'Company and project have Enable DocuSign® on again.',
    apply(_world, _docusign, { state }) {
      state.setCompanyEnabled(HOME_ZONE, 'ashworth', true);
      state.setProjectEnabled(HOME_ZONE, 'mill-lane', false);
    },
    opens: inZone(legacy(place(PROJECT), 'admin/general')),
  },
  ...plantedAll(
    'Where it is missing',
    'project-off',
    'template-off',
    'company-off',
    'no-permission',
    'commitments-read-only',
    'tool-off',
    'item-deleted',
    'sign-off',
    'invoice-status',
    'invoice-contact-missing',
    'words-unknown',
  ),
];

const login = plantedAll(
  'The DocuSign login',
  'key-unknown',
  'redirect-unregistered',
  'consent-withdrawn',
  'consent-refused',
  'sign-in-ended',
  'password-changed',
  'email-differs',
  'organization-only',
  'company-login',
  'docusign-login-down',
  'docusign-login-refused',
  'docusign-login-slow',
);
const account = plantedAll(
  'The DocuSign account',
  'several-accounts',
  'no-default',
  'no-account',
  'membership-closed',
  'invitation-pending',
  'invitation-never-sent',
  'cannot-send',
  'account-suspended',
  'sending-blocked',
  'out-of-envelopes',
  'address-restricted',
);
const app: Scenario[] = [
  ...plantedAll(
    'The Procore app',
    'app-not-installed',
    'app-unknown',
    'app-login-ended',
    'procore-login-down',
    'procore-login-refused',
    'procore-login-slow',
  ),
  {
    name: 'app-limited',
    group: 'The Procore app',
    title: 'Procore says wait',
    sentence: 'The hour’s calls of the app are used up: its API answers 429 until the full hour.',
    apply: (_world, _docusign, { state }) => {
      state.api.switches.hourlyLimit = 0;
    },
    opens: PROFILE,
  },
  {
    name: 'invite-empty',
    group: 'The Procore app',
    title: 'An invitation’s answer is empty',
    sentence: 'Procore’s API takes an invitation and answers with nothing at all.',
    apply: (_world, _docusign, { state }) => {
      state.api.switches.inviteAnswers = 'nothing';
    },
    opens: PROFILE,
  },
];

const banners: Scenario[] = [
  ...bannerCauses.map((each) => planted('Banners', each)),
  {
    name: 'envelope-signed',
    group: 'Banners',
    title: 'Everybody signs at DocuSign',
    sentence: 'The contract’s envelope is completed at DocuSign; Procore learns it at the next Refresh.',
    apply(_world, _docusign, { state }) {
      const found = state.item(HOME_ZONE, seededId(HOME_ZONE, PROJECT, 'subcontract'));
      if (found) found.envelope = { shown: found.envelope?.shown ?? 'pending', actual: 'completed' };
    },
    opens: OLD_CONTRACT,
  },
];

const clock = (days: number): Scenario => ({
  name: `clock-${days}`,
  group: 'Time',
  title: `${days} ${days === 1 ? 'day' : 'days'} later`,
  sentence: `The sandbox’s clock moves on by ${days} ${days === 1 ? 'day' : 'days'}.`,
  apply: (world) => world.advance(days * DAY),
  opens: CONTRACT,
});
const time: Scenario[] = [
  clock(1),
  clock(7),
  clock(24),
  clock(31),
  {
    name: 'clock-now',
    group: 'Time',
    title: 'Back to now',
    sentence: 'The sandbox’s clock shows the real time again.',
    apply: (world) => world.setNow(Date.now()),
    opens: CONTRACT,
  },
];

const fault = (name: string, title: string, sentence: string, faults: readonly Fault[]): Scenario => ({
  name,
  group: 'Trouble',
  title,
  sentence,
  apply(world) {
    world.faults.push(...faults.map((each) => ({ ...each })));
  },
  opens: PROFILE,
});
const trouble: Scenario[] = [
  fault('procore-slow', 'Procore is slow', 'Pages of us02 take two seconds.', [
    { host: HOME_ZONE, path: '/', how: 'slow' },
  ]),
  fault('docusign-slow', 'DocuSign is slow', 'Login and accounts take two seconds an answer.', [
    { host: 'account.docusign.com', path: '/', how: 'slow' },
    { host: 'na4.docusign.net', path: '/', how: 'slow' },
  ]),
  ...plantedAll(
    'Trouble',
    'procore-down',
    'procore-unreachable',
    'procore-api-blocked',
    'docusign-down',
    'docusign-unreachable',
    'docusign-site-down',
    'clock-wrong',
  ),
  {
    name: 'no-trouble',
    group: 'Trouble',
    title: 'All is well again',
    sentence: 'Every fault is cleared, and the servers’ clocks are right.',
    apply(world) {
      world.faults.length = 0;
      world.dateAhead = 0;
    },
    opens: PROFILE,
  },
];

const persons: Scenario[] = PEOPLE.map((person) => ({
  name: `person-${person.key}`,
  group: 'Person',
  title: person.name,
  sentence: `${person.jobTitle} at ${companySeed(person.company).name}.`,
  apply(_world, _docusign, { state }) {
    state.person = person.key;
  },
  opens: inZone(`/${companyId(HOME_ZONE, person.company)}/company/home/list`),
}));

const languages: Scenario[] = LOCALES.map((locale) => ({
  name: `language-${locale}`,
  group: 'Language',
  title: languageName(locale),
  sentence: `The person’s Procore speaks ${locale}.`,
  apply: (_world, _docusign, { state }) => {
    state.locales.set(state.person, locale);
  },
  opens: PROFILE,
}));

const DICTIONARY_TITLES = {
  gc: 'General contractor',
  owner: 'Owner',
  specialty: 'Specialty contractor',
} as const;
const dictionaries: Scenario[] = DICTIONARIES.map((dictionary) => ({
  name: `dictionary-${dictionary}`,
  group: 'Dictionary',
  title: DICTIONARY_TITLES[dictionary],
  sentence:
    dictionary === 'gc'
      ? 'Prime Contracts, Subcontracts.'
      : dictionary === 'owner'
        ? 'Funding, Contracts.'
        : 'Client Contracts, Progress Billings.',
  apply(_world, _docusign, { state }) {
    state.dictionary = dictionary;
  },
  opens: item('prime-contract-legacy-detail', 'prime-contract'),
}));

const questions: Scenario[] = [
  {
    name: 'link-per-person',
    group: 'Open questions',
    title: 'One link for all projects',
    sentence: 'Procore’s help pages disagree: here a link made in one project holds in all of them.',
    apply(_world, _docusign, { state }) {
      state.habits.linkIsPer = 'person';
    },
    opens: PROFILE,
  },
  {
    name: 'expired-row-asks',
    group: 'Open questions',
    title: 'An expired row shows the button',
    sentence: 'After 30 idle days the profile shows Login with DocuSign® in place of Synced.',
    apply(_world, _docusign, { state }) {
      state.habits.expiredRowShows = 'not-linked';
    },
    opens: PROFILE,
  },
  {
    name: 'docusign-new-tab',
    group: 'Open questions',
    title: 'DocuSign opens a new tab',
    sentence: 'Its login does not replace the Procore page.',
    apply(_world, _docusign, { state }) {
      state.habits.docusignOpensIn = 'new-tab';
    },
    opens: PROFILE,
  },
  {
    name: 'profile-in-project',
    group: 'Open questions',
    title: 'Profile is a project page',
    sentence: 'My Profile Settings lives below the project’s address.',
    apply(_world, _docusign, { state }) {
      state.habits.profileAddress = 'project';
    },
    opens: inZone(legacy(place(PROJECT), 'home')),
  },
  {
    name: 'profile-in-webclient',
    group: 'Open questions',
    title: 'Profile is in the new shell',
    sentence: 'My Profile Settings is a page of the micro-frontend shell.',
    apply(_world, _docusign, { state }) {
      state.habits.profileAddress = 'webclient';
    },
    opens: inZone(webclient(place(PROJECT), 'projecthome')),
  },
  {
    name: 'other-zone',
    group: 'Open questions',
    title: 'A zone nobody granted',
    sentence: 'eu01.procore.com is a Procore host that the extension has to be given first.',
    apply: () => {},
    opens: inZone(legacy(place(PROJECT, 'eu01.procore.com'), 'home'), 'eu01.procore.com'),
  },
];

const hard = (name: string, title: string, sentence: string, opens: string): Scenario => ({
  name,
  group: 'Hard pages',
  title,
  sentence,
  apply: () => {},
  opens,
});
const hardPages: Scenario[] = [
  hard(
    'long-table',
    '10,000 rows',
    'A plain table that a script fills in pieces, a button in every row.',
    inZone(`${legacy(place(PROJECT), 'commitments')}?rows=10000`),
  ),
  hard(
    'long-table-send',
    '10,000 send buttons',
    'The same with Complete with DocuSign® in every row.',
    inZone(`${legacy(place(PROJECT), 'commitments')}?rows=10000&controls=send`),
  ),
  hard(
    'grid',
    'A virtual grid',
    'Ten thousand rows of which only those in view exist; rows are re-used.',
    inZone(`${webclient(place(PROJECT), 'contracts/commitments')}?rows=10000&controls=send`),
  ),
  hard(
    'late',
    'A late page',
    'The page’s main part comes two seconds after the rest.',
    `${CONTRACT}?late=2000`,
  ),
  hard('churn', 'A restless page', 'The main part is drawn anew ten times a second.', `${CONTRACT}?churn=1`),
];

const reset: Scenario = {
  name: 'reset',
  group: 'The link',
  title: 'Start over',
  sentence: 'Everything as on the first day: links, items, people, clock, faults and the request log.',
  apply(world, docusign, procore) {
    world.setNow(Date.now());
    world.dateAhead = 0;
    world.faults.length = 0;
    world.log.length = 0;
    docusign.reset();
    procore.state.reset();
  },
  opens: inZone(webclient(place(PROJECT), 'projecthome')),
};

export const SCENARIOS: readonly Scenario[] = [
  ...theLink,
  reset,
  ...missing,
  ...login,
  ...account,
  ...app,
  ...banners,
  ...time,
  ...trouble,
  ...persons,
  ...languages,
  ...dictionaries,
  ...questions,
  ...hardPages,
];

export function scenario(name: string): Scenario {
  const found = SCENARIOS.find((each) => each.name === name);
  if (!found) throw new Error(`No scenario is called "${name}".`);
  return found;
}
