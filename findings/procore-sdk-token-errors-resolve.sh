#!/usr/bin/env bash
# @procore/js-sdk 4.0.2 (npm): a refused token request resolves, and its missing token is used.
#
# `token()` and `refresh()` ask the login host for a token. The SDK's client rejects for every status of 400 and above; one would
# expect its login helpers to do the same when the answer is 401 {"error":"invalid_grant"}.
#
# What happens: they resolve with the error's body, whatever the status. `const { access_token } = await refresh(...)` is
# undefined, with no error in sight. Put together as the SDK offers it, `refresher` with `refresh` as its callback, the
# client then sends "Authorization: Bearer undefined"; that is what it fails with, and invalid_grant, the
# one word that says "the person must log in again", is lost.
#
# What to do: check for `access_token` before use and treat its absence as the failure it is.
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

const credentials = [];
const server = createServer((request, response) => {
  request.resume();
  const isLogin = request.url.startsWith('/oauth/');
  if (!isLogin) credentials.push(request.headers.authorization);
  response
    .writeHead(401, { 'content-type': 'application/json' })
    .end(JSON.stringify(isLogin ? { error: 'invalid_grant' } : { errors: 'unauthorized' }));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const host = `http://127.0.0.1:${server.address().port}`;

const told = (promise) =>
  promise.then(
    (value) => `resolves with ${JSON.stringify(value)}`,
    (error) => `rejects with ${JSON.stringify(error.body ?? error.message)}`,
  );
const app = { id: 'app', secret: 'secret', uri: 'https://app.example/back' };
const refresh = () => sdk.refresh({ ...app, refresh: 'used up' }, host);
const client = sdk.client(new sdk.refresher(new sdk.oauth('old'), refresh), undefined, { apiHostname: host });

const seen = {
  token: await told(sdk.token({ ...app, code: 'used up' }, { apiHostname: host })),
  refresh: await told(refresh()),
  client: await told(client.get({ base: '/me' })),
};
for (const [name, outcome] of Object.entries(seen)) console.log(name.padEnd(8), outcome);
console.log('credentials the API saw:', credentials.join(' | '));
server.closeAllConnections();
server.close();

const refused = 'resolves with {"error":"invalid_grant"}';
const isAsSeen =
  seen.token === refused &&
  seen.refresh === refused &&
  seen.client === 'rejects with {"errors":"unauthorized"}' &&
  credentials.join() === 'Bearer old,Bearer undefined';
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
