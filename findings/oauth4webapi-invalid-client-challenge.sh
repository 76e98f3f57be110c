#!/usr/bin/env bash
# oauth4webapi 3.8.8 (npm): the standard answer to a wrong client secret comes out as an error without an OAuth error code.
#
# A client that authenticates by HTTP Basic and is refused must be answered with 401, `WWW-Authenticate: Basic` and a body of
# {"error":"invalid_client"} (RFC 6749, section 5.2). One would expect `processRefreshTokenResponse` to reject with
# a ResponseBodyError whose `error` is invalid_client, as it does for a 400 with invalid_grant.
#
# What happens: the header alone decides. A WWWAuthenticateChallengeError is thrown, the body is left unread, and `error` and
# `error_description` are undefined. The same body without the header gives the ResponseBodyError. So code that looks at
# `error` takes a wrong or rotated secret for an unknown fault, and the more a server keeps to the standard the
# less the person is told.
#
# What to do: where the error has a `response`, read its body as JSON and take the code from there.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save oauth4webapi@3.8.8

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import * as oauth from 'oauth4webapi';

const { version } = JSON.parse(readFileSync('node_modules/oauth4webapi/package.json', 'utf8'));
console.log(`node ${process.version}, oauth4webapi ${version}`);

const body = JSON.stringify({ error: 'invalid_client', error_description: 'unknown secret' });
const challenge = { 'www-authenticate': 'Basic realm="login"' };
let extra;
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(401, { 'content-type': 'application/json', ...extra }).end(body);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;
const as = { issuer, token_endpoint: `${issuer}/oauth/token` };
const client = { client_id: 'app' };

async function refused(headers) {
  extra = headers;
  const response = await oauth.refreshTokenGrantRequest(as, client, oauth.ClientSecretBasic('wrong'), 'r', {
    [oauth.allowInsecureRequests]: true,
  });
  return oauth.processRefreshTokenResponse(as, client, response).catch((error) => error);
}

const plain = await refused({});
console.log('without the header:', plain.constructor.name, plain.error, plain.error_description);
const challenged = await refused(challenge);
console.log('with the header:   ', challenged.constructor.name, challenged.error, challenged.error_description);
const unread = !challenged.response.bodyUsed;
const late = unread ? (await challenged.response.json()).error : undefined;
console.log('its body, read by hand:', late);
server.closeAllConnections();
server.close();

const isAsSeen =
  plain.constructor.name === 'ResponseBodyError' &&
  plain.error === 'invalid_client' &&
  challenged.constructor.name === 'WWWAuthenticateChallengeError' &&
  challenged.error === undefined &&
  late === 'invalid_client';
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
