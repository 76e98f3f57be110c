import { i18n } from '#i18n';
import type { Vendor } from '../../utils/base/types.ts';
import { procedureOf } from '../../utils/domain/guide/procedures/index.ts';
import type { Code, Entry, EntryOf } from '../../utils/domain/journal/entry.ts';
import type { JournalRow } from '../../utils/domain/journal/tables.ts';
import { isolatedText } from '../../utils/base/visible-text.ts';
import { isStepState, procedureName, stepState, stepTitle } from '../shared/guide-words.ts';

/** A sentence, and what it is about; '' where there is nothing to add. */
export type JournalText = { what: string; detail: string };

const of = (what: string, ...details: (string | undefined)[]): JournalText => ({
  what,
  detail: details.filter((detail) => detail !== undefined).join(', '),
});

/** What is said of either vendor's connection. */
const BY_VENDOR = {
  connected: { docusign: 'journal.did.connected', procore: 'journal.did.procore_connected' },
  'person-changed': { docusign: 'journal.did.person_changed', procore: 'journal.did.procore_person_changed' },
  'signed-out': { docusign: 'journal.did.signed_out', procore: 'journal.did.procore_signed_out' },
  'login-interrupted': {
    docusign: 'journal.did.login_interrupted',
    procore: 'journal.did.procore_login_interrupted',
  },
  disconnected: { docusign: 'journal.did.disconnected', procore: 'journal.did.procore_disconnected' },
} as const satisfies Partial<Record<Code, Record<Vendor, string>>>;

const byVendor =
  (code: keyof typeof BY_VENDOR) =>
  ({ vendor, environment }: EntryOf<keyof typeof BY_VENDOR>): JournalText =>
    of(i18n.t(BY_VENDOR[code][vendor]), environment);

const SENTENCES: { [C in Code]: (entry: EntryOf<C>) => JournalText } = {
  connected: byVendor('connected'),
  'person-changed': byVendor('person-changed'),
  'signed-out': byVendor('signed-out'),
  'login-interrupted': byVendor('login-interrupted'),
  disconnected: byVendor('disconnected'),
  'account-chosen': ({ environment }) => of(i18n.t('journal.did.account_chosen'), environment),
  'revocation-begun': ({ environment }) => of(i18n.t('journal.did.revocation_begun'), environment),
  revoked: ({ environment }) => of(i18n.t('journal.did.revoked'), environment),
  'not-revoked': ({ environment }) => of(i18n.t('journal.did.not_revoked'), environment),
  'secret-set': () => of(i18n.t('journal.did.secret_set')),
  'secret-forgotten': () => of(i18n.t('journal.did.secret_forgotten')),
  'guide-started': ({ procedure }) => of(i18n.t('journal.did.guide_started'), nameOf(procedure)),
  'guide-step': (entry) => of(i18n.t('journal.did.guide_step'), stepOf(entry)),
  'guide-done': ({ procedure }) => of(i18n.t('journal.did.guide_done'), nameOf(procedure)),
  'guide-cancelled': ({ procedure }) => of(i18n.t('journal.did.guide_cancelled'), nameOf(procedure)),
  'account-confirmed': ({ source }) =>
    of(
      source === 'docusign'
        ? i18n.t('journal.did.account_confirmed_proven')
        : i18n.t('journal.did.account_confirmed'),
    ),
  'job-changed': ({ kind, status, why }) => of(i18n.t('journal.did.job_changed'), kind, status, why),
  'operation-changed': ({ kind, ordinal, state, error }) =>
    of(i18n.t('journal.did.operation_changed'), kind, String(ordinal + 1), state, error),
  'settings-changed': ({ names }) => of(i18n.t('journal.did.settings_changed'), ...names),
  'zone-added': ({ zone }) => of(i18n.t('journal.did.zone_added'), zone),
  'zone-removal-begun': ({ zone }) => of(i18n.t('journal.did.zone_removal_begun'), zone),
  'zone-removed': ({ zone }) => of(i18n.t('journal.did.zone_removed'), zone),
  'clearing-begun': ({ hosts }) => of(i18n.t('journal.did.clearing_begun'), ...hosts),
  'site-cleared': ({ host }) => of(i18n.t('journal.did.site_cleared'), host),
  'site-not-cleared': ({ host, failed }) => of(i18n.t('journal.did.site_not_cleared'), host, failed),
  'own-data-reset': () => of(i18n.t('journal.did.own_data_reset')),
  'ledger-forgotten': () => of(i18n.t('journal.did.ledger_forgotten')),
  earlier: ({ what, detail }) => of(i18n.t('journal.earlier', [isolatedText(what)]), detail),
};

/** A procedure in the words the person saw. */
function nameOf(id: string): string {
  const procedure = procedureOf(id);
  return procedure ? procedureName(procedure) : id;
}

function stepOf({ procedure: id, step: stepId, outcome }: EntryOf<'guide-step'>): string {
  const procedure = procedureOf(id);
  const step = procedure?.steps.find((one) => one.id === stepId);
  const ended = step && isStepState(outcome) ? stepState({ id: step.id, state: outcome }) : outcome;
  return i18n.t('journal.step', [nameOf(id), step ? stepTitle(step) : stepId, ended]);
}

// The entry is one of this very code.
const say = <C extends Code>(code: C, entry: EntryOf<C>): JournalText => SENTENCES[code](entry);

/** What an entry means; one of another version is shown by its code. */
export function journalText(entry: Entry | null, { code }: Pick<JournalRow, 'code'>): JournalText {
  if (entry) return say(entry.code, entry);
  return of(i18n.t('journal.other', [isolatedText(code)]));
}
