/**
 * The words Procore's web app shows around the DocuSign integration, by meaning. A string stands here only if a public
 * page shows it; a language that is missing reads as `unknown`. All collected November 2026 (stored copies up to 2026).
 * The strings of every language are one list: no word means two things in two languages, and a page's language cannot
 * be read safely. en covers en-GB: Procore's British pages keep these words. The owner's and the specialty
 * contractor's dictionaries change names of tools and items, not these labels.
 *
 * Compared by `fold` of utils/domain/pages/detectors/text.ts: case, white space, ®, © and ™ do not count.
 */
type Labels<Meaning extends string> = Record<Meaning, readonly string[]>;

/** Beside the state of the link on My Profile Settings, Personal. */
export const LINK_LABELS: readonly string[] = [
  'Link DocuSign Account', // en: support.procore.com, "Is my DocuSign account synced with my Procore account?"
  '链接 DocuSign 账户', // zh-SG: zh-sg.support.procore.com, same page
  'Vincular cuenta DocuSign', // es: es.support.procore.com, same page
  'Vincular DocuSign cuenta', // es: es.support.procore.com, "Unlink your DocuSign account …"
  'Lier le compte DocuSign', // fr-CA: fr-ca.support.procore.com, same page
  'Lier DocuSign compte', // fr-CA: fr-ca.support.procore.com, "Unlink your DocuSign account …"
];

/** The button of a link row that is not linked. Never the send button. */
export const LOGIN_LABELS: readonly string[] = [
  'Login with DocuSign', // en: support.procore.com, "Link your DocuSign account to a Procore project"
  '使用 DocuSign 登录', // zh-SG: zh-sg.support.procore.com, same page
  'Iniciar sesión con DocuSign', // es: es.support.procore.com, same page
  'Connexion avec DocuSign', // fr-CA: fr-ca.support.procore.com, same page
];

/** The text of a link row that is linked. Alone it means nothing: ERP status uses the same word. */
export const SYNCED_WORDS: readonly string[] = [
  'Synced', // en: support.procore.com, "Is my DocuSign account synced with my Procore account?"
  '已同步', // zh-SG: zh-sg.support.procore.com, same page
  'Sincronizado', // es: es.support.procore.com, same page
  'Synchronisé', // fr-CA: fr-ca.support.procore.com, same page
];

/** Every name of the button that sends an item. */
export const SEND_LABELS: Labels<'complete' | 'send' | 'create-and-send' | 'update-and-set-up' | 'send-to'> =
  {
    complete: [
      'Complete with DocuSign', // en: support.procore.com, "Complete subcontractor invoices with DocuSign"
      '使用 DocuSign 完成', // zh-SG: zh-sg.support.procore.com, commitment tutorials
      'Compléter avec DocuSign', // fr: fr.support.procore.com, commitment tutorials
      'Mit DocuSign abschließen', // de: de.support.procore.com, commitment tutorials
    ],
    send: ['Send with DocuSign'], // en: v2.support.procore.com, commitments and prime contracts
    'create-and-send': ['Create & Send with DocuSign'], // en: v2.support.procore.com, same pages
    'update-and-set-up': [
      'Update & Set Up DocuSign', // en: support.procore.com, "Update and set up DocuSign on a payment application"
      'Update and Set Up DocuSign', // en-GB, en-CA: en-gb.support.procore.com, en-ca.support.procore.com, owner invoices
      'Aktualisieren und DocuSign einrichten', // de: de.support.procore.com, owner invoices
      'Actualizar y configurar DocuSign', // es-ES: es-es.support.procore.com, progress billings
      'Atualizar e configurar o DocuSign', // pt-BR: pt-br.support.procore.com, owner invoices
      'DocuSign の更新と設定', // ja: ja-jp.support.procore.com, same page
    ],
    'send-to': ['Send to DocuSign'], // en: v2.support.procore.com, bulk action on subcontractor invoices
  };

/**
 * The entry that sends in the menu of a correspondence item or a document, which has no send button. In English it has
 * the words of the box: what the control is tells them apart, so these count only in a menu.
 */
