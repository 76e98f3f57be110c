import type { Run } from './tables.ts';
import type { ElementKind, Instant, LinkKey, RestoredBy, SAYINGS, Zone } from '../../base/types.ts';

/** Places on a Procore page that a procedure can point at. Found by the callout script in the page. */
export const TARGETS = [
  'avatar-menu',
  'profile-entry',
  'unlink-x',
  'update-button',
  'ok-button',
  'login-button',
  'enable-box',
  'save-settings',
  'sign-toggle',
  'save-item',
  'finish-button',
  'sign-button',
  'invoice-contact',
] as const;
export type Target = (typeof TARGETS)[number];

export const PROCEDURE_IDS = [
  'link',
  'relink',
  'switch-account',
  'reconnect',
  'find-row',
  'enable-project',
  'switch-on-signing',
  'finish-envelope',
  'sign-envelope',
  'add-invoice-contact',
] as const;
export type ProcedureId = (typeof PROCEDURE_IDS)[number];

export const STEP_IDS = [
  'open-project',
  'open-profile',
  'unlink',
  'update',
  'confirm-unlink',
  'sign-out',
  'login',
  'see-synced',
  'confirm-account',
  'open-settings',
  'tick-box',
  'save-settings',
  'open-item',
  'switch-on',
  'save-item',
  'press-finish',
  'see-sent',
  'press-sign',
  'see-signed',
  'choose-contact',
  'tick-rows',
] as const;
export type StepId = (typeof STEP_IDS)[number];

/** What "do it for me" can open. It never presses anything. */
export type Opens = 'project' | 'profile' | 'item' | 'docusign-logout';

/**
 * An element of this kind was read; without `says`, whatever it said.
 *
 * `freshSince`: it counts only from a page that was loaded, or changed by the person's deciding press (OK, Login with
 * DocuSign …), after that step began. Without it a page left open in another tab, or a form that is not saved yet, would
 * prove what has not happened. It is waived for the evidence that began the step itself: then the page simply stands
 * that way already. Not so with `saved`: a form shows a tick before it is saved, so that evidence proves nothing.
 */
type ReadingProof = {
  [K in ElementKind]: {
    by: 'reading';
    of: K;
    says?: readonly (typeof SAYINGS)[K][number][];
    freshSince?: StepId;
    saved?: true;
    /** While the same page shows one of these beside it, it is about something else: an item may have had two envelopes. */
    unless?: readonly (typeof SAYINGS)[K][number][];
  };
}[ElementKind];

/** What shows that a step is done. Nothing older than the step's start ever counts. */
export type Proof =
  /** A page of the run's project was opened; of its item, where it is about one. */
  | { by: 'visit' }
  | ReadingProof
  /** The person pressed the control. */
  | { by: 'press'; target: Target }
  /** A tab other than the log-out one went to DocuSign's login page. */
  | { by: 'login-visit' }
  /** DocuSign's login page asked for an e-mail address, and the box was empty. */
  | { by: 'signed-out' }
  /** The person said who is behind the link, and it is not the account to get away from. */
  | { by: 'confirmed' };

/** Where a step's title and text are: `guide.<texts>.title` and `guide.<texts>.text`. */
export type StepTexts =
  | 'shared.open_project'
  | 'shared.open_profile'
  | 'shared.unlink'
  | 'shared.update'
  | 'shared.confirm_unlink'
  | 'shared.sign_out'
  | 'shared.login'
  | 'shared.see_synced'
  | 'shared.confirm_account'
  | 'link.sign_out'
  | 'link.login'
  | 'switch_account.sign_out'
  | 'switch_account.login'
  | 'switch_account.confirm_account'
  | 'reconnect.sign_out'
  | 'reconnect.login'
  | 'enable_project.open_project'
  | 'enable_project.open_settings'
  | 'enable_project.tick_box'
  | 'enable_project.save'
  | 'switch_on_signing.open_item'
  | 'switch_on_signing.switch_on'
  | 'switch_on_signing.save'
  | 'finish_envelope.open_item'
  | 'finish_envelope.press_finish'
  | 'finish_envelope.see_sent'
  | 'sign_envelope.open_item'
  | 'sign_envelope.press_sign'
  | 'sign_envelope.see_signed'
  | 'add_invoice_contact.choose_contact'
  | 'add_invoice_contact.save'
  | 'add_invoice_contact.tick_rows';

