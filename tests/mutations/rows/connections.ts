import type { Mutation } from '../mutation.ts';

const CONNECTION = 'utils/domain/connections/connection.ts';
const LIFE_TEST = 'tests/unit/utils/domain/connections/connection-life.test.ts';
const SEVERAL_TEST = 'tests/unit/utils/domain/connections/several.test.ts';
const PROCORE_TEST = 'tests/unit/utils/domain/connections/procore.test.ts';
const GUIDE_LOGINS = 'utils/domain/guide/login-pages.ts';
const GUIDE_LOGINS_TEST = 'tests/unit/utils/domain/guide/guide-logins.test.ts';

/** A connection and a run belong to one person, and end when the person says so. */
export const CONNECTIONS: readonly Mutation[] = [
  {
    id: 'D13-person',
    says: 'What is read with one person’s token is written over nobody else',
    file: 'utils/domain/connections/grants.ts',
    find: "if (who.userId !== place.userId) throw new AppFault('unexpected-reply', 'person');",
    replace: '',
    mustFail: [{ file: SEVERAL_TEST, tests: 'is not written over the first' }],
  },
  {
    id: 'D13-run',
    says: 'What somebody else’s page says moves no run',
    file: 'utils/domain/guide/engine.ts',
    find: 'sameProject(project) && samePerson(person);',
    replace: 'sameProject(project);',
    mustFail: [
      { file: 'tests/unit/utils/domain/guide/engine.test.ts', tests: 'should prove nothing from another' },
    ],
  },
  {
    id: 'D13-run-zone',
    says: 'A login page moves the run of its own zone, and none where nobody knows whose it is',
    file: GUIDE_LOGINS,
    find: 'return live.length === 1 ? live[0]?.zone : undefined;',
    replace: 'return live[0]?.zone;',
    mustFail: [{ file: GUIDE_LOGINS_TEST, tests: 'should move none of several' }],
  },
  {
    id: 'D13-run-tab',
    says: 'A login page is judged by what its tab showed before',
    file: GUIDE_LOGINS,
    find: 'const zone = places[tab]?.zone ?? lastIn(live, tab);',
    replace: 'const zone = lastIn(live, tab);',
    mustFail: [{ file: GUIDE_LOGINS_TEST, tests: 'should move the' }],
  },
  {
    id: 'D14-tokens',
    says: 'Disconnecting takes the tokens away at once, without the network',
    file: CONNECTION,
    find: 'const surrendered = grants.surrender(place);',
    replace: 'const surrendered = Promise.resolve([]);',
    mustFail: [
      { file: LIFE_TEST, tests: 'forgets the sign-in, the person' },
      { file: PROCORE_TEST, tests: 'forgets everything, ends the sign-in' },
    ],
  },
  {
    id: 'D14-late-tokens',
    says: 'Tokens that come after a disconnecting are not kept',
    file: CONNECTION,
    find: 'if (forgotten(environment) !== before) {',
    replace: 'if (forgotten(environment) < before) {',
    mustFail: [
      {
        file: 'tests/unit/utils/domain/connections/procore.test.ts',
        tests: 'while a pasted code is being traded',
      },
    ],
  },
  {
    id: 'D14-reading',
    says: 'A reading under way when its grant is forgotten writes nothing',
    file: 'utils/auth/token-store.ts',
    find: 'const surrender = async (): Promise<{ token: string; clientId: string } | null> => {\n    life.abort(',
    replace:
      'const surrender = async (): Promise<{ token: string; clientId: string } | null> => {\n    new AbortController().abort(',
    mustFail: [{ file: LIFE_TEST, tests: 'in the middle of a reading' }],
  },
  {
    id: 'D14-requests',
    says: 'The list of requests goes with the connection they were made for',
    file: 'utils/domain/connections/forget-requests.ts',
    find: '.delete();',
    replace: '.count();',
    mustFail: [{ file: LIFE_TEST, tests: 'forgets the sign-in, the person' }],
  },
];
