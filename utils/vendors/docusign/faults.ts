import * as z from 'zod/mini';
import { AppFault, type ErrorKind } from '../../base/errors.ts';
import type { Refusal } from '../../http/request.ts';
import { limitWait } from '../../http/waits.ts';
import type { Clock } from '../../base/types.ts';

/**
 * What DocuSign's codes mean, in lower case: casing differs between its own documents. Decided by the code alone, since
 * one status has several meanings (a 401 may be an old token or a missing right, a limit may be 400 or 429) and texts
 * get reworded. Sources: developers.docusign.com, error codes, resource limits, CORS error responses; June 2026.
 */
export const CODES: Record<string, ErrorKind> = {
  authorization_invalid_token: 'sign-in-again',
  user_authentication_failed: 'sign-in-again',
  invalid_token: 'sign-in-again',
  invalid_grant: 'sign-in-again',
  expired_client_token: 'sign-in-again',
  consent_required: 'sign-in-again',
  login_required: 'sign-in-again',
  interaction_required: 'sign-in-again',

  partner_authentication_failed: 'wrong-key',
  invalid_client: 'wrong-key',
  unauthorized_client: 'wrong-key',
  issuer_not_found: 'wrong-key',

  access_denied: 'login-refused',

  user_lacks_permissions: 'no-permission',
  user_not_account_admin: 'no-permission',
  account_lacks_permissions: 'no-permission',
  plan_item_not_enabled: 'no-permission',

  user_does_not_belong_to_specified_account: 'not-a-member',
  user_lacks_membership: 'not-a-member',
  user_does_not_exist_in_system: 'not-a-member',
  user_not_found: 'not-a-member',
  invalid_userid: 'not-a-member',

  resource_not_found: 'not-found',

  hourly_apiinvocation_limit_exceeded: 'rate-limited',
  burst_apiinvocation_limit_exceeded: 'rate-limited',
  hourly_envelope_polling_limit_exceeded: 'rate-limited',
  burst_envelope_polling_limit_exceeded: 'rate-limited',
  hourly_apiinvocation_envelope_limit_exceeded: 'rate-limited',
  burst_apiinvocation_envelope_limit_exceeded: 'rate-limited',
  envelope_send_limit_exceeded: 'rate-limited',
  api_request_is_throttled: 'rate-limited',

  missing_origin_header: 'origin-refused',
  invalid_origin_header: 'origin-refused',
  origin_not_allowed: 'origin-refused',
  missing_or_disallowed_http_method: 'origin-refused',
  unsupported_http_method: 'origin-refused',
  http_method_not_allowed: 'origin-refused',

  server_error: 'vendor-down',
  temporarily_unavailable: 'vendor-down',
  internal_server_error: 'vendor-down',
};

/** A burst limit has no reset header; its window is 30 seconds. */
const BURST_WINDOW = 30;

/** What a refused request means. Statuses decide only where no code can: limits, gateways, missing paths. */
export function docuSignFault(refusal: Refusal, clock: Clock): AppFault {
  const { status, headers, code } = refusal;
  const kind = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  if (kind === 'rate-limited' || (!kind && status === 429)) {
    const wait = code.startsWith('burst_') ? BURST_WINDOW : limitWait(headers, clock());
    return wait === undefined ? new AppFault('rate-limited') : new AppFault('rate-limited', String(wait));
  }
  if (kind) return new AppFault(kind, code);
  if (status === 408 || status === 504) return new AppFault('timed-out', named(code, status));
  // 444 is DocuSign's traffic management: it has closed the door for a longer while.
  if (status === 444 || status >= 500) return new AppFault('vendor-down', named(code, status));
  if (status === 404) return new AppFault('not-found');
  return new AppFault('unexpected-reply', named(code, status));
}

/** `/oauth/userinfo` has one meaning for 401, with or without a code: this access token is of no use here. */
export function userInfoFault(refusal: Refusal, clock: Clock): AppFault {
  const fault = docuSignFault(refusal, clock);
  return refusal.status === 401 && fault.error.kind === 'unexpected-reply'
    ? new AppFault('sign-in-again', named(refusal.code, 401))
    : fault;
}

const Described = z.object({ error_description: z.string() });

/** The token endpoint sometimes says `invalid_grant` for everything and puts the code into the description. */
export function tokenFault(refusal: Refusal, clock: Clock): AppFault {
  const described = Described.safeParse(refusal.body);
  const inner = described.success ? described.data.error_description.trim().toLowerCase() : '';
  const isCode = refusal.code === 'invalid_grant' && Object.hasOwn(CODES, inner);
  return docuSignFault(isCode ? { ...refusal, code: inner } : refusal, clock);
}

/**
 * True when a new access token may help. A stale one has been seen to give a bare `internal_server_error` as well
 * (docusign/postman-collections, issue 41).
 */
export function mayBeStaleToken(thrown: unknown): boolean {
  if (!(thrown instanceof AppFault)) return false;
  const { kind, detail } = thrown.error;
  return kind === 'sign-in-again' || (kind === 'vendor-down' && detail === 'internal_server_error');
}

/** The code if it is one, else the status: only what is safe to show and to log. */
function named(code: string, status: number): string {
  return /^[a-z0-9_]{1,60}$/.test(code) ? code : String(status);
}
