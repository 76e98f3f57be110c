import * as z from 'zod/mini';
import { AppFault, type ErrorKind } from '../../base/errors.ts';
import type { Refusal } from '../../http/request.ts';
import { limitWait, retryAfter } from '../../http/waits.ts';
import type { Clock } from '../../base/types.ts';

/**
 * What Procore's refusals mean. Statuses decide, since Procore documents few codes; texts only where one status has two
 * remedies. Sources: developers.procore.com, "Error reference" and "Rate limiting", June 2026.
 */

const NOT_INSTALLED = /not connected to this company/i;

/** What a refused request of the API means. */
export function procoreFault(refusal: Refusal, clock: Clock): AppFault {
  const { status } = refusal;
  switch (status) {
    case 401:
      return new AppFault('sign-in-again', named(refusal));
    case 403:
      return NOT_INSTALLED.test(textOf(refusal.body))
        ? new AppFault('app-not-connected')
        : new AppFault('no-permission', named(refusal));
    case 404:
      return new AppFault('not-found');
    case 429:
      return limited(refusal, clock);
    default:
      return gatewayFault(refusal, clock) ?? new AppFault('unexpected-reply', named(refusal));
  }
}

/** The codes of OAuth, as Procore's login host gives them. */
export const TOKEN_CODES: Record<string, ErrorKind> = {
  invalid_grant: 'sign-in-again',
  invalid_token: 'sign-in-again',
  invalid_client: 'wrong-key',
  unauthorized_client: 'wrong-key',
  access_denied: 'login-refused',
  server_error: 'vendor-down',
  temporarily_unavailable: 'vendor-down',
};

/** What a refusal of the login host means: the token endpoint, revocation, and a login that came back with an error. */
export function procoreTokenFault(refusal: Refusal, clock: Clock): AppFault {
  const { status, code, body } = refusal;
  const kind = Object.hasOwn(TOKEN_CODES, code) ? TOKEN_CODES[code] : undefined;
  if (kind) return new AppFault(kind, code);
  if (status === 429) return limited(refusal, clock);
  // "The refresh token is invalid", where no code comes with it.
  if (/(?:refresh token|access token|grant) is invalid/i.test(textOf(body))) {
    return new AppFault('sign-in-again', named(refusal));
  }
  return gatewayFault(refusal, clock) ?? new AppFault('unexpected-reply', named(refusal));
}

/** True when a new access token may help: for a 401 alone, since each renewal uses up a refresh token. */
export function mayBeStaleProcoreToken(thrown: unknown): boolean {
  return thrown instanceof AppFault && thrown.error.kind === 'sign-in-again';
}

function gatewayFault(refusal: Refusal, clock: Clock): AppFault | null {
  const { status, headers } = refusal;
  // Under heavy load Procore says when to come back; without that it is down.
  if (status === 503 && retryAfter(headers, clock()) !== undefined) return limited(refusal, clock);
  if (status === 408 || status === 504) return new AppFault('timed-out', named(refusal));
  if (status >= 500) return new AppFault('vendor-down', named(refusal));
  return null;
}

function limited({ headers }: Refusal, clock: Clock): AppFault {
  const wait = limitWait(headers, clock());
  return wait === undefined ? new AppFault('rate-limited') : new AppFault('rate-limited', String(wait));
}

const Coded = z.object({ code: z.string() });
const CodedError = z.object({ error: Coded });

/** The code if it is one, else the status: only what is safe to show and to log. */
function named({ status, code, body }: Refusal): string {
  const inner = CodedError.safeParse(body).data?.error.code ?? '';
  const outer = Coded.safeParse(body).data?.code ?? '';
  const candidates = [code, inner, outer];
  const safe = candidates
    .map((one) => one.trim().toLowerCase())
    .find((one) => /^[a-z][a-z0-9_]{1,59}$/.test(one));
  return safe ?? String(status);
}

/**
 * Every text in a refusal, whichever of Procore's shapes it has: `errors` as a text, a list or lists by field, `error` as
 * a text or with a message, `message`, `reason`. For looking through only: it is never shown, kept or logged.
 */
function textOf(body: unknown, depth = 0): string {
  if (typeof body === 'string') return body;
  if (typeof body !== 'object' || body === null || depth > 3) return '';
  return Object.values(body)
    .map((part: unknown) => textOf(part, depth + 1))
    .join(' ');
}
