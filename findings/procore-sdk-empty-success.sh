#!/usr/bin/env bash
# @procore/js-sdk 4.0.2 (npm) turns an accepted call without a body into a SyntaxError.
#
# Some of Procore's write calls are described by a status alone; the invitation of a user is a 202 with no schema for a body.
# The SDK's client knows of empty answers: it has a branch that gives `{}` where a response has no body. One would
# expect every empty success to take it.
#
# What happens: only a 204 does. In Node an empty 200, 201 or 202 has a body stream all the same, with no bytes in it; it
# is parsed as JSON, and the promise rejects with "Unexpected end of JSON input". The rejection is a bare SyntaxError, without
# status, headers or response, so the caller cannot tell it from an outage, and the natural reaction, to try again,
# does the accepted thing twice.
#
# What to do: read the text first and parse it if there is any (the SDK takes a `formatter` for each request).
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

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(Number(new URL(request.url, 'http://x').searchParams.get('status'))).end();
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const client = sdk.client(new sdk.oauth('token'), undefined, {
  apiHostname: `http://127.0.0.1:${server.address().port}`,
});

/** Reads the text first. */
const formatter = async (response) => {
  const text = await response.text();
  return text === '' ? {} : JSON.parse(text);
};

const invite = (status, requestConfig) =>
  client
    .patch({ base: '/users', params: { id: 7 }, action: 'invite', qs: { status } }, undefined, requestConfig)
    .then(
      ({ body, response }) => `resolves with ${JSON.stringify(body)}, status ${response.status}`,
      (error) => `rejects with ${error.constructor.name}, status ${error.response?.status ?? 'unknown'}`,
    );

const seen = {};
for (const status of [200, 201, 202, 204]) {
  seen[status] = await invite(status);
  console.log(`${status}, no body`.padEnd(28), seen[status]);
}
seen.cured = await invite(202, { formatter });
console.log('202, no body, own formatter'.padEnd(28), seen.cured);
server.closeAllConnections();
server.close();

const isAsSeen =
  [200, 201, 202].every((status) => seen[status] === 'rejects with SyntaxError, status unknown') &&
  seen[204] === 'resolves with {}, status 204' &&
  seen.cured === 'resolves with {}, status 202';
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
