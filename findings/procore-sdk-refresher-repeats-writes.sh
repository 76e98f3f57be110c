#!/usr/bin/env bash
# @procore/js-sdk 4.0.2 (npm): the refreshing client repeats every failed call once, writes included, and spends a token for it.
#
# `refresher(oauth, refresh)` is there to get a new access token when the old one has run out. One would expect it to act
# on a 401 and to hand every other failure on.
#
# What happens: it acts on any rejection. A 422 for a name that is taken, a 429, a 404: each one calls the refresh callback and
# sends the request a second time, POST with its body too. The SDK also rejects where a call succeeded but had nothing to
# say (a 202 without a body); then the invitation of a user goes out twice, and the caller is told it failed.
# With refresh tokens that are good for one use, each such failure uses one up.
#
# What to do: refresh outside of the SDK, on status 401 only, and repeat nothing but reads.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save @procore/js-sdk@4.0.2

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import sdk from '@procore/js-sdk';

const { version } = JSON.parse(readFileSync('node_modules/@procore/js-sdk/package.json', 'utf8'));
console.log(`node ${process.version}, @procore/js-sdk ${version}`);

let answer;
let received = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    received.push(`${request.method} ${body}`.trim());
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));

let refreshes = 0;
const refresh = async () => {
  refreshes += 1;
  return { access_token: `token ${refreshes}` };
};
const client = sdk.client(new sdk.refresher(new sdk.oauth('token 0'), refresh), undefined, {
  apiHostname: `http://127.0.0.1:${server.address().port}`,
});

const seen = [];
async function note(name, status, body, call) {
  answer = { status, body };
  received = [];
  refreshes = 0;
  const outcome = await call().then(() => 'resolves', () => 'rejects');
  const sameTwice = received.length === 2 && received[0] === received[1];
  seen.push([outcome, received.length, refreshes, sameTwice].join());
  console.log(`${name.padEnd(34)} ${outcome}, sent ${received.length} times (${received[0]}), ${refreshes} refreshes`);
}

const users = { base: '/projects/1/users' };
await note('POST, 422 name is taken', 422, '{"errors":{"name":["taken"]}}', () => client.post(users, { name: 'A' }));
await note('GET, 429 too many calls', 429, '{"errors":"slow down"}', () => client.get(users));
await note('GET, 404', 404, '{"errors":"not found"}', () => client.get(users));
await note('PATCH invite, 202 without a body', 202, '', () =>
  client.patch({ base: '/companies/1/users', params: { id: 7 }, action: 'invite' }),
);
await note('GET, 200', 200, '[]', () => client.get(users));
server.closeAllConnections();
server.close();

const repeated = 'rejects,2,1,true';
const isAsSeen = seen.join(' ') === [repeated, repeated, repeated, repeated, 'resolves,1,0,false'].join(' ');
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
