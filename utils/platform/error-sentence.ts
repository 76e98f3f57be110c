import { i18n } from '#i18n';
import type { AppError, ErrorKind } from '../base/errors.ts';
import type { Vendor } from '../base/types.ts';

/** Every kind has a sentence: what happened, what it means, what to do. A new kind without one does not compile. */
const SENTENCES = {
  'bad-message': () => i18n.t('error.bad_message'),
  'bad-input': (detail) => (detail ? i18n.t('error.bad_input_with', [detail]) : i18n.t('error.bad_input')),
  'not-found': () => i18n.t('error.not_found'),
  'locked-by-policy': () => i18n.t('error.locked_by_policy'),
  'permission-refused': () => i18n.t('error.permission_refused'),
  'no-integration-key': () => i18n.t('error.no_integration_key'),
  'no-client-id': () => i18n.t('error.no_client_id'),
  'no-client-secret': () => i18n.t('error.no_client_secret'),
  'policy-pending': () => i18n.t('error.policy_pending'),
  'policy-unreadable': () => i18n.t('error.policy_unreadable'),
  'app-not-connected': () => i18n.t('error.app_not_connected'),
  'login-refused': () => i18n.t('error.login_refused'),
  'login-closed': () => i18n.t('error.login_closed'),
  'login-no-answer': (detail) =>
    detail ? i18n.t('error.login_no_answer_with', [detail]) : i18n.t('error.login_no_answer'),
  'login-broken': () => i18n.t('error.login_broken'),
  'login-open': () => i18n.t('error.login_open'),
  'login-interrupted': () => i18n.t('error.login_interrupted'),
  'login-mismatch': () => i18n.t('error.login_mismatch'),
  'login-late': () => i18n.t('error.login_late'),
  'wrong-key': () => i18n.t('error.wrong_key'),
  'sign-in-again': () => i18n.t('error.sign_in_again'),
  'no-permission': () => i18n.t('error.no_permission'),
  'not-a-member': () => i18n.t('error.not_a_member'),
  'origin-refused': () => i18n.t('error.origin_refused'),
  'rate-limited': (detail) =>
    detail ? i18n.t('error.rate_limited_with', minutes(detail)) : i18n.t('error.rate_limited'),
  offline: () => i18n.t('error.offline'),
  'timed-out': () => i18n.t('error.timed_out'),
  'vendor-down': () => i18n.t('error.vendor_down'),
  'unexpected-reply': (detail) =>
    detail ? i18n.t('error.unexpected_reply_with', [detail]) : i18n.t('error.unexpected_reply'),
  'host-not-allowed': () => i18n.t('error.host_not_allowed'),
  'storage-full': () => i18n.t('error.storage_full'),
  'session-full': () => i18n.t('error.session_full'),
  'newer-data': () => i18n.t('error.newer_data'),
  bug: () => i18n.t('error.bug'),
} as const satisfies Record<ErrorKind, (detail: string | undefined) => string>;

/** Kinds whose remedy is another one at Procore. */
const PROCORE_SENTENCES: Partial<Record<ErrorKind, (detail: string | undefined) => string>> = {
  'bad-input': (detail) =>
    detail === 'code' ? i18n.t('error.procore.bad_code') : SENTENCES['bad-input'](detail),
  'permission-refused': () => i18n.t('error.procore.permission_refused'),
  'login-refused': () => i18n.t('error.procore.login_refused'),
  'login-closed': () => i18n.t('error.procore.login_closed'),
  'login-no-answer': (detail) =>
    detail ? i18n.t('error.procore.login_no_answer_with', [detail]) : i18n.t('error.procore.login_no_answer'),
  'login-broken': () => i18n.t('error.procore.login_broken'),
  'login-open': () => i18n.t('error.procore.login_open'),
  'login-interrupted': () => i18n.t('error.procore.login_interrupted'),
  'wrong-key': () => i18n.t('error.procore.wrong_key'),
  'sign-in-again': () => i18n.t('error.procore.sign_in_again'),
  'no-permission': () => i18n.t('error.procore.no_permission'),
  'rate-limited': (detail) =>
    detail
      ? i18n.t('error.procore.rate_limited_with', minutes(detail))
      : i18n.t('error.procore.rate_limited'),
  offline: () => i18n.t('error.procore.offline'),
  'vendor-down': () => i18n.t('error.procore.vendor_down'),
  'unexpected-reply': (detail) =>
    detail
      ? i18n.t('error.procore.unexpected_reply_with', [detail])
      : i18n.t('error.procore.unexpected_reply'),
};

/** Whole minutes, at least one, from seconds as digits. */
function minutes(seconds: string): number {
  return Math.max(1, Math.ceil(Number(seconds) / 60));
}

/** What the person reads about an error, in the browser's language. `asked`: the vendor that was asked when it went wrong. */
export function errorSentence(error: AppError, asked: Vendor = 'docusign'): string {
  const own = asked === 'procore' ? PROCORE_SENTENCES[error.kind] : undefined;
  return (own ?? SENTENCES[error.kind])(error.detail);
}