export type Step = {
  id: StepId;
  texts: StepTexts;
  /** What to point at, the most advanced first: the first one that is on the page is taken. */
  targets: readonly Target[];
  opens: Opens | null;
  /** Any one of these proves the step. */
  provenBy: readonly Proof[];
  /** Any one of these shows that the person went past the step without it: it is counted as skipped. */
  passedBy: readonly Proof[];
};

export type Procedure = {
  id: ProcedureId;
  /** Its name is `guide.name.<nameKey>`. */
  nameKey:
    | 'link'
    | 'relink'
    | 'switch_account'
    | 'reconnect'
    | 'find_row'
    | 'enable_project'
    | 'switch_on_signing'
    | 'finish_envelope'
    | 'sign_envelope'
    | 'add_invoice_contact';
  /**
   * Where it plays. Only the profile page, which tells of the link, may stand outside of the project; a procedure about
   * an item takes no notice of other items.
   */
  about: 'link' | 'project' | 'item';
  /** Confirming the account that was confirmed before the run does not end it. */
  leavesOldAccount: boolean;
  steps: readonly Step[];
};

/** Something that happened, in the time of runs (`run-time.ts`). `tab` is a browser tab id. */
export type Evidence = {
  at: Instant;
} /** `item`: what the page is about, such as `commitment:42`, or ''. */ & (
  | { kind: 'visit'; key: LinkKey; company: string; item: string; tab: number }
  /** An element of kind `of` was read. */
  | {
      kind: 'reading';
      key: LinkKey;
      company: string;
      item: string;
      tab: number;
      of: ElementKind;
      says: string;
      /** What the elements of this kind say that were read with it, itself among them; left out where it was alone. */
      beside?: readonly string[] | undefined;
      /** How the page came, where the browser brought it back. */
      restored?: RestoredBy | undefined;
      /** Tells the document from others of the tab; not given by pages that were open before this version. */
      documentStartedAt?: number | undefined;
    }
  /** A Procore page (or an address within it) was loaded in the tab. */
  | { kind: 'loaded'; zone: Zone; tab: number }
  /** `project` is '' where the address does not tell. */
  | { kind: 'press'; zone: Zone; project: string; item: string; tab: number; target: Target }
  /** The tab loaded a page of DocuSign's login host. `zone` is the one whose run it is about, for all pages of DocuSign. */
  | { kind: 'login-visit'; zone: Zone; tab: number }
  /** We opened DocuSign's log-out address in the tab. */
  | { kind: 'logout-opened'; zone: Zone; tab: number }
  | {
      kind: 'login-page';
      zone: Zone;
      tab: number;
      /** When the page itself was loaded. */
      loadedAt: Instant;
      emailBox: boolean;
      empty: boolean;
      /** The page belongs to a login under way: it may ask for the e-mail address although somebody is signed in. */
      duringLogin: boolean;
    }
  | { kind: 'confirmed'; key: LinkKey; who: string; accountId: string }
);

/**
 * What an element of each kind shows as long as nothing is changed. What the same page shows afterwards, such as a tick
 * or the send button that comes with it, may stand in a form that is not saved yet.
 */
export const UNCHANGED: Partial<Record<ElementKind, string>> = {
  'link-row': 'synced',
  'enable-box': 'off',
  'sign-toggle': 'off',
};

/** A press on one of these, in a procedure that points at it, changes the page: what is read there afterwards is fresh. */
export const DECIDING_TARGETS: readonly Target[] = [
  'ok-button',
  'login-button',
  'save-settings',
  'save-item',
  'finish-button',
  'sign-button',
];

export type StepState = Run['outcomes'][number]['outcome'] | 'current' | 'waiting';

export type StepView = { id: StepId; texts: StepTexts; state: StepState; at: Instant | null };

/** A run as the side panel and the popup show it: codes and text keys, no sentences. */
export type RunView = {
  runId: string;
  procedure: ProcedureId;
  nameKey: Procedure['nameKey'];
  key: LinkKey;
  company: string;
  /** The address of the item it is about, or ''. */
  href: string;
  status: Run['status'];
  /** 1-based number of the current step; the last one's when done. */
  number: number;
  total: number;
  /** The current step, or null when the run is over. */
  step: (StepView & { opens: Opens | null }) | null;
  steps: readonly StepView[];
  canGoBack: boolean;
  /** Not touched for days: offer to resume (`do`) or to drop it (`cancel`). */
  stale: boolean;
  /** switch-account: who was confirmed before the run began. Only for our own pages. */
  oldAccount: string | null;
  /** The person confirmed the very account the run is to leave behind. */
  notice: 'same-account' | null;
};
