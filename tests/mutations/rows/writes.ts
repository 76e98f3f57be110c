import type { Mutation } from '../mutation.ts';

const WRITE = 'utils/http/write.ts';
const WRITE_TEST = 'tests/unit/utils/http/write.test.ts';
const LIMITS = 'utils/http/limits.ts';
const LIMITS_TEST = 'tests/unit/utils/http/limits.test.ts';
const PAGING = 'utils/http/paging.ts';
const PAGING_TEST = 'tests/unit/utils/http/paging.test.ts';
const UNKNOWN = 'is of unknown outcome after';

/** What is changed at a vendor: once, with a trace, within its limits, and on ground that was read whole. */
export const WRITES: readonly Mutation[] = [
  {
    id: 'write-with-intent',
    says: 'Nothing is sent that is not on disk as about to be sent',
    file: WRITE,
    find: "if (!(await isStored(intent))) throw new AppFault('bug', 'no intent');",
    replace: '',
    mustFail: [{ file: WRITE_TEST, tests: 'is not sent where no intent is on disk' }],
  },
  {
    id: 'write-left',
    says: 'What left and was cut off may have been carried out',
    file: WRITE,
    find: "state: hasLeft ? 'unknown' : 'not-sent'",
    replace: "state: 'not-sent'",
    mustFail: [{ file: WRITE_TEST, tests: UNKNOWN }],
  },
  {
    id: 'write-answer-shape',
    says: 'An answer that cannot be read settles nothing',
    file: WRITE,
    find: ": { state: 'unknown', error: { kind: 'unexpected-reply', detail: 'shape' } };",
    replace: ": { state: 'refused', error: { kind: 'unexpected-reply', detail: 'shape' } };",
    mustFail: [{ file: WRITE_TEST, tests: UNKNOWN }],
  },
  {
    id: 'write-vendors-no',
    says: 'A proxy’s page is not the vendor’s no',
    file: WRITE,
    find: '!MAY_BE_CARRIED_OUT.includes(status) && isErrorBody(parsedBody);',
    replace: '!MAY_BE_CARRIED_OUT.includes(status);',
    mustFail: [{ file: WRITE_TEST, tests: UNKNOWN }],
  },
  {
    id: 'write-server-fault',
    says: 'A server that failed may have carried it out',
    file: WRITE,
    find: 'status >= 400 && status < 500 &&',
    replace: 'status >= 400 &&',
    mustFail: [{ file: WRITE_TEST, tests: UNKNOWN }],
  },
  {
    id: 'limits-share',
    says: 'A share of each quota is left to the customer’s other apps',
    file: LIMITS,
    find: 'remaining <= Math.ceil(limit * share)',
    replace: 'remaining <= limit - limit',
    mustFail: [{ file: LIMITS_TEST, tests: 'never uses the share of the others' }],
  },
  {
    id: 'limits-ban',
    says: 'Nothing is sent while a vendor has closed its door, whoever was told',
    file: LIMITS,
    find: 'ban ? restOf(ban.at, ban.span, now) : 0',
    replace: 'ban ? 0 : 0',
    mustFail: [{ file: LIMITS_TEST, tests: 'is kept closed by what a dead worker was told' }],
  },
  {
    id: 'limits-taken-first',
    says: 'A call is taken off the budget before it leaves',
    file: LIMITS,
    find: 'const state = wait > 0 ? before : spent(before);',
    replace: 'const state = before;',
    mustFail: [{ file: LIMITS_TEST, tests: 'takes calls off before they leave' }],
  },
  {
    id: 'limits-long-wait',
    says: 'A wait that outlives the worker is told and not sat out',
    file: LIMITS,
    find: "if (wait > left) throw new AppFault('rate-limited', String(Math.ceil(wait / 1000)));",
    replace: '',
    mustFail: [{ file: LIMITS_TEST, tests: 'tells a wait that is too long instead of sitting it out' }],
  },
  {
    id: 'limits-clock',
    says: 'A ban that is dated later than now begins now',
    file: LIMITS,
    find: 'return { ...state, ban: { ...state.ban, at: now } };',
    replace: 'return { ...state, ban: null };',
    mustFail: [{ file: LIMITS_TEST, tests: 'begins a ban anew when the clock went back' }],
  },
  {
    id: 'paging-once',
    says: 'A row that comes again is one row',
    file: PAGING,
    find: 'return isFresh;',
    replace: 'return true;',
    mustFail: [{ file: PAGING_TEST, tests: 'leaves out what comes again' }],
  },
  {
    id: 'paging-complete',
    says: 'A list that changed while it was read is not called complete',
    file: PAGING,
    find: 'isComplete: rows === (lastTotal ?? rows) && total === lastTotal,',
    replace: 'isComplete: true,',
    mustFail: [{ file: PAGING_TEST, tests: 'does not call complete what somebody may have slipped out of' }],
  },
];
