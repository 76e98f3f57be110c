import { isToolWord, toolsThatCount } from '../required-permissions.ts';
import type {
  AccountState,
  DocusignFacts,
  Fact,
  Facts,
  ItemFacts,
  LedgerFacts,
  LoginFacts,
  PageFacts,
  PermissionFacts,
  ProcoreFacts,
  Subject,
  ToolFacts,
} from '../facts.ts';
import type { ElementKind } from '../../../base/types.ts';
import type { StandIns } from './pseudonyms.ts';
import {
  isBrowser,
  isMembership,
  isProfile,
  isReason,
  isSaying,
  isSetting,
  isStatus,
  isSystem,
} from './report-labels.ts';

/**
 * The facts of a report, field by field: what is not named here does not go. A text goes through the stand-ins or is
 * one of a closed list; figures, dates and switches go as they are.
 */
export function pickFacts(facts: Facts, put: StandIns): Facts {
  /** A fact as it is told; where it is not known, why. */
  const tell = <T>(fact: Fact<T>, value: (value: T) => T): Fact<T> => {
    if (fact.known) return { known: true, value: value(fact.value), at: fact.at };
    const { why, detail, at } = fact;
    return { known: false, why, ...(detail === undefined ? {} : { detail: put.code(detail) }), at };
  };
  return {
    version: facts.version,
    gatheredAt: facts.gatheredAt,
    subject: subjectOf(facts.subject, put),
    answers: answersOf(facts.answers),
    page: tell(facts.page, (page) => pageOf(page, put)),
    ledger: tell(facts.ledger, (ledger) => ledgerOf(ledger, put)),
    docusign: tell(facts.docusign, (docusign) => docusignOf(docusign, put)),
    login: tell(facts.login, (login) => loginOf(login, put)),
    procore: tell(facts.procore, (procore) => procoreOf(procore, put)),
    permissions: tell(facts.permissions, (permissions) => permissionsOf(permissions, put)),
    tools: tell(facts.tools, (tools) => toolsOf(tools, put)),
    item: tell(facts.item, (item) => itemOf(item, put)),
    browser: tell(facts.browser, ({ name, version, needed, system }) => ({
      name: put.word(name, isBrowser, 'Another browser'),
      version,
      needed,
      system: put.word(system, isSystem, 'other'),
    })),
    online: tell(facts.online, (online) => online),
    reach: tell(facts.reach, (reach) =>
      reach.map(({ host, answer }) => ({
        host: put.host(host),
        answer: tell(answer, ({ took }) => ({ took })),
      })),
    ),
    clock: tell(facts.clock, ({ host, ahead }) => ({ host: put.host(host), ahead })),
    sites: tell(facts.sites, (sites) =>
      sites.map(({ host, cookies, data }) => ({
        host: put.host(host),
        cookies: tell(cookies, (count) => count),
        data: tell(data, ({ entries, databases, caches, bytes }) => ({ entries, databases, caches, bytes })),
      })),
    ),
    grants: tell(facts.grants, ({ zone, docusign, cookies, browsingData }) => ({
      zone,
      docusign,
      cookies,
      browsingData,
    })),
    settings: tell(facts.settings, ({ environment, hasKey, hasProcoreApp, locked, refused, policy }) => ({
      environment,
      hasKey,
      hasProcoreApp,
      locked: locked.filter((name) => isSetting(name) || put.may(name, 'words')),
      refused: refused.filter((name) => isSetting(name) || put.may(name, 'words')),
      ...(policy === undefined ? {} : { policy }),
    })),
    ownData: tell(facts.ownData, ({ readable, newer, sightings, used }) => ({
      readable,
      newer,
      sightings,
      used,
    })),
  };
}

function subjectOf({ zone, company, project, person, item }: Subject, put: StandIns): Subject {
  return {
    zone: put.host(zone),
    company: put.companyId(company),
    project: put.onlyId(project),
    person: put.onlyId(person),
    item: item && { type: item.type, id: put.itemId(item.id) },
  };
}

/** Answers are chosen from lists, never typed. */
function answersOf(answers: Facts['answers']): Facts['answers'] {
  const picked: Facts['answers'] = {};
  const pick = <Q extends keyof Facts['answers']>(question: Q) => {
    const answer = answers[question];
    if (answer !== undefined) picked[question] = answer;
  };
  pick('login-accepted');
  pick('login-message');
  pick('whose-account');
  pick('tool-level');
  pick('enable-box');
  pick('invoice-status');
  pick('invoice-contact');
  pick('mail-arrived');
  pick('banner-behind');
  return picked;
}

const saying = (kind: ElementKind, says: string, put: StandIns) =>
  put.word(says, (word) => isSaying(kind, word), 'other');

