import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  ENDED,
  IN_FLIGHT,
  JOB_EVENTS,
  JOB_STATUSES,
  jobAfter,
  OPERATION_EVENTS,
  OPERATION_STATES,
  operationAfter,
  type OperationEvent,
  type OperationState,
} from '../../../../../utils/domain/runs/states.ts';

const events = fc.array(fc.constantFrom(...OPERATION_EVENTS), { maxLength: 60 });

/** The events that were allowed, with the states before and after each. */
function walk(tried: readonly OperationEvent[]) {
  let state: OperationState = 'planned';
  return tried.flatMap((event) => {
    const before = state;
    const after = operationAfter(before, event);
    if (!after) return [];
    state = after;
    return [{ before, event, after }];
  });
}

it('every state can be reached, and every event happens somewhere', () => {
  const pairs = OPERATION_STATES.flatMap((state) =>
    OPERATION_EVENTS.flatMap((event) => {
      const after = operationAfter(state, event);
      return after ? [{ event, after }] : [];
    }),
  );
  expect(new Set(['planned', ...pairs.map(({ after }) => after)])).toEqual(new Set(OPERATION_STATES));
  expect(new Set(pairs.map(({ event }) => event))).toEqual(new Set(OPERATION_EVENTS));
});

it('nothing follows an end', () => {
  for (const state of ENDED)
    for (const event of OPERATION_EVENTS) expect(operationAfter(state, event)).toBeNull();
});

/** Holds for every sequence of events. */
const holds = (rule: (steps: ReturnType<typeof walk>) => boolean) =>
  fc.check(fc.property(events, (tried) => rule(walk(tried)))).failed;

it('between two requests it was known that the first had done nothing', () => {
  const failed = holds((steps) => {
    let mayBeDone = false;
    return steps.every(({ event }) => {
      const isSafe = !mayBeDone || (event !== 'send' && event !== 'intend');
      if (event === 'send') mayBeDone = true;
      if (event === 'withdraw' || event === 'miss') mayBeDone = false;
      return isSafe;
    });
  });
  expect(failed).toBe(false);
});

it('done is only told by the vendor: its answer to a request, or what is there now', () => {
  const failed = holds((steps) =>
    steps.every(
      ({ before, event, after }) =>
        after !== 'settled' || event === 'find' || (event === 'settle' && before === 'sent'),
    ),
  );
  expect(failed).toBe(false);
});

it('a request leaves only from an intent, and what is in flight is never skipped', () => {
  const failed = holds((steps) =>
    steps.every(
      ({ before, event }) =>
        (event !== 'send' || before === 'intended') &&
        (event !== 'refuse' || before === 'sent') &&
        (event !== 'skip' || !IN_FLIGHT.some((state) => state === before)),
    ),
  );
  expect(failed).toBe(false);
});

it('a run that ended stays so, and a cancelled one never ends as done', () => {
  const moves = JOB_STATUSES.flatMap((status) =>
    JOB_EVENTS.flatMap((event) =>
      [true, false].map((isCancelled) => ({
        status,
        event,
        isCancelled,
        after: jobAfter(status, event, isCancelled),
      })),
    ),
  );
  const ended = moves.filter(({ status }) => status === 'done' || status === 'cancelled');
  expect(ended.every(({ after }) => after === null)).toBe(true);
  const ends = moves.filter(({ after }) => after === 'done' || after === 'cancelled');
  expect(ends).toEqual([
    { status: 'open', event: 'finish', isCancelled: true, after: 'cancelled' },
    { status: 'open', event: 'finish', isCancelled: false, after: 'done' },
  ]);
});
