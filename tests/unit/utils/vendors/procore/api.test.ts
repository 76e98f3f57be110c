import { describe, expect, it } from 'vitest';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { mayBeZone } from '../../../../../utils/base/hosts.ts';
import { createGuardedFetch } from '../../../../../utils/http/guarded-fetch.ts';
import { toRefusal } from '../../../../../utils/http/request.ts';
import {
  mayBeStaleProcoreToken,
  procoreFault,
  procoreTokenFault,
} from '../../../../../utils/vendors/procore/api-faults.ts';
import { createProcoreClient, type ProcoreCall } from '../../../../../utils/vendors/procore/client.ts';
import { hostsToAsk, PROCORE_WORLDS } from '../../../../../utils/vendors/procore/environments.ts';
import { ProcoreId } from '../../../../../utils/vendors/procore/schemas.ts';
import { fakeClock, fakeLog, json } from '../../auth/fake-docusign.ts';

const { clock } = fakeClock();
const NOW_IN_SECONDS = Math.floor(clock() / 1000);
const refusal = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  toRefusal(status, new Headers(headers), typeof body === 'string' ? body : JSON.stringify(body));
const CALL: ProcoreCall = { environment: 'production', accessToken: 't' };
const PLACE = { company: '7', project: '101' };

function setUp(answer: () => Response = () => json({ id: 1 })) {
  const asked: { url: string; company: string | null }[] = [];
  const fetch = createGuardedFetch({
    fetch: async (input) => {
      const request = input as Request;
      asked.push({ url: request.url, company: request.headers.get('procore-company-id') });
      return answer();
    },
    clock,
    log: fakeLog(clock),
    record: () => () => undefined,
    beforeWrite: async () => undefined,
  });
  return { asked, client: createProcoreClient({ fetch, clock }) };
}

describe('what a refusal of Procore’s API means', () => {
  it.each<[string, number, unknown, AppFault]>([
    ['a stale token', 401, { errors: 'The access token is invalid' }, new AppFault('sign-in-again', '401')],
    [
      'an app that is not installed',
      403,
      { errors: 'App is not connected to this company' },
      new AppFault('app-not-connected'),
    ],
    [
      'the same as a list by field',
      403,
      { errors: { base: ['App is not connected to this company.'] } },
      new AppFault('app-not-connected'),
    ],
    [
      'the same as a text',
      403,
      { error: 'app is not connected to this company' },
      new AppFault('app-not-connected'),
    ],
    [
      'the same with a code',
      403,
      { error: { code: 'x', message: 'App is not connected to this company' } },
      new AppFault('app-not-connected'),
    ],
    [
      'the same as a message',
      403,
      { message: 'App is not connected to this company' },
      new AppFault('app-not-connected'),
    ],
    ['no permission', 403, { errors: 'You do not have permission' }, new AppFault('no-permission', '403')],
    ['no permission, in HTML', 403, '<h1>Forbidden</h1>', new AppFault('no-permission', '403')],
    ['not there, or not to be seen', 404, { error: 'x' }, new AppFault('not-found')],
    [
      'a header that is missing',
      400,
      { errors: 'Missing Procore-Company-Id header!' },
      new AppFault('unexpected-reply', '400'),
    ],
    [
      'a rule',
      422,
      { code: 'BUSINESS_RULE', message: 'm', fields: [], reason: 'r' },
      new AppFault('unexpected-reply', 'business_rule'),
    ],
    [
      'an inner code',
      409,
      { error: { code: 'taken', message: 'm' } },
      new AppFault('unexpected-reply', 'taken'),
    ],
    [
      'a code that is none',
      400,
      { error: { code: 'a b<c>', message: 'm' } },
      new AppFault('unexpected-reply', '400'),
    ],
    ['a gateway', 502, '<html>', new AppFault('vendor-down', '502')],
    ['too much', 408, {}, new AppFault('timed-out', '408')],
  ])('%s', (_, status, body, fault) => {
    expect(procoreFault(refusal(status, body), clock)).toEqual(fault);
  });

  it.each<[number, Record<string, string>, AppFault]>([
    [429, { 'retry-after': '30' }, new AppFault('rate-limited', '30')],
    [429, { 'x-rate-limit-reset': String(NOW_IN_SECONDS + 600) }, new AppFault('rate-limited', '600')],
    [
      429,
      { 'retry-after': '7', 'x-rate-limit-reset': String(NOW_IN_SECONDS + 600) },
      new AppFault('rate-limited', '7'),
    ],
    [429, {}, new AppFault('rate-limited')],
    [503, { 'retry-after': '12' }, new AppFault('rate-limited', '12')],
    [503, {}, new AppFault('vendor-down', '503')],
  ])('%i with %j', (status, headers, fault) => {
    expect(procoreFault(refusal(status, {}, headers), clock)).toEqual(fault);
  });

  it('a new token helps for a 401 alone', () => {
    for (const status of [400, 403, 404, 429, 500]) {
      expect(mayBeStaleProcoreToken(procoreFault(refusal(status, {}), clock))).toBe(false);
    }
    expect(mayBeStaleProcoreToken(procoreFault(refusal(401, ''), clock))).toBe(true);
  });
});

