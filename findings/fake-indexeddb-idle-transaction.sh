#!/usr/bin/env bash
# fake-indexeddb 6.2.8 (npm) keeps a transaction open over waits that end it in a browser.
#
# A transaction of IndexedDB ends by itself when it has no request left and control goes back to the event loop. One would
# expect the stand-in for tests to be at least as strict, so that what passes there passes in a browser.
#
# What happens: fake-indexeddb ends an idle transaction in a later turn of Node's loop. Who meanwhile waits for a request of another
# transaction of the same database, or for `indexedDB.databases()`, still finds the first one open. In Chromium 156
# both end in TransactionInactiveError at the next request, every time. A wait for a timer ends the transaction here too,
# which makes the stand-in look faithful.
#
# What to do: inside a transaction wait for nothing but its own requests, and hold that by a test in a real browser.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save fake-indexeddb@6.2.8

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import 'fake-indexeddb/auto';

const { version } = JSON.parse(readFileSync('node_modules/fake-indexeddb/package.json', 'utf8'));
console.log(`node ${process.version}, fake-indexeddb ${version}`);

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
const opening = indexedDB.open('app', 1);
opening.onupgradeneeded = () => {
  opening.result.createObjectStore('rows', { autoIncrement: true });
  opening.result.createObjectStore('other', { autoIncrement: true });
};
const db = await settled(opening);

const waits = {
  'another transaction of the database': () => settled(db.transaction('other').objectStore('other').count()),
  'indexedDB.databases()': () => indexedDB.databases(),
  'a timer of 20 ms': () => new Promise((done) => setTimeout(done, 20)),
};

const ROUNDS = 20;
const seen = {};
for (const [name, wait] of Object.entries(waits)) {
  const outcomes = new Set();
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = db.transaction('rows', 'readwrite').objectStore('rows');
    await settled(rows.add('before'));
    await wait();
    outcomes.add(
      await Promise.resolve()
        .then(() => settled(rows.add('after')))
        .then(() => 'still open', (error) => error.name),
    );
  }
  seen[name] = [...outcomes].join();
  console.log(name.padEnd(38), `${seen[name]} (${ROUNDS} times)`);
}
db.close();

const isAsSeen = Object.entries(seen).every(
  ([name, outcome]) => outcome === (name.startsWith('a timer') ? 'TransactionInactiveError' : 'still open'),
);
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