function pageOf({ place, item, readings, cookies }: PageFacts, put: StandIns): PageFacts {
  return {
    place,
    item: item && { type: item.type, id: put.itemId(item.id) },
    readings: readings.map(({ kind, says, disabled }) => ({ kind, says: saying(kind, says, put), disabled })),
    cookies,
  };
}

function ledgerOf(ledger: LedgerFacts, put: StandIns): LedgerFacts {
  const dated = (kind: ElementKind, seen: LedgerFacts['row']) =>
    seen && { says: saying(kind, seen.says, put), disabled: seen.disabled, at: seen.at };
  const { confirmed } = ledger;
  return {
    state: ledger.state,
    reason: put.word(ledger.reason, isReason, 'other'),
    daysLeft: ledger.daysLeft,
    lastUseAt: ledger.lastUseAt,
    warns: ledger.warns,
    confirmed: confirmed && {
      who: put.person(confirmed.who),
      accountId: put.accountId(confirmed.accountId),
      accountName: put.accountName(confirmed.accountId, confirmed.accountName),
      at: confirmed.at,
    },
    row: dated('link-row', ledger.row),
    box: dated('enable-box', ledger.box),
    sendButton: dated('send-button', ledger.sendButton),
    toggle: dated('sign-toggle', ledger.toggle),
    banner: dated('banner', ledger.banner),
    sendButtonElsewhere: ledger.sendButtonElsewhere,
    rowsElsewhere: ledger.rowsElsewhere,
    profileLearned: ledger.profileLearned,
  };
}

function docusignOf(docusign: DocusignFacts, put: StandIns): DocusignFacts {
  const { chosenAccountId } = docusign;
  return {
    environment: docusign.environment,
    name: put.person(docusign.name),
    email: put.person(docusign.email),
    chosenAccountId: chosenAccountId === null ? null : put.accountId(chosenAccountId),
    accounts: docusign.accounts.map((account) => accountOf(account, put)),
    refreshedAt: docusign.refreshedAt,
    signedOutAt: docusign.signedOutAt,
    problem: docusign.problem,
    problemCode: put.code(docusign.problemCode),
  };
}

function accountOf(account: AccountState, put: StandIns): AccountState {
  return {
    accountId: put.accountId(account.accountId),
    accountName: put.accountName(account.accountId, account.accountName),
    isDefault: account.isDefault,
    membership: account.membership === null ? null : put.word(account.membership, isMembership, 'other'),
    maySend: account.maySend,
    isAdmin: account.isAdmin,
    profile: put.word(account.profile, isProfile, 'other'),
    suspended: account.suspended,
    sendingBlocked: account.sendingBlocked,
    envelopesLeft: account.envelopesLeft,
    problem: account.problem,
    problemCode: put.code(account.problemCode),
  };
}

function loginOf({ failed, procore }: LoginFacts, put: StandIns): LoginFacts {
  const told = ({ kind, detail, at }: NonNullable<LoginFacts['failed']>) => ({
    kind,
    detail: put.code(detail),
    at,
  });
  return { failed: failed && told(failed), ...(procore ? { procore: told(procore) } : {}) };
}

function procoreOf({ login, name, companyId, companyName, zone }: ProcoreFacts, put: StandIns): ProcoreFacts {
  return {
    login: put.person(login),
    name: put.person(name),
    companyId: put.companyId(companyId),
    companyName: put.companyName(companyId, companyName),
    zone: put.host(zone),
  };
}

type Tool = { name: string; label: string };

/** A company may have hundreds of tools of its own; those that decide something are few, and go by Procore's names. */
function pickTools<T extends Tool>(tools: readonly T[], put: StandIns): { tool: T; as: Tool }[] {
  const counting = toolsThatCount(tools);
  return tools.flatMap((tool) => {
    const { name, label } = tool;
    const known = [name, label].find(isToolWord);
    if (counting.has(tool) && known !== undefined) {
      const as = (word: string) => put.word(word, isToolWord, known);
      // A name that is not Procore's may not become one: the label is what tells.
      return [
        {
          tool,
          as: { name: isToolWord(name) ? name : put.word(name, isToolWord, 'other'), label: as(label) },
        },
      ];
    }
    // Each word is noted by itself.
    const told = [put.may(name, 'words'), put.may(label, 'words')].every(Boolean);
    return told ? [{ tool, as: { name, label } }] : [];
  });
}

const permissionsOf = (permissions: PermissionFacts, put: StandIns): PermissionFacts =>
  pickTools(permissions, put).map(({ tool: { level, available }, as }) => ({ ...as, level, available }));

const toolsOf = (tools: ToolFacts, put: StandIns): ToolFacts =>
  pickTools(tools, put).map(({ tool: { active }, as }) => ({ ...as, active }));

function itemOf({ type, status, executed }: ItemFacts, put: StandIns): ItemFacts {
  return { type, status: put.word(status, isStatus, 'other'), executed };
}