describe('what a refusal of the login host means', () => {
  it.each<[number, unknown, AppFault]>([
    [401, { error: 'invalid_grant', error_description: 'x' }, new AppFault('sign-in-again', 'invalid_grant')],
    [400, { error: 'The refresh token is invalid' }, new AppFault('sign-in-again', '400')],
    [401, { error: 'invalid_client' }, new AppFault('wrong-key', 'invalid_client')],
    [400, { error: 'access_denied' }, new AppFault('login-refused', 'access_denied')],
    [429, {}, new AppFault('rate-limited')],
    [500, '<html>', new AppFault('vendor-down', '500')],
    [400, '<html>', new AppFault('unexpected-reply', '400')],
  ])('%i %j', (status, body, fault) => {
    expect(procoreTokenFault(refusal(status, body), clock)).toEqual(fault);
  });
});

describe('ids', () => {
  it.each([
    [42, '42'],
    ['562949953421312', '562949953421312'],
    [562_949_953_421_312, '562949953421312'],
    ['99999999999999999999', '99999999999999999999'],
  ])('%j is %s', (told, id) => {
    expect(ProcoreId.parse(told)).toBe(id);
  });

  it.each([2 ** 53, 1.5, -1, '1e5', '', 'a', null, {}])('%j is none', (told) => {
    expect(ProcoreId.safeParse(told).success).toBe(false);
  });

  it.each(['', '..', '1/2', '1?x', '1#', '%31', '1\r\n', '１', '1'.repeat(21), '-1', ' 1'])(
    '%j is in no request: not in a path, not in a query, not in a header',
    async (odd) => {
      const { asked, client } = setUp();
      const calls = [
        async () => client.meIn({ company: odd }, CALL),
        async () => client.zoneOf({ company: odd }, CALL),
        async () => client.permissions({ ...PLACE, company: odd }, CALL),
        async () => client.permissions({ ...PLACE, project: odd }, CALL),
        async () => client.tools({ ...PLACE, project: odd }, CALL),
        async () => client.requisition(PLACE, odd, CALL),
        async () => client.paymentApplication(PLACE, odd, CALL),
        async () => client.commitment(PLACE, odd, CALL),
        async () => client.primeContract({ ...PLACE, project: odd }, '1', CALL),
        async () => client.primeContracts({ ...PLACE, company: odd }, CALL),
        async () => client.changeOrderPackage(PLACE, '1', odd, CALL),
      ];
      for (const call of calls) {
        expect(await call().catch((thrown: unknown) => thrown)).toEqual(
          new AppFault('unexpected-reply', 'id'),
        );
      }
      expect(asked).toEqual([]);
    },
  );
});

describe('hosts', () => {
  it('of the login and the API are no zones, and are asked for unless they are read anyway', () => {
    for (const { loginHost, apiHost } of Object.values(PROCORE_WORLDS)) {
      expect(mayBeZone(loginHost)).toBe(false);
      expect(mayBeZone(apiHost)).toBe(apiHost === 'sandbox.procore.com');
    }
    expect(hostsToAsk('production')).toEqual(['login.procore.com', 'api.procore.com']);
    expect(hostsToAsk('sandbox')).toEqual(['login-sandbox.procore.com']);
  });
});

it('an answer of HTML with 200 is no answer', async () => {
  const { client } = setUp(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }));
  await expect(client.me(CALL)).rejects.toEqual(new AppFault('unexpected-reply'));
});
