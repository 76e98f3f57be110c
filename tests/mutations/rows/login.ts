import type { Mutation } from '../mutation.ts';

const ANSWER = 'utils/auth/login-answer.ts';
const CODE = 'utils/auth/code-login.ts';
const LOGIN_TEST = 'tests/unit/utils/auth/login.test.ts';
const CODE_TEST = 'tests/unit/utils/domain/connections/procore-code.test.ts';
const WRONG = 'is thrown away, and no token is asked for';

/** Signing in: an answer fits its own login in every part, or no token is asked for. */
export const LOGIN: readonly Mutation[] = [
  {
    id: 'D1-session',
    says: 'Tokens, verifier, state and client secret are in the session and in memory, nowhere else',
    file: 'utils/platform/session-area.ts',
    find: 'browser.storage.session',
    replace: 'browser.storage.local',
    mustFail: [
      { file: 'tests/unit/defences/secrets-at-rest.test.ts', tests: 'is in the session alone' },
      { file: 'tests/e2e/defences/secrets.spec.ts', tests: 'a sign-in leaves its secrets' },
    ],
  },
  {
    id: 'D1-policy-secret',
    says: 'The secret in an organization’s policy is copied nowhere',
    file: 'utils/domain/settings/policy.ts',
    find: 'return secret === undefined || isUsableSecret(secret) ? policy : { ...policy, ...SECRET_REFUSED };',
    replace: 'return { ...policy, [SECRET]: secret };',
    mustFail: [
      { file: 'tests/unit/utils/domain/settings/policy-secret.test.ts', tests: 'a secret in the policy' },
    ],
  },
  {
    id: 'D10-state',
    says: 'An answer carries the state of its own login',
    file: ANSWER,
    find: '      asked.state,\n    );',
    replace: '      oauth.skipStateCheck,\n    );',
    mustFail: [{ file: LOGIN_TEST, tests: WRONG }],
  },
  {
    id: 'D10-address',
    says: 'An answer comes back to its own redirect address',
    file: ANSWER,
    find: 'url.origin + url.pathname === asked.redirectUri &&',
    replace: '',
    mustFail: [{ file: LOGIN_TEST, tests: WRONG }],
  },
  {
    id: 'D10-app',
    says: 'An answer is for the app that asked',
    file: ANSWER,
    find: 'asked.clientId === target.clientId &&',
    replace: '',
    mustFail: [{ file: LOGIN_TEST, tests: 'to a login with another key' }],
  },
  {
    id: 'D10-time',
    says: 'An answer that took more than ten minutes is none',
    file: ANSWER,
    find: "if (!isWithin(asked.startedAt, LONGEST_LOGIN, now)) throw new AppFault('login-late');",
    replace: '',
    mustFail: [{ file: LOGIN_TEST, tests: 'is thrown away' }],
  },
  {
    id: 'D10-foreign-refusal',
    says: 'A refusal with a foreign state ends no login of ours',
    file: ANSWER,
    find: "if (refusal !== null && (params.get('state') ?? asked.state) === asked.state) {",
    replace: 'if (refusal !== null) {',
    mustFail: [{ file: LOGIN_TEST, tests: WRONG }],
  },
  {
    id: 'D10-one-code',
    says: 'An answer has one code',
    file: ANSWER,
    find: "if (codes.length !== 1 || codes[0] === '') throw new Error('not one code');",
    replace: '',
    mustFail: [{ file: LOGIN_TEST, tests: WRONG }],
  },
  {
    id: 'D10-single-use',
    says: 'An attempt takes one answer: it is gone before the code is sent',
    file: 'utils/auth/login.ts',
    find: 'await session.remove(ATTEMPT_KEY);\n    signal.throwIfAborted();',
    replace: 'signal.throwIfAborted();',
    mustFail: [{ file: LOGIN_TEST, tests: 'takes its attempt out of storage before the code is sent' }],
  },
  {
    id: 'D10-pasted-app',
    says: 'A pasted code is for the app it was asked for',
    file: CODE,
    find: 'if (!attempt || !fits)',
    replace: 'if (!attempt)',
    mustFail: [{ file: CODE_TEST, tests: 'comes too late, unasked for, or for another app' }],
  },
  {
    id: 'D10-pasted-time',
    says: 'A code that is pasted after ten minutes is none',
    file: CODE,
    find: "if (!isWithin(attempt.startedAt, LONGEST_LOGIN, clock())) throw new AppFault('login-late');",
    replace: '',
    mustFail: [{ file: CODE_TEST, tests: 'comes too late, unasked for, or for another app' }],
  },
  {
    id: 'D10-pasted-once',
    says: 'A code is pasted once',
    file: CODE,
    find: 'await session.remove(ATTEMPT_KEY);\n      signal.throwIfAborted();',
    replace: 'signal.throwIfAborted();',
    mustFail: [{ file: CODE_TEST, tests: 'is taken once, right or wrong' }],
  },
];
