#!/usr/bin/env bash
# Dexie 4.4.7 (npm) opens a database of a newer version with older code, and then may change it.
#
# IndexedDB refuses to open a database with a lower version than it has (VersionError), and Dexie before 4 passed that on. One would
# expect old code, say of an extension that was rolled back, to be stopped at the door.
#
# What happens: `open()` resolves without a word. Where the old code declares a table that the newer version removed, Dexie
# raises the database's native version by one and creates the table anew, with a line on the console. The newer code
# opens the result just as quietly: its own upgrade does not run a second time over rows the old code wrote in the
# meantime, and the table it had removed is there again.
#
# What to do: compare `db.backendDB().version` with ten times the declared version after opening, and stop there if it is higher.
#
# Run on fake-indexeddb 6.2.8; Chromium 156 does the same.
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

const warnings = [];
console.warn = (...words) => warnings.push(words.join(' '));
let upgrades = 0;

/** The app as it was at schema version 1, and as it is at 2: `drafts` gone, every user with a `zone`. */
function appAt(schema) {
  const db = new Dexie('app');
  db.version(1).stores({ users: 'id', drafts: 'id' });
  if (schema === 2) {
    db.version(2)
      .stores({ drafts: null })
      .upgrade((transaction) => {
        upgrades += 1;
        return transaction.table('users').toCollection().modify({ zone: 'us' });
      });
  }
  return db;
}

async function visit(name, schema, work = async () => {}) {
  const db = appAt(schema);
  const outcome = await db.open().then(() => 'opens', (error) => error.name);
  if (outcome === 'opens') await work(db);
  const native = outcome === 'opens' ? db.backendDB() : undefined;
  const state = { outcome, version: native?.version, tables: [...(native?.objectStoreNames ?? [])].join() };
  db.close();
  console.log(name.padEnd(28), JSON.stringify(state));
  return state;
}

await visit('version 1, first start', 1, (db) => db.users.add({ id: 1 }));
const upgraded = await visit('version 2', 2);
const older = await visit('version 1 again', 1, (db) => db.users.add({ id: 2 }));
let rows = [];
const newer = await visit('version 2 again', 2, async (db) => {
  rows = await db.users.toArray();
});
console.log(`upgrades ${upgrades}, rows ${JSON.stringify(rows)}`);
console.log(`warnings: ${warnings.length}`);

const plain = await new Promise((done) => {
  const request = indexedDB.open('app', 10);
  request.onsuccess = () => done('opens');
  request.onerror = () => done(request.error.name);
});
console.log(`IndexedDB itself, asked for 10: ${plain}`);

const isAsSeen =
  upgraded.version === 20 &&
  upgraded.tables === 'users' &&
  older.outcome === 'opens' &&
  older.version === 21 &&
  older.tables === 'drafts,users' &&
  newer.outcome === 'opens' &&
  newer.version === 21 &&
  newer.tables === 'drafts,users' &&
  upgrades === 1 &&
  rows[0].zone === 'us' &&
  rows[1].zone === undefined &&
  plain === 'VersionError';
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
