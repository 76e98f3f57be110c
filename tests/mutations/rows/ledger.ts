import type { Mutation } from '../mutation.ts';

const DERIVE = 'utils/domain/links/derive.ts';
const DERIVE_TEST = 'tests/unit/utils/domain/links/derive.test.ts';
const QUEUE = 'utils/domain/pages/report-queue.ts';
const PAGE_TEST = 'tests/unit/utils/domain/pages/service.test.ts';

/** What a link is said to be, and on what ground. */
export const LEDGER: readonly Mutation[] = [
  {
    id: 'future-readings',
    says: 'A reading that is dated later than now never wins over one of now',
    file: DERIVE,
    find: 'const sightings = redated([...read], now);',
    replace: 'const sightings = [...read];',
    mustFail: [
      { file: DERIVE_TEST, tests: 'should rest no state on what was read while the clock ran ahead' },
    ],
  },
  {
    id: 'future-uses',
    says: 'The countdown begins at no use that is dated later than now',
    file: DERIVE,
    find: 'const lastUseAt = newest(uses.filter(({ at }) => !isAhead(at, now)))?.at ?? null;',
    replace: 'const lastUseAt = newest(uses)?.at ?? null;',
    mustFail: [{ file: DERIVE_TEST, tests: 'should count from no use' }],
  },
  {
    id: 'future-ages',
    says: 'A moment in the future has no age',
    file: 'utils/base/clock.ts',
    find: 'return age >= -SET_RIGHT ? 0 : null;',
    replace: 'return age;',
    mustFail: [{ file: 'tests/unit/utils/base/clock.test.ts', tests: '' }],
  },
  {
    id: 'old-confirmations',
    says: 'Who was confirmed before an unlinking is not who is linked since',
    file: DERIVE,
    find: '!isAhead(confirmation.at, now) && confirmation.at >= (unlinked?.at ?? 0)',
    replace: '!isAhead(confirmation.at, now)',
    mustFail: [{ file: DERIVE_TEST, tests: 'should forget who was confirmed once the row said not linked' }],
  },
  {
    id: 'silence-is-no-consent',
    says: 'A message about DocuSign that nobody can read takes the state away',
    file: DERIVE,
    find: 'if (banner && isSince(banner)) return until(',
    replace: 'if (banner && !isSince(banner)) return until(',
    mustFail: [{ file: DERIVE_TEST, tests: 'deriveLink' }],
  },
  {
    id: 'idle-days',
    says: 'No state outlives the idle days',
    file: DERIVE,
    find: "if (now >= overAt) return link('unknown', 'idle-days-over', row);",
    replace: '',
    mustFail: [{ file: DERIVE_TEST, tests: 'deriveLink' }],
  },
  {
    id: 'press-of-ones-own',
    says: 'An envelope that appears in somebody else’s tab is no use of this person’s',
    file: DERIVE,
    find: 'tabId === tab || opener === tab;',
    replace: 'tabId !== undefined || opener === tab;',
    mustFail: [{ file: PAGE_TEST, tests: 'an envelope that appears after a press' }],
  },
  {
    id: 'report-on-disk',
    says: 'A page hears that its report is stored when it is on disk, and not before',
    file: QUEUE,
    find: 'await first();\n      const link',
    replace: 'deps.onStored(report.page.tabId, report.id);\n      await first();\n      const link',
    mustFail: [{ file: PAGE_TEST, tests: 'should keep a report before it answers, and tell its page' }],
  },
  {
    id: 'report-kept',
    says: 'A report that is not on disk is left for the next worker',
    file: QUEUE,
    find: 'Object.entries({ ...kept, [id]: { ...report, readings: [...report.readings] } })',
    replace: 'Object.entries({ ...kept })',
    mustFail: [{ file: PAGE_TEST, tests: 'should leave a report that is not on disk to the next worker' }],
  },
];
