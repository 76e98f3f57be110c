import { i18n } from '#i18n';
import type { FactName } from '../facts.ts';
import type { ReportFault } from './parse-report.ts';
import type { Group, LeftOut } from './report.ts';

/** The words of support reports. */

const FACTS = {
  page: () => i18n.t('report.fact.page'),
  ledger: () => i18n.t('report.fact.ledger'),
  docusign: () => i18n.t('report.fact.docusign'),
  login: () => i18n.t('report.fact.login'),
  procore: () => i18n.t('report.fact.procore'),
  permissions: () => i18n.t('report.fact.permissions'),
  tools: () => i18n.t('report.fact.tools'),
  item: () => i18n.t('report.fact.item'),
  browser: () => i18n.t('report.fact.browser'),
  online: () => i18n.t('report.fact.online'),
  reach: () => i18n.t('report.fact.reach'),
  clock: () => i18n.t('report.fact.clock'),
  sites: () => i18n.t('report.fact.sites'),
  grants: () => i18n.t('report.fact.grants'),
  settings: () => i18n.t('report.fact.settings'),
  ownData: () => i18n.t('report.fact.own_data'),
} as const satisfies Record<FactName, () => string>;

/** Where a finding comes from. */
export const factName = (name: FactName): string => FACTS[name]();

const WHATS = {
  ids: () => i18n.t('report.what.ids'),
  names: () => i18n.t('report.what.names'),
  emails: () => i18n.t('report.what.emails'),
  words: () => i18n.t('report.what.words'),
  accounts: () => i18n.t('report.what.accounts'),
  permissions: () => i18n.t('report.fact.permissions'),
  tools: () => i18n.t('report.fact.tools'),
  reach: () => i18n.t('report.fact.reach'),
  sites: () => i18n.t('report.fact.sites'),
} as const satisfies Record<LeftOut['what'], () => string>;

export const groupName = (group: Group): string => WHATS[group]();

const WHYS = {
  'not-asked': (what, count) => i18n.t('report.left_out.not_asked', [what, count]),
  secret: (what, count) => i18n.t('report.left_out.secret', [what, count]),
  'too-large': (what, count) => i18n.t('report.left_out.too_large', [what, count]),
} as const satisfies Record<LeftOut['why'], (what: string, count: number) => string>;

/** What was left out, how much of it, and why. */
export const leftOutSentence = ({ what, why, count }: LeftOut): string => WHYS[why](WHATS[what](), count);

const FAULTS = {
  'too-large': () => i18n.t('report.fault.too_large'),
  'not-a-report': () => i18n.t('report.fault.not_a_report'),
  newer: () => i18n.t('report.fault.newer'),
  damaged: () => i18n.t('report.fault.damaged'),
} as const satisfies Record<ReportFault, () => string>;

const isFault = (detail: string): detail is ReportFault => Object.hasOwn(FAULTS, detail);

/** Why a text could not be opened as a report; undefined for a fault that is none of these. */
export const reportFaultSentence = (detail = ''): string | undefined =>
  isFault(detail) ? FAULTS[detail]() : undefined;
