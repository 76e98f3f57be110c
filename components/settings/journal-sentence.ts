import { i18n } from '#i18n';
import { procedureOf } from '../../utils/domain/guide/procedures/index.ts';
import { isolatedText } from '../../utils/base/visible-text.ts';
import { isStepState, procedureName, stepState, stepTitle } from '../shared/guide-words.ts';

const SENTENCES = {
  connected: () => i18n.t('connection.journal.connected'),
  person_changed: () => i18n.t('connection.journal.person_changed'),
  account_chosen: () => i18n.t('connection.journal.account_chosen'),
  signed_out: () => i18n.t('connection.journal.signed_out'),
  login_interrupted: () => i18n.t('connection.journal.login_interrupted'),
  disconnected: () => i18n.t('connection.journal.disconnected'),
  procore_connected: () => i18n.t('procore.journal.connected'),
  procore_person_changed: () => i18n.t('procore.journal.person_changed'),
  procore_signed_out: () => i18n.t('procore.journal.signed_out'),
  procore_login_interrupted: () => i18n.t('procore.journal.login_interrupted'),
  procore_disconnected: () => i18n.t('procore.journal.disconnected'),
  procore_revoked: () => i18n.t('procore.journal.revoked'),
  procore_not_revoked: () => i18n.t('procore.journal.not_revoked'),
  procore_secret_set: () => i18n.t('procore.journal.secret_set'),
  procore_secret_forgotten: () => i18n.t('procore.journal.secret_forgotten'),
  guide_started: () => i18n.t('guide.journal.guide_started'),
  guide_step: () => i18n.t('guide.journal.guide_step'),
  guide_done: () => i18n.t('guide.journal.guide_done'),
  guide_cancelled: () => i18n.t('guide.journal.guide_cancelled'),
  account_confirmed: () => i18n.t('guide.journal.account_confirmed'),
  settings_changed: () => i18n.t('settings.privacy.did.settings_changed'),
  zone_added: () => i18n.t('settings.privacy.did.zone_added'),
  zone_removed: () => i18n.t('settings.privacy.did.zone_removed'),
  clearing_begun: () => i18n.t('settings.privacy.did.clearing_begun'),
  site_cleared: () => i18n.t('settings.privacy.did.site_cleared'),
  site_not_cleared: () => i18n.t('settings.privacy.did.site_not_cleared'),
  sites_cleared: () => i18n.t('settings.privacy.did.sites_cleared'),
  own_data_reset: () => i18n.t('settings.privacy.did.own_data_reset'),
  ledger_forgotten: () => i18n.t('settings.privacy.did.ledger_forgotten'),
} as const;

type Code = keyof typeof SENTENCES;
const CODES = Object.keys(SENTENCES) as Code[];

/** What a journal entry's code means; a code of another version is shown as it is. */
export function journalSentence(what: string): string {
  const code = CODES.find((known) => known === what.replaceAll('-', '_'));
  return code ? SENTENCES[code]() : i18n.t('settings.privacy.did.other', [isolatedText(what)]);
}

/** What an entry is about, in the words the person saw: `relink: unlink, proven` is a step of a guided procedure. */
export function journalDetail(what: string, detail: string): string {
  if (!what.startsWith('guide_')) return detail;
  const [, id = '', stepId, outcome = ''] = /^([\w-]+)(?:: ([\w-]+), ([\w-]+))?$/.exec(detail) ?? [];
  const procedure = procedureOf(id);
  if (!procedure) return detail;
  const step = procedure.steps.find((one) => one.id === stepId);
  if (!step) return procedureName(procedure);
  const ended = isStepState(outcome) ? stepState({ id: step.id, state: outcome }) : outcome;
  return i18n.t('settings.privacy.step', [procedureName(procedure), stepTitle(step), ended]);
}