export const SIGN_ENTRY_LABELS: readonly string[] = [
  'Sign with DocuSign', // en: support.procore.com, correspondence and documents tutorials
  'Mit DocuSign unterschreiben', // de: de.support.procore.com, same pages
  'Firmar con DocuSign', // es, es-ES: es.support.procore.com, same pages
  'Assinar com DocuSign', // pt-BR: pt-br.support.procore.com, same pages
  'Assinar com o DocuSign', // pt-BR, same pages
];

/** The box or switch that offers DocuSign on an item. */
export const SIGN_LABELS: readonly string[] = [
  'Sign with DocuSign', // en: support.procore.com and v2.support.procore.com, contract tutorials
  'Mit DocuSign signieren', // de: de.support.procore.com, potential change order and commitment tutorials
  'Signer avec DocuSign', // fr, fr-CA: fr.support.procore.com, prime contract tutorials
  'DocuSign で署名', // ja: ja-jp.support.procore.com, contract tutorials
];

/** The box in company and project settings. */
export const ENABLE_LABELS: readonly string[] = [
  'Enable DocuSign', // en: support.procore.com, "Enable or disable the DocuSign integration on a Procore project"
  'DocuSign aktivieren', // de: de.support.procore.com, project Admin pages
  '启用 DocuSign', // zh-SG: zh-sg.support.procore.com, company-level page
];

/** Titles of the banners on an item. Several do not name DocuSign: they count only inside a banner. */
export const BANNER_TITLES: Labels<
  | 'setup-not-completed'
  | 'signature-pending'
  | 'signature-required'
  | 'signature-completed'
  | 'reauth-required'
  | 'envelope-unavailable'
> = {
  // en: support.procore.com FAQ, "What do the different DocuSign banners in Procore mean?"
  'setup-not-completed': ['DocuSign Envelope Setup Not Completed'],
  'signature-pending': [
    'Signature Pending',
    'Signature en attente', // fr, fr-CA: fr.support.procore.com, same FAQ
    'Unterschrift ausstehend', // de: de.support.procore.com, same FAQ
  ],
  'signature-required': [
    'Signature Required',
    'Signature requise', // fr, fr-CA: fr.support.procore.com, same FAQ
    'Unterschrift benötigt', // de: de.support.procore.com, same FAQ
  ],
  'signature-completed': ['Signature Completed'],
  'reauth-required': [
    'Re-Authentication Required',
    'Erneute Authentifizierung erforderlich', // de: de.support.procore.com, commitment tutorials
    'Réauthentification requise', // fr, fr-CA: fr.support.procore.com, same pages
    'Autenticación requerida', // es: es.support.procore.com, same pages
    'Se requiere una nueva autenticación', // es-ES: es-es.support.procore.com, same pages
    'Reautenticação necessária', // pt-BR: pt-br.support.procore.com, same pages
    '再認証が必要', // ja: ja-jp.support.procore.com, same FAQ
  ],
  'envelope-unavailable': ['DocuSign Envelope is Currently Unavailable'],
};

/**
 * What stands beside the name of the box where an item is only shown. Source: npm @procore/core-react 11.27.0,
 * `core.form.checkbox` of its locales: yes and no in versions before 11, selected and deselected since.
 */
export const SHOWN_WORDS: Labels<'on' | 'off'> = {
  on: [
    ...['Yes', 'Ja', 'Oui', 'Sí', 'Sim', 'Já', 'はい', 'ใช่', '是'],
    ...['Selected', 'Ausgewählte', 'Sélectionné', 'Cocher', 'Seleccionado', 'Selecionado', 'Valið'],
    ...['選択済み', 'เลือกแล้ว', '已选择'],
  ],
  off: [
    ...['No', 'Nein', 'Non', 'Não', 'Nei', 'いいえ', 'ไม่', '否'],
    ...['Deselected', 'Abgewählt', 'Désélectionné', 'Décocher', 'Deseleccionado', 'Selección cancelada'],
    ...['Desmarcado', 'Afvalið', '選択を解除しました', 'ยกเลิกการเลือกแล้ว', '已取消选择'],
  ],
};

/** Words that a title without "DocuSign" holds, as written but for case: text with none of these and no anchor is never ours. */
export const TITLE_HINTS: readonly string[] = [
  'signature',
  'unterschrift',
  're-auth',
  'authentif',
  'autentica',
  '再認証',
];
