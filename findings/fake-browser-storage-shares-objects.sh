#!/usr/bin/env bash
# @webext-core/fake-browser 2.0.1 (npm, WXT's stand-in for tests) hands out the stored object itself.
#
# In a browser `storage.local.get` gives a copy. Code that reads an object, changes it and forgets `set` has changed nothing,
# and a test that reads again should fail. One would expect the stand-in to copy, the more so as it does on the way in:
# what `set` was given can be changed afterwards without effect, and Dates and Maps go through JSON.
#
# What happens: it does not on the way out. The object from `get` is the stored one; a change to it is there at the next `get`,
# without a `set` and without an `onChanged` event. The test for "the change is kept" passes for code that never
# keeps it. In the other direction a test that looks for the old value after a failed write finds the new one.
#
# What to do: wrap the stand-in's `get` in a structuredClone in the set-up of the tests.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save @webext-core/fake-browser@2.0.1

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import { fakeBrowser } from '@webext-core/fake-browser';

const { version } = JSON.parse(readFileSync('node_modules/@webext-core/fake-browser/package.json', 'utf8'));
console.log(`node ${process.version}, @webext-core/fake-browser ${version}`);

const seen = {};
let events = 0;
fakeBrowser.storage.onChanged.addListener(() => {
  events += 1;
});

for (const area of ['local', 'session', 'sync']) {
  const storage = fakeBrowser.storage[area];
  const given = { account: { name: 'first' } };
  await storage.set(given);
  given.account.name = 'changed after set';
  const afterSet = (await storage.get('account')).account.name;

  events = 0;
  const { account } = await storage.get('account');
  account.name = 'changed after get';
  const afterGet = (await storage.get('account')).account.name;
  seen[area] = { afterSet, afterGet, events };
  console.log(area.padEnd(8), JSON.stringify(seen[area]));
}

const isAsSeen = Object.values(seen).every(
  ({ afterSet, afterGet, events: fired }) => afterSet === 'first' && afterGet === 'changed after get' && fired === 0,
);
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
