#!/usr/bin/env bash
# preact 11.2.0 (npm): a field whose maxLength or pattern is taken away takes no input any more.
#
# A render without a property that the one before had should leave the element as if the property had never been there. One
# would expect a field to have no limit once `maxLength` is gone, and no rule once `pattern` is.
#
# What happens: preact sets the property to an empty text and leaves the attribute. The limit becomes maxlength="0", in which a person
# cannot type one letter, and the rule becomes pattern="", which only an empty field satisfies.
# `undefined` and `null` as values do the same. It shows wherever one field serves several kinds of value, say a code with
# a limit first and a free text next.
#
# What to do: give the two fields different keys, so that preact makes a new element.
#
# Run in jsdom 29.1.1; Chromium 156 gives the same attributes.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save preact@11.2.0 jsdom@29.1.1

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { h, render } from 'preact';

const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(`node ${process.version}, preact ${versionOf('preact')}, jsdom ${versionOf('jsdom')}`);

const { window } = new JSDOM('<!doctype html><body></body>');
globalThis.document = window.document;

function field(first, second) {
  const root = window.document.createElement('div');
  render(h('input', first), root);
  render(h('input', second), root);
  return root.firstChild;
}
const seen = {};
const note = (name, value) => {
  seen[name] = value;
  console.log(name.padEnd(34), JSON.stringify(value));
};

note('maxLength 5, then none', field({ maxLength: 5 }, {}).outerHTML);
note('maxLength 5, then undefined', field({ maxLength: 5 }, { maxLength: undefined }).outerHTML);
note('maxLength 5, then null', field({ maxLength: 5 }, { maxLength: null }).outerHTML);
note('maxLength 5, then another key', field({ key: 'a', maxLength: 5 }, { key: 'b' }).outerHTML);
const ruled = field({ pattern: '[0-9]+' }, {});
note('pattern, then none', ruled.outerHTML);
ruled.value = 'any text';
note('is a text valid there', ruled.checkValidity());
note('disabled, then none', field({ disabled: true }, {}).outerHTML);

const zero = '<input maxlength="0">';
const expected = [zero, zero, zero, '<input>', '<input pattern="">', false, '<input>'];
const isAsSeen = JSON.stringify(Object.values(seen)) === JSON.stringify(expected);
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
