#!/usr/bin/env bash
# @wxt-dev/storage 1.3.0 (npm, the storage of WXT 0.21) hands out its fallback uncopied.
#
# What comes from an extension's storage is a copy: it was turned to JSON and back, and changing it changes nothing until it
# is set. One would expect the same of the value an item has while nothing is stored.
#
# What happens: `getValue()` gives the very object that `fallback` was defined with. Who adds an entry to it before setting it
# has changed the default, for this item and for whatever else uses the object, as long as the context lives: after
# `removeValue()` the "empty" list still has the entry, and so it has for the next account or the next test. Once a
# value is stored, the same code is right, so it shows only on a fresh profile.
#
# What to do: copy before changing, or freeze the object that is given as the fallback.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save @wxt-dev/storage@1.3.0

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('node_modules/@wxt-dev/storage/package.json', 'utf8'));
console.log(`node ${process.version}, @wxt-dev/storage ${version}`);

/** The part of an extension's `storage.local` that is used here; as in a browser, values go in and out as copies. */
const stored = new Map();
const local = {
  async get(keys) {
    const asked = keys == null ? [...stored.keys()] : [keys].flat();
    return structuredClone(Object.fromEntries(asked.filter((key) => stored.has(key)).map((key) => [key, stored.get(key)])));
  },
  async set(items) {
    for (const [key, value] of Object.entries(structuredClone(items))) stored.set(key, value);
  },
  async remove(keys) {
    for (const key of [keys].flat()) stored.delete(key);
  },
  onChanged: { addListener() {}, removeListener() {} },
};
globalThis.chrome = { runtime: { id: 'extension' }, storage: { local } };
globalThis.browser = globalThis.chrome;

const { storage } = await import('@wxt-dev/storage');
const seen = {};
const note = (name, value) => {
  seen[name] = JSON.stringify(value);
  console.log(name.padEnd(50), seen[name]);
};

const recent = storage.defineItem('local:recent', { fallback: { projects: [] } });
(await recent.getValue()).projects.push('Tower');
note('stored after a change without setValue', await local.get('recent'));
note('getValue', await recent.getValue());
note("the item's fallback", recent.fallback);

await recent.setValue({ projects: ['Bridge'] });
(await recent.getValue()).projects.push('Tunnel');
note('getValue of a stored value after such a change', await recent.getValue());
await recent.removeValue();
note('getValue after removeValue', await recent.getValue());

const tower = '{"projects":["Tower"]}';
const isAsSeen =
  seen['stored after a change without setValue'] === '{}' &&
  seen.getValue === tower &&
  seen["the item's fallback"] === tower &&
  seen['getValue of a stored value after such a change'] === '{"projects":["Bridge"]}' &&
  seen['getValue after removeValue'] === tower;
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
