import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { watchDatabase } from '../../../../../utils/domain/own-data/database-state.ts';

let closing: AbortController;

beforeEach(() => {
  closing = new AbortController();
});
afterEach(() => {
  closing.abort();
  vi.useRealTimers();
});

/** A database that is opened by hand. */
function byHand(isNewer = false) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let ready: (() => void) | undefined;
  const database = {
    isNewer,
    on: (_: string, then: () => void) => {
      ready = then;
    },
    open: () => promise,
  } as unknown as CountersignDatabase;
  return {
    database,
    open: () => {
      ready?.();
      resolve();
    },
    fail: reject,
  };
}

test('a database that opens is nothing to speak of', async () => {
  const database = new CountersignDatabase(`state-${crypto.randomUUID()}`);
  const state = watchDatabase(database, closing.signal);
  await database.journal.count();
  expect(state.value).toBe('ok');
  await database.delete();
});

test('what keeps it from being opened is said after three seconds, and until it opens', () => {
  vi.useFakeTimers();
  const { database, open } = byHand();
  const state = watchDatabase(database, closing.signal);
  vi.advanceTimersByTime(2_999);
  expect(state.value).toBe('ok');
  vi.advanceTimersByTime(1);
  expect(state.value).toBe('waiting');
  open();
  expect(state.value).toBe('ok');
});

test('a newer version is said at once', () => {
  const { database, open } = byHand(true);
  const state = watchDatabase(database, closing.signal);
  open();
  expect(state.value).toBe('newer');
});

test.each([
  [new AppFault('newer-data'), 'newer'],
  [new DOMException('', 'QuotaExceededError'), 'full'],
  [new Error('damaged'), 'unreadable'],
])('%s is said as what it is', async (thrown, said) => {
  const { database, fail } = byHand();
  const state = watchDatabase(database, closing.signal);
  fail(thrown);
  await vi.waitFor(() => expect(state.value).toBe(said));
});

test('a page that closes leaves no timer', () => {
  vi.useFakeTimers();
  watchDatabase(byHand().database, closing.signal);
  closing.abort();
  expect(vi.getTimerCount()).toBe(0);
});
