import { CLEARABLE_HOSTS } from '../../site-data/hosts.ts';
import {
  BUILT_IN_ZONES,
  DOCUSIGN_LOGIN_HOSTS,
  PROCORE_API_HOSTS,
  PROCORE_ASSET_HOST,
  PROCORE_LOGIN_HOSTS,
} from '../../../base/hosts.ts';
import type { LinkReason } from '../../links/link.ts';
import { DEFAULT_SETTINGS } from '../../settings/schema.ts';
import { type ElementKind, SAYINGS } from '../../../base/types.ts';
import { PROFILES_THAT_DO_NOT, PROFILES_THAT_SEND } from '../../../vendors/docusign/account-facts.ts';
import { CODES } from '../../../vendors/docusign/faults.ts';
import { TOKEN_CODES } from '../../../vendors/procore/api-faults.ts';
import { isReadyStatus } from '../fact-queries.ts';

/**
 * Every word that a report may hold without being asked: the vendors' own and ours. What is not listed here is
 * somebody's own, or something nobody has seen yet, and is left out.
 */

const isOneOf =
  (...words: readonly string[]) =>
  (word: string): boolean =>
    words.includes(word.trim().toLowerCase());

export const isSaying = (kind: ElementKind, says: string): boolean =>
  SAYINGS[kind].some((word) => word === says);

const REASONS: Record<LinkReason, true> = {
  seen: true,
  'never-seen': true,
  'not-readable': true,
  'idle-days-over': true,
  'asked-to-log-in': true,
  'banner-not-readable': true,
  'box-not-readable': true,
  'clock-set-back': true,
  'person-not-told': true,
  'project-off': true,
};
export const isReason = (reason: string): boolean => Object.hasOwn(REASONS, reason);

/** Source: developers.docusign.com, Users: list, `status`. */
export const isMembership = isOneOf('active', 'activationsent', 'activationrequired', 'closed', 'disabled');

export const isProfile = isOneOf(...PROFILES_THAT_SEND, ...PROFILES_THAT_DO_NOT);

/** Further codes of the same sources, which decide nothing or only with others. */
const MORE_CODES = [
  'account_has_been_suspended',
  'account_not_authorized_for_envelope',
  'company',
  'date',
  'edit_lock',
  'envelope_allowance_exceeded',
  'invalid_account_id',
  'invalid_client_id',
  'invalid_request',
  'invalid_request_body',
  'invalid_request_parameter',
  'invalid_scope',
  'trial_account_expired',
  'unspecified_error',
  'unsupported_grant_type',
  'user_awaiting_activation',
  'user_not_activated',
  'user_pending',
];

/** A code that the vendors document, a status, or seconds to wait. */
export function isCode(code: string): boolean {
  const word = code.toLowerCase();
  return (
    Object.hasOwn(CODES, word) ||
    Object.hasOwn(TOKEN_CODES, word) ||
    MORE_CODES.includes(word) ||
    /^\d{1,4}$/.test(word)
  );
}

/** Our own redirect address: public, and the same for everybody. */
export const isRedirectAddress = (text: string): boolean =>
  /^https:\/\/(?:[a-p]{32}\.chromiumapp\.org|[0-9a-f]{40}\.extensions\.allizom\.org)\/docusign\/(?:production|demo)$/.test(
    text,
  );

const KNOWN_STATUS = isOneOf(
  'complete',
  'draft',
  'no_charge',
  'not_proceeding',
  'out_for_bid',
  'out_for_signature',
  'paid',
  'pending',
  'pending_in_review',
  'pending_not_pricing',
  'pending_pricing',
  'pending_proceeding',
  'pending_revised',
  'proceeding',
  'rejected',
  'revise_and_resubmit',
  'submitted',
  'terminated',
  'under_review',
  'void',
);
export const isStatus = (status: string): boolean => isReadyStatus(status) || KNOWN_STATUS(status);

export const isBrowser = isOneOf(
  'brave',
  'chrome',
  'chromium',
  'firefox',
  'google chrome',
  'headlesschrome',
  'librewolf',
  'microsoft edge',
  'opera',
  'opera gx',
  'vivaldi',
  'waterfox',
  'yandex',
);
/** What `runtime.getPlatformInfo` answers, and what people call it. */
export const isSystem = isOneOf(
  'android',
  'chromeos',
  'cros',
  'fuchsia',
  'linux',
  'mac',
  'macos',
  'openbsd',
  'win',
  'windows',
);

export const isSetting = (name: string): boolean => Object.hasOwn(DEFAULT_SETTINGS, name);

const HOSTS: readonly string[] = [
  ...BUILT_IN_ZONES,
  ...DOCUSIGN_LOGIN_HOSTS,
  ...PROCORE_LOGIN_HOSTS,
  ...PROCORE_API_HOSTS,
  PROCORE_ASSET_HOST,
  ...CLEARABLE_HOSTS,
];
/** Hosts of the vendors that many share; one that is a single company's own is not among them. */
export const isSharedHost = (host: string): boolean =>
  HOSTS.includes(host) ||
  /^(?:us|uk|eu|ca|au|de)\d{2}\.procore\.com$/.test(host) ||
  /^(?:na[1-9]|www|demo|ca|eu|au|jp)\.docusign\.net$/.test(host);
