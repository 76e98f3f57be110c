/**
 * Words of the controls that a guided procedure points at, beside those of the DocuSign row (labels.ts). A string
 * stands here only if a public page shows it; where a language is missing the guide points at nothing and says so.
 * All collected November 2026. Compared by `fold` of utils/domain/pages/detectors/text.ts.
 */

/** The menu at the right of the top bar. */
export const AVATAR_LABELS: readonly string[] = [
  'Account & Profile', // en: v2.support.procore.com, profile settings
];

/** The entry of that menu. */
export const PROFILE_LABELS: readonly string[] = [
  'My Profile Settings', // en: support.procore.com, "Link your DocuSign account to a Procore project"
  'My Account Settings', // en, older manuals of support.procore.com
  '我的个人资料设置', // zh-SG: zh-sg.support.procore.com, same page
  'Mi configuración de perfil', // es: es.support.procore.com, same page
  'Paramètres de mon profil', // fr-CA: fr-ca.support.procore.com, same page
];

/** Saves the profile, and the settings of a project. Other languages: not found on a public page. */
export const UPDATE_LABELS: readonly string[] = [
  'Update', // en: support.procore.com, "Unlink your DocuSign account …", "Enable or disable the DocuSign integration …"
];

/** Saves an item that is edited. Other languages: not found on a public page. */
export const SAVE_LABELS: readonly string[] = [
  'Save', // en: v2.support.procore.com, contract tutorials
];

/** Answers the question that comes after Update. Other languages: not found on a public page. */
export const OK_LABELS: readonly string[] = [
  'OK', // en: same page
];

/** On the banner of an envelope whose setup is not completed: opens DocuSign's page again. */
export const FINISH_LABELS: readonly string[] = [
  'Finish', // en: support.procore.com FAQ, "What do the different DocuSign banners in Procore mean?"
  'Terminer', // fr: fr.support.procore.com, same FAQ
  'Fertigstellen', // de: de.support.procore.com, same FAQ
];

/** On the banner of an envelope that waits for this person: opens DocuSign's signing page. */
export const SIGN_CONTRACT_LABELS: readonly string[] = [
  'Sign Contract', // en, older manuals of support.procore.com
  'Signer le contrat', // fr: fr.support.procore.com, same FAQ
];

/** The field of a commitment that says who gets its invoices. Other languages: not found on a public page. */
export const INVOICE_CONTACT_LABELS: readonly string[] = [
  'Invoice Contact', // en: v2.support.procore.com, "Send subcontractor invoices in bulk"
  'Invoice Contacts', // en: same page
];

/** Procore's help speaks of a red x; what the control is made of is not public, so these are the usual names of one. */
export const UNLINK_NAMES: readonly string[] = [
  'x',
  '×',
  '✕',
  '✖',
  '✗',
  'close',
  'remove',
  'unlink',
  'delete',
];

/** core-react's avatar. Source: data-qa values of npm @procore/core-react 11. */
export const AVATAR_QA = 'core-avatar';
