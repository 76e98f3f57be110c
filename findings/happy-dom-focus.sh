#!/usr/bin/env bash
# happy-dom 21.0.4 (npm) puts the focus on elements that no browser would focus.
#
# `focus()` does nothing on an element that cannot have the focus: plain text, a label, what is disabled or not shown. A test of
# keyboard use asks just for that, `document.activeElement` after a dialog opened or an error appeared. One would
# expect such a test to fail where the product forgot the tabindex.
#
# What happens: it passes. A div and a paragraph without tabindex, a link without address, a label, a hidden input and a
# control in a disabled fieldset all become the active element. Only a control that is disabled itself is left alone.
# jsdom 29.1.1 refuses every one of them, as a browser does.
#
# What to do: have a test check what makes an element focusable as well, or test the focus in a browser.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save happy-dom@21.0.4 jsdom@29.1.1

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import { Window } from 'happy-dom';
import { JSDOM } from 'jsdom';

const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(`node ${process.version}, happy-dom ${versionOf('happy-dom')}, jsdom ${versionOf('jsdom')}`);

const elements = {
  'a button': '<button id="it">x</button>',
  'a div with tabindex -1': '<div id="it" tabindex="-1">x</div>',
  'a disabled button': '<button id="it" disabled>x</button>',
  'a div': '<div id="it">x</div>',
  'a paragraph': '<p id="it">x</p>',
  'a link without address': '<a id="it">x</a>',
  'a label': '<label id="it">x</label>',
  'a hidden input': '<input id="it" type="hidden">',
  'a button in a disabled fieldset': '<fieldset disabled><button id="it">x</button></fieldset>',
};
function takesFocus(window, html) {
  window.document.body.innerHTML = html;
  const element = window.document.getElementById('it');
  element.focus();
  return window.document.activeElement === element;
}

const happy = new Window();
const { window: js } = new JSDOM('<!doctype html><body></body>');
const seen = Object.entries(elements).map(([name, html]) => {
  const taken = { happyDom: takesFocus(happy, html), jsdom: takesFocus(js, html) };
  console.log(name.padEnd(34), `happy-dom ${taken.happyDom}`.padEnd(18), `jsdom ${taken.jsdom}`);
  return taken;
});
await happy.happyDOM.close();

const isAsSeen =
  seen.slice(0, 2).every(({ happyDom, jsdom }) => happyDom && jsdom) &&
  !seen[2].happyDom &&
  !seen[2].jsdom &&
  seen.slice(3).every(({ happyDom, jsdom }) => happyDom && !jsdom);
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
