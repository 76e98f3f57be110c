#!/usr/bin/env bash
# Dexie 4.4.7 (npm) cannot search without regard to case for a text that begins with the Turkish capital İ.
#
# `equalsIgnoreCase` and `startsWithIgnoreCase` take any text. One would expect a name that is stored to be found by exactly
# that name, and at worst no match for letters with unusual case rules.
#
# What happens: the search fails with a DataError. The lower case of İ (U+0130) is an i and a combining dot, and i sorts before İ; the
# range Dexie asks IndexedDB for, from the upper-case to the lower-case spelling, is then the wrong way round. Whoever looks
# for İpek gets an error at the first letter typed, and plain `ipek` does not find the name. İ further on in a name,
# umlauts, ß, ñ and the lower-case ı are no trouble.
#
# What to do: keep a column with the folded name (NFD, marks removed, lower case) and search that with `startsWith`.
#
# Run on fake-indexeddb 6.2.8; Chromium 156 gives the same DataError.
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

const names = ['İpek', 'Zİya', 'Jörg', 'Strauß', 'Peña', 'Işık', 'ırmak'];
const db = new Dexie('directory');
db.version(1).stores({ people: '++id, name' });
await db.people.bulkAdd(names.map((name) => ({ name })));

const count = (query) => query.count().catch((error) => error.name);
const seen = {};
for (const name of names) {
  seen[name] = {
    equals: await count(db.people.where('name').equals(name)),
    equalsIgnoreCase: await count(db.people.where('name').equalsIgnoreCase(name)),
    startsWithIgnoreCase: await count(db.people.where('name').startsWithIgnoreCase(name.slice(0, 1))),
  };
  console.log(name.padEnd(8), JSON.stringify(seen[name]));
}
const plain = await count(db.people.where('name').startsWithIgnoreCase('ipek'));
console.log(`ipek     ${plain} found`);
db.close();

const isAsSeen = plain === 0 && names.every((name) => {
  const { equals, equalsIgnoreCase, startsWithIgnoreCase } = seen[name];
  return name === 'İpek'
    ? equals === 1 && equalsIgnoreCase === 'DataError' && startsWithIgnoreCase === 'DataError'
    : equals === 1 && equalsIgnoreCase === 1 && startsWithIgnoreCase >= 1;
});
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
