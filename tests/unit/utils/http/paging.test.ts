import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type PageCursor,
  type PagingEnd,
  readPages,
  type VendorPage,
} from '../../../../utils/http/paging.ts';

/** A list of DocuSign's kind, which may change between two pages. */
function listOf(rows: string[], size: number) {
  const read = async (at: number): Promise<VendorPage<string>> => {
    const page = rows.slice(at, at + size);
    const next = at + size < rows.length ? at + size : null;
    return { rows: page, next, total: rows.length };
  };
  return { rows, read };
}

type Options = { from?: PageCursor; signal?: AbortSignal; pages?: number; between?: () => void };

async function readAll(
  read: (at: number) => Promise<VendorPage<string>>,
  { pages = Number.POSITIVE_INFINITY, between = () => undefined, ...more }: Options = {},
) {
  const rows: string[] = [];
  let cursor: PageCursor | undefined;
  const reading = readPages({ read, first: 0, keyOf: (row) => row, ...more });
  for (let page = 0; page < pages; page++) {
    const step = await reading.next();
    if (step.done) return { rows, cursor, end: step.value as PagingEnd | undefined };
    rows.push(...step.value.rows);
    cursor = structuredClone(step.value.cursor);
    between();
  }
  return { rows, cursor, end: undefined };
}

const names = (count: number) => Array.from({ length: count }, (_, at) => `u${at}`);

it('reads every row once and says so, whatever the sizes, and wherever it is broken off and resumed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 9 }), fc.nat(8), async (count, size, stop) => {
      const { rows, read } = listOf(names(count), size);
      const first = await readAll(read, { pages: stop });
      const rest = first.end
        ? { rows: [], end: first.end }
        : await readAll(read, { ...(first.cursor ? { from: first.cursor } : {}) });
      expect([...first.rows, ...rest.rows]).toEqual(rows);
      expect(rest.end).toEqual({ rows: count, repeated: 0, total: count, isComplete: true });
    }),
  );
});

it('leaves out what comes again because somebody was added in front, and does not call it complete', async () => {
  const list = listOf(names(10), 3);
  let added = false;
  const { rows, end } = await readAll(list.read, {
    between: () => {
      if (!added) list.rows.unshift('new');
      added = true;
    },
  });
  expect(rows).toEqual(names(10));
  expect(end).toEqual({ rows: 10, repeated: 1, total: 11, isComplete: false });
});

it('does not call complete what somebody may have slipped out of', async () => {
  const list = listOf(names(10), 3);
  const { rows, end } = await readAll(list.read, { between: () => void list.rows.shift() });
  expect(rows).not.toContain('u3');
  expect(end?.isComplete).toBe(false);
});

it('leaves out, after a stop, what moved over the edge of the last page', async () => {
  const list = listOf(names(10), 3);
  const { cursor, rows } = await readAll(list.read, { pages: 2 });
  list.rows.unshift('new');
  const rest = await readAll(list.read, cursor ? { from: cursor } : {});
  expect([...rows, ...rest.rows]).toEqual(names(10));
});

it.each([
  ['leads back', async (at: number) => ({ rows: [`r${at}`], next: at === 3 ? 1 : at + 1, total: 9 })],
  ['stands still', async (at: number) => ({ rows: ['r'], next: at, total: 9 })],
  [
    'gives the first page again and again',
    async (at: number) => ({ rows: ['a', 'b'], next: at + 2, total: 9 }),
  ],
  ['is empty and leads on', async (at: number) => ({ rows: [], next: at + 1, total: null })],
])('ends with an error where the list %s', async (_, read) => {
  await expect(readAll(read)).rejects.toMatchObject({
    error: { kind: 'unexpected-reply', detail: 'paging' },
  });
});

it('ends between two pages when the caller has had enough', async () => {
  const enough = new AbortController();
  const reason = new Error('enough');
  const reading = readAll(listOf(names(9), 2).read, {
    signal: enough.signal,
    between: () => enough.abort(reason),
  });
  await expect(reading).rejects.toBe(reason);
});
