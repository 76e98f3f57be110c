import { describe, expect, it } from 'vitest';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { toRefusal } from '../../../../../utils/http/request.ts';
import {
  docuSignFault,
  mayBeStaleToken,
  tokenFault,
  userInfoFault,
} from '../../../../../utils/vendors/docusign/faults.ts';

const clock = () => Date.parse('2026-11-21T09:00:00Z');
const judge = (status: number, data: unknown, headers: Record<string, string> = {}) =>
  docuSignFault(toRefusal(status, new Headers(headers), data), clock);
const coded = (errorCode: string) => ({ errorCode, message: 'a text that says nothing' });

describe('a refusal is decided by its code, whatever the status and the case', () => {
  it.each([
    ['AUTHORIZATION_INVALID_TOKEN', 'sign-in-again'],
    ['USER_AUTHENTICATION_FAILED', 'sign-in-again'],
    ['PARTNER_AUTHENTICATION_FAILED', 'wrong-key'],
    ['USER_LACKS_PERMISSIONS', 'no-permission'],
    ['USER_NOT_ACCOUNT_ADMIN', 'no-permission'],
    ['ACCOUNT_LACKS_PERMISSIONS', 'no-permission'],
    ['USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT', 'not-a-member'],
    ['USER_LACKS_MEMBERSHIP', 'not-a-member'],
    ['RESOURCE_NOT_FOUND', 'not-found'],
    ['Origin_Not_Allowed', 'origin-refused'],
    ['Missing_Origin_Header', 'origin-refused'],
  ] as const)('%s', (code, kind) => {
    const expected = new AppFault(kind, code.toLowerCase());
    for (const status of [400, 401, 403, 500]) {
      expect(judge(status, coded(code))).toEqual(expected);
      expect(judge(status, coded(code.toLowerCase()))).toEqual(expected);
      expect(judge(status, { error: code })).toEqual(expected);
    }
  });

  it('never by its text', () => {
    const text = 'The access token provided is expired, revoked or malformed.';
    expect(judge(401, { errorCode: 'SOMETHING_NEW', message: text })).toEqual(
      new AppFault('unexpected-reply', 'something_new'),
    );
  });
});

describe('a limit', () => {
  it.each([400, 429])('is told by its code with a %i', (status) => {
    expect(judge(status, coded('HOURLY_APIINVOCATION_LIMIT_EXCEEDED'))).toEqual(new AppFault('rate-limited'));
    expect(judge(status, coded('Burst_APIInvocation_Limit_Exceeded'))).toEqual(
      new AppFault('rate-limited', '30'),
    );
  });

  it('is a limit with any 429, and says how long to wait where that is known', () => {
    const reset = { 'X-RateLimit-Reset': String(clock() / 1000 + 61) };
    expect(judge(429, '<html>')).toEqual(new AppFault('rate-limited'));
    expect(judge(429, coded('SOMETHING_NEW'), reset)).toEqual(new AppFault('rate-limited', '61'));
  });
});

describe('an answer without a known code', () => {
  it.each([
    [401, '', new AppFault('unexpected-reply', '401')],
    [403, '<h1>Forbidden</h1>', new AppFault('unexpected-reply', '403')],
    [404, '', new AppFault('not-found')],
    [408, '', new AppFault('timed-out', '408')],
    [444, '', new AppFault('vendor-down', '444')],
    [500, '<html>', new AppFault('vendor-down', '500')],
    [503, coded('UNSPECIFIED_ERROR'), new AppFault('vendor-down', 'unspecified_error')],
    [504, '', new AppFault('timed-out', '504')],
    [400, coded('x'.repeat(500)), new AppFault('unexpected-reply', '400')],
    [400, coded('a@b.test <script>'), new AppFault('unexpected-reply', '400')],
    [400, coded('__proto__'), new AppFault('unexpected-reply', '__proto__')],
    [400, coded('constructor'), new AppFault('unexpected-reply', 'constructor')],
  ])('with %i and %j', (status, data, fault) => {
    expect(judge(status, data)).toEqual(fault);
  });

  it('from userinfo with a 401 means the token', () => {
    const refusal = (data: unknown) => userInfoFault(toRefusal(401, new Headers(), data), clock);
    expect(refusal('')).toEqual(new AppFault('sign-in-again', '401'));
    expect(refusal({ error: 'something_new' })).toEqual(new AppFault('sign-in-again', 'something_new'));
    expect(refusal({ errorCode: 'USER_LACKS_PERMISSIONS' })).toEqual(
      new AppFault('no-permission', 'user_lacks_permissions'),
    );
  });
});

describe('the token endpoint', () => {
  it.each([
    [undefined, new AppFault('sign-in-again', 'invalid_grant')],
    ['issuer_not_found', new AppFault('wrong-key', 'issuer_not_found')],
    ['unauthorized_client', new AppFault('wrong-key', 'unauthorized_client')],
    ['expired_client_token', new AppFault('sign-in-again', 'expired_client_token')],
    ['The code has expired.', new AppFault('sign-in-again', 'invalid_grant')],
  ])('says invalid_grant with %s', (description, fault) => {
    const body = {
      error: 'invalid_grant',
      ...(description === undefined ? {} : { error_description: description }),
    };
    expect(tokenFault(toRefusal(400, new Headers(), body), clock)).toEqual(fault);
  });
});

describe('a new token may help', () => {
  it.each([
    [new AppFault('sign-in-again', 'authorization_invalid_token'), true],
    [new AppFault('vendor-down', 'internal_server_error'), true],
    [new AppFault('vendor-down', '500'), false],
    [new AppFault('no-permission', 'user_lacks_permissions'), false],
    [new Error('sign-in-again'), false],
  ])('after %s: %s', (fault, helps) => {
    expect(mayBeStaleToken(fault)).toBe(helps);
  });
});
