import type { Instant } from '../../base/types.ts';
import type { Facts, PageKind } from './facts.ts';
import type { QuestionId } from './questions.ts';

/** The order people hit trouble in, and the order the panel shows it. */
export const STAGES = ['credentials', 'permissions', 'project', 'browser', 'link'] as const;
export type Stage = (typeof STAGES)[number];

/** Stable: an id is linked to, searched for, and written into reports. Never renamed, never used anew. */
export const CHECK_IDS = [
  // credentials: who signs in at DocuSign, and what that login may do
  'integration-key',
  'redirect-address',
  'login-pages',
  'consent',
  'signed-in',
  'wrong-account',
  'several-accounts',
  'default-account',
  'membership',
  'invitation',
  'may-send',
  'account-suspended',
  'envelopes-left',
  'email-differs',
  'ip-restricted',
  'tenant-restricted',
  'company-login',
  // permissions: what the person may do in Procore
  'procore-app',
  'tool-on',
  'tool-permission',
  // project: where Procore offers the integration
  'page-found',
  'inside-project',
  'project-enabled',
  'company-enabled',
  'profile-row',
  'send-button',
  'sign-toggle',
  'invoice-status',
  'bulk-send',
  'envelope',
  'signature-mail',
  'refresh-wait',
  // browser, cache, network
  'online',
  'procore-reached',
  'docusign-reached',
  'clock',
  'browser-version',
  'cookies',
  'host-granted',
  'policy',
  'own-data',
  // link: the tie itself
  'linked',
  'reauth',
  'idle-days',
  'readable',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

export const VERDICTS = ['pass', 'warn', 'fail', 'not-applicable', 'could-not-tell'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What would have to be there for a check to tell. Each has a sentence `diagnosis.need.<need>`. */
export const NEEDS = [
  'open-page', // a Procore page in front
  'open-project', // a page inside a project
  'open-item', // the contract, change order or invoice itself
  'open-menu', // the menu of the item in which the entry that sends stands
  'open-profile', // the profile page, from inside the project
  'docusign-connection',
  'docusign-sign-in', // connected, but signed out
  'procore-connection',
  'network',
  'host-permission',
  'answer', // only the person can know
  'other-browser', // this browser has no way to tell
  'sender', // a report's sender left it out
  'later', // what was asked did not answer as it should
] as const;
export type Need = (typeof NEEDS)[number];

/** Who can act, where the person cannot. */
export const RECIPIENTS = ['project-admin', 'company-admin', 'docusign-admin', 'it'] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** The remedies a finding can offer. What they do is in `fixes.ts`; each has a name `diagnosis.fix.<id>`. */
export const FIX_IDS = [
  'connect', // sign in with our own connection
  'connect-other', // sign in as somebody else: the login asks who
  'refresh', // read the connection again
  'choose-account', // which account is meant
  'sign-out-docusign',
  'link', // guided procedures
  'relink',
  'switch-account',
  'reconnect',
  'enable-project',
  'switch-on-signing',
  'finish-envelope',
  'sign-envelope',
  'add-invoice-contact',
  'open-project',
  'open-profile',
  'open-item',
  'open-settings', // our own
  'grant-host',
  'clear-sites',
  'clear-own-data',
  'wait', // nothing to do but to wait; the finding says how long
  'message-project-admin',
  'message-company-admin',
  'message-docusign-admin',
  'message-it',
  'report',
] as const;
export type FixId = (typeof FIX_IDS)[number];

/** One test's dated result. `outcome` names its sentence: `diagnosis.check.<id>.<outcome>`, with `values` filled in. */
export type Finding = {
  check: CheckId;
  verdict: Verdict;
  outcome: string;
  /** Outside text and figures for the sentence, in its order; shown isolated. */
  values: readonly string[];
  /** What it rests on: paths into the facts, such as `docusign.accounts`. */
  evidence: readonly FactPath[];
  needs: readonly Need[];
  asks: QuestionId | null;
  /** The best first. */
  fixes: readonly FixId[];
  at: Instant;
};

export type FactPath = Exclude<keyof Facts, 'version' | 'gatheredAt' | 'subject' | 'answers'>;

/** One test. It only reads facts, so the same facts give the same finding anywhere. */
export type Check = {
  id: CheckId;
  stage: Stage;
  /**
   * How surely a `fail` of this check is the reason, against other fails: the highest is named on top. A cause comes
   * before what it causes.
   */
  weight: number;
  /** The facts it rests on: all that has to be gathered to run it alone. */
  reads: readonly FactPath[];
  /** The places on which a page itself tells something about it. */
  places: readonly PageKind[];
  /** Everything it can say, and what each means. */
  outcomes: Readonly<Record<string, Outcome>>;
  judge: (facts: Facts) => Judgement;
};

/** What a saying means wherever its check gives it. */
export type Outcome = Pick<Finding, 'verdict' | 'needs' | 'fixes'>;

export type Judgement = Outcome & Pick<Finding, 'outcome'> & Partial<Pick<Finding, 'values' | 'asks' | 'at'>>;

/** The whole tree, derived from facts and never stored. */
export type Diagnosis = {
  findings: readonly Finding[];
  /** The most likely reason, or null when nothing fails or warns. */
  cause: Finding | null;
  /** The one question worth asking next, or null. */
  question: QuestionId | null;
};
