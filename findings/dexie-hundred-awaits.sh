#!/usr/bin/env bash
# Dexie 4.4.7 (npm) loses its transaction at the hundredth `await` in a row that asks the database for nothing.
#
# Native `async` functions may be awaited inside a Dexie transaction. One would expect a loop that awaits a helper for
# each row it has read (`if (await isOld(row)) …`, the helper returning at once) to work for any number of rows, or for none.
#
# What happens: up to 99 rows it works. From 100 on the transaction ends with PrematureCommitError at the next call to
# the database, although no timer and no network came in between. Dexie follows native promises by an echo that it stops
# after a hundred turns without a request of its own. So tests with few rows pass, and a table that has grown fails.
#
# What to do: read and decide first and await nothing in the loop, or wrap what is awaited, `await Promise.resolve(isOld(row))`:
# inside the transaction that name is Dexie's own promise, which carries the transaction along.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save dexie@4.4.7 fake-indexeddb@6.2.8

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import 'fake-indexeddb/auto';
import Dexie from 'dexie';

const { version } = JSON.parse(readFileSync('node_modules/dexie/package.json', 'utf8'));
console.log(`node ${process.version}, dexie ${version}`);

const db = new Dexie('journal');
db.version(1).stores({ entries: '++id' });
await db.entries.bulkAdd(Array.from({ length: 400 }, (_, year) => ({ year })));

const isOld = async ({ year }) => year % 2 === 0;
const native = (row) => isOld(row);
const wrapped = (row) => Promise.resolve(isOld(row));

/** Asks of each of so many rows whether it is old, and counts them in the same transaction. */
const countOld = (rows, ask) =>
  db
    .transaction('rw', db.entries, async () => {
      const old = [];
      for (const row of await db.entries.limit(rows).toArray()) if (await ask(row)) old.push(row.id);
      return db.entries.where('id').anyOf(old).count();
    })
    .catch((error) => error.name);

const seen = [];
for (const rows of [50, 99, 100, 400]) {
  const line = { rows, native: await countOld(rows, native), wrapped: await countOld(rows, wrapped) };
  console.log(JSON.stringify(line));
  seen.push(line);
}
db.close();

const lost = 'PrematureCommitError';
const wanted = [
  { rows: 50, native: 25, wrapped: 25 },
  { rows: 99, native: 50, wrapped: 50 },
  { rows: 100, native: lost, wrapped: 50 },
  { rows: 400, native: lost, wrapped: 200 },
];
if (JSON.stringify(seen) !== JSON.stringify(wanted)) {
  console.log('The behaviour has changed.');
  process.exit(1);
}
console.log('As described: the hundredth await in a row loses the transaction, unless it is wrapped.');
JS
node run.js
