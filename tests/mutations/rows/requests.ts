import type { Mutation } from '../mutation.ts';

const FETCH = 'utils/http/guarded-fetch.ts';
const FETCH_TEST = 'tests/unit/utils/http/guarded-fetch.test.ts';
const REQUEST = 'utils/http/request.ts';
const REQUEST_TEST = 'tests/unit/utils/http/request.test.ts';
const ORIGIN = 'utils/auth/origin-rule.ts';
const ORIGIN_TEST = 'tests/unit/utils/auth/origin-rule.test.ts';

/** What we ask the vendors, how often, and what of us goes with it. */
export const REQUESTS: readonly Mutation[] = [
  {
    id: 'D11-hosts',
    says: 'No request leaves for a host outside the table',
    file: 'utils/http/host-gate.ts',
    find: 'if (!url || !fits)',
    replace: 'if (!url)',
    mustFail: [
      { file: 'tests/unit/utils/http/host-gate.test.ts', tests: '' },
      { file: FETCH_TEST, tests: 'is not made to a host outside the table' },
    ],
  },
  {
    id: 'D11-redirects',
    says: 'No request follows a redirect',
    file: FETCH,
    find: "redirect: 'error'",
    replace: "redirect: 'follow'",
    mustFail: [{ file: FETCH_TEST, tests: 'goes out without cookies' }],
  },
  {
    id: 'D11-cookies',
    says: 'No cookie of the person’s goes with a request of ours',
    file: FETCH,
    find: "credentials: 'omit'",
    replace: "credentials: 'include'",
    mustFail: [{ file: FETCH_TEST, tests: 'goes out without cookies' }],
  },
  {
    id: 'D11-size',
    says: 'An answer has an end',
    file: FETCH,
    find: 'if (size > LARGEST_BODY) {',
    replace: 'if (size > 8 * LARGEST_BODY) {',
    mustFail: [{ file: FETCH_TEST, tests: 'stops reading an answer that is too large' }],
  },
  {
    id: 'D11-listed',
    says: 'The list of requests holds no query',
    file: FETCH,
    find: 'path: url.pathname }',
    replace: 'path: url.pathname + url.search }',
    mustFail: [{ file: FETCH_TEST, tests: 'is recorded before it leaves' }],
  },
  {
    id: 'D12-own',
    says: 'Origin is taken off the requests of this extension alone',
    file: ORIGIN,
    find: 'initiatorDomains: [own],',
    replace: '',
    mustFail: [{ file: ORIGIN_TEST, tests: '' }],
  },
  {
    id: 'D12-no-tab',
    says: 'Origin is taken off no request of a page',
    file: ORIGIN,
    find: 'tabIds: [-1],',
    replace: '',
    mustFail: [{ file: ORIGIN_TEST, tests: '' }],
  },
  {
    id: 'D12-condition',
    says: 'Pages keep their Origin in a real browser',
    file: ORIGIN,
    find: 'initiatorDomains: [own],\n            tabIds: [-1],',
    replace: '',
    mustFail: [{ file: 'tests/e2e/defences/origin.spec.ts', tests: 'takes Origin off our own requests' }],
  },
  {
    id: 'D12-before-writes',
    says: 'The rule is in force before anything is written',
    file: FETCH,
    find: "if (request.method !== 'GET') await wire.beforeWrite();",
    replace: '',
    mustFail: [{ file: FETCH_TEST, tests: 'header rule' }],
  },
  {
    id: 'D21-docusign',
    says: 'A value in a path has the shape of an id',
    file: 'utils/vendors/docusign/client.ts',
    find: 'if (!/^(?:\\d{1,20}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(id)) {',
    replace: 'if (false) {',
    mustFail: [{ file: 'tests/unit/defences/path-values.test.ts', tests: 'as an account,' }],
  },
  {
    id: 'D21-procore',
    says: 'The same at Procore',
    file: 'utils/vendors/procore/client.ts',
    find: "if (!/^\\d{1,20}$/.test(value)) throw new AppFault('unexpected-reply', 'id');",
    replace: '',
    mustFail: [{ file: 'tests/unit/utils/vendors/procore/api.test.ts', tests: 'ids ' }],
  },
  {
    id: 'retry-not-by-quota',
    says: 'A request waits for what Retry-After asks, and not until the quota starts anew',
    file: REQUEST,
    find: 'afterStatusCodes: [],',
    replace: '',
    mustFail: [{ file: REQUEST_TEST, tests: 'that names the end of the quota' }],
  },
  {
    id: 'retry-by-retry-after',
    says: 'A request waits as long as Retry-After asks',
    file: REQUEST,
    find: 'jitter: (backoff) => wait ?? Math.random() * backoff,',
    replace: 'jitter: (backoff) => Math.random() * backoff,',
    mustFail: [{ file: REQUEST_TEST, tests: 'waits for what Retry-After asks' }],
  },
  {
    id: 'retry-no-long-wait',
    says: 'A long wait is told and not sat out',
    file: REQUEST,
    find: 'return seconds <= LONGEST_WAIT ? undefined : false;',
    replace: 'return undefined;',
    mustFail: [{ file: REQUEST_TEST, tests: 'does not sit out a long wait' }],
  },
  {
    id: 'retry-no-refusal',
    says: 'A refusal is not asked for again',
    file: REQUEST,
    find: 'statusCodes: [408, 500, 502, 503, 504],',
    replace: 'statusCodes: [400, 401, 403, 404, 408, 429, 500, 502, 503, 504],',
    mustFail: [{ file: REQUEST_TEST, tests: 'is not tried again after a' }],
  },
  {
    id: 'answer-shape',
    says: 'A vendor’s answer has its shape before anything is made of it',
    file: REQUEST,
    find: "if (!parsed.success) throw new AppFault('unexpected-reply', undefined, new Error('shape of the answer'));",
    replace: '',
    mustFail: [{ file: REQUEST_TEST, tests: 'a read' }],
  },
];
