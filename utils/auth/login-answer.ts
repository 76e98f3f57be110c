import * as oauth from 'oauth4webapi';
import { isWithin } from '../base/clock.ts';
import { AppFault } from '../base/errors.ts';
import { toRefusal } from '../http/request.ts';
import type { Instant } from '../base/types.ts';
import type { LoginTarget, TokenEndpoint } from './grant.ts';
import { LONGEST_LOGIN } from './login-times.ts';

/** What was asked, as far as the answer has to fit it. */
export type ExpectedAnswer = {
  target: string;
  clientId: string;
  redirectUri: string;
  state: string;
  startedAt: Instant;
};

/**
 * The parameters of an answer, validated for the exchange. Throws unless the address is the answer to what was asked, in
 * time and at its own redirect address; `ownRedirect` is that of the target as it is now.
 */
export function checkAnswer(
  target: LoginTarget,
  asked: ExpectedAnswer | null,
  callback: string,
  { ownRedirect, now, judge }: { ownRedirect: string; now: Instant; judge: TokenEndpoint['judge'] },
): URLSearchParams {
  const url = URL.parse(callback);
  if (!asked || !url) throw new AppFault('login-mismatch');
  if (!isWithin(asked.startedAt, LONGEST_LOGIN, now)) throw new AppFault('login-late');
  const fits =
    asked.target === target.name &&
    asked.clientId === target.clientId &&
    asked.redirectUri === ownRedirect &&
    url.origin + url.pathname === asked.redirectUri &&
    url.username === '' &&
    url.password === '';
  if (!fits) throw new AppFault('login-mismatch');
  const params = new URLSearchParams(url.search);
  const refusal = params.get('error') ?? params.get('error_code');
  // A refusal may come without our state (what DocuSign sends there is not documented); with a foreign one it is not ours.
  if (refusal !== null && (params.get('state') ?? asked.state) === asked.state) {
    throw refusalFault(judge, refusal);
  }
  // An issuer is an origin: with or without its slash it is the same one.
  const issuer = params.get('iss');
  if (issuer === `${target.server.issuer}/`) params.set('iss', target.server.issuer);
  try {
    const valid = oauth.validateAuthResponse(
      target.server,
      { client_id: target.clientId },
      params,
      asked.state,
    );
    const codes = valid.getAll('code');
    if (codes.length !== 1 || codes[0] === '') throw new Error('not one code');
    return valid;
  } catch {
    // The library's error carries the parameters, code and all: it goes no further than here.
    throw new AppFault('login-mismatch');
  }
}

function refusalFault(judge: TokenEndpoint['judge'], code: string): AppFault {
  const fault = judge(toRefusal(400, new Headers(), { error: code }));
  return fault.error.kind === 'unexpected-reply' ? new AppFault('login-refused', fault.error.detail) : fault;
}
