/** Words shared by every layer. Nothing here imports anything. */

/** A Procore web host, such as `us02.procore.com`. Ids are strings everywhere: newer zones pass 2^49. */
export type Zone = string;

export const LINK_STATES = ['synced', 'not-linked', 'reauth-required', 'unavailable', 'unknown'] as const;
export type LinkState = (typeof LINK_STATES)[number];

export const ELEMENT_KINDS = ['link-row', 'send-button', 'sign-toggle', 'banner', 'enable-box'] as const;
/** What a detector can find on a Procore page; also the `data-kind` of its badge. */
export type ElementKind = (typeof ELEMENT_KINDS)[number];

/**
 * What each kind of element can be read as saying. `unknown` is always allowed: the element is one of ours, its word
 * is in no label pack.
 */
export const SAYINGS = {
  'link-row': ['synced', 'not-linked', 'unknown'],
  'send-button': ['complete', 'send', 'create-and-send', 'update-and-set-up', 'send-to', 'unknown'],
  'sign-toggle': ['on', 'off', 'unknown'],
  banner: [
    'setup-not-completed',
    'signature-pending',
    'signature-required',
    'signature-completed',
    'reauth-required',
    'envelope-unavailable',
    'unknown',
  ],
  'enable-box': ['on', 'off', 'unknown'],
} as const satisfies Record<ElementKind, readonly string[]>;

/**
 * One element read on a page. `disabled`: the control is there but greyed. `unsaved`: a box that was changed in the form it
 * stands in, and may never be saved.
 */
export type Reading = {
  [K in ElementKind]: {
    kind: K;
    says: (typeof SAYINGS)[K][number];
    disabled?: boolean;
    unsaved?: boolean;
  };
}[ElementKind];

export const RESTORED_BY = ['reload', 'history'] as const;
/**
 * How a page came that was there before. Browsers bring a page back with what stood in its forms, saved or not: Firefox
 * when it is reloaded, all of them when one goes back to it.
 */
export type RestoredBy = (typeof RESTORED_BY)[number];

/** Whose link, and where: links are kept by Procore per person and perhaps per project, so both are in the key. */
export type LinkKey = {
  zone: Zone;
  /** Procore's user id where a page gave it, else '' for "whoever uses this browser". */
  person: string;
  /** Procore's project id; '' when the page belongs to no project. */
  project: string;
};

export const VENDORS = ['docusign', 'procore'] as const;
/** Whom somebody signs in with. */
export type Vendor = (typeof VENDORS)[number];

export const ENVIRONMENTS = ['production', 'demo'] as const;
/** DocuSign's two worlds: nothing crosses between them. */
export type Environment = (typeof ENVIRONMENTS)[number];

export const PROCORE_ENVIRONMENTS = ['production', 'sandbox'] as const;
/** Procore's worlds, as far as an app can be registered in them: credentials and tokens do not cross. */
export type ProcoreEnvironment = (typeof PROCORE_ENVIRONMENTS)[number];

export const SECRET_HOLDERS = ['nobody', 'person', 'organization', 'pending', 'unreadable'] as const;
/**
 * Who gave the secret of the company's own app; never the secret. `pending`, `unreadable`: nobody here, and the browser
 * does not tell yet, or cannot tell, whether the organization did.
 */
export type SecretHolder = (typeof SECRET_HOLDERS)[number];

export const POLICY_STATES = ['told', 'pending', 'unreadable'] as const;
/**
 * The organization's policy, as the browser tells it. `pending`: not told yet, `unreadable`: it says that it cannot. Then
 * the policy as it was last time holds.
 */
export type PolicyState = (typeof POLICY_STATES)[number];

export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** Milliseconds since 1970, from a clock that is handed in. */
export type Instant = number;
export type Clock = () => Instant;
