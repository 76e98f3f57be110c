#!/usr/bin/env bash
# @docusign/iam-sdk 1.0.0-beta.5 (npm) sends one-use codes and refresh tokens a second time by itself.
#
# An authorization code is good once, and so is a refresh token where they rotate. HTTP clients repeat reads by default and leave
# POST alone, as a failed answer does not say whether the work was done. One would expect the same here, and for the
# token calls above all.
#
# What happens: on a 5xx or a lost connection the SDK repeats every call for up to 30 seconds, token calls and other POSTs
# included. Where the first try was carried out and only its answer got lost, the second spends a code that is used up and
# gets invalid_grant: the caller sees a revoked login where there was a hiccup of a gateway. A POST that adds a
# person to a workspace goes out twice.
#
# What to do: `retryConfig: { strategy: 'none' }` for the client, and retries of one's own for reads only.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save @docusign/iam-sdk@1.0.0-beta.5

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { IamClient } from '@docusign/iam-sdk';

const { version } = JSON.parse(readFileSync('node_modules/@docusign/iam-sdk/package.json', 'utf8'));
console.log(`node ${process.version}, @docusign/iam-sdk ${version}`);

/** Carries out the first try and fails to say so; what comes again is refused, as what was good once is used up. */
let loses;
let bodies = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    bodies.push(body);
    if (bodies.length > 1) {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}');
    } else if (loses === 'connection') {
      request.socket.destroy();
    } else {
      response.writeHead(502, { 'content-type': 'application/json' }).end('{}');
    }
  });
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const serverURL = `http://127.0.0.1:${server.address().port}`;

const seen = {};
async function note(name, how, call) {
  loses = how;
  bodies = [];
  const status = await call().then(() => 'resolves', (error) => error.statusCode ?? error.constructor.name);
  const isSame = bodies.length === 2 && bodies[0] === bodies[1];
  seen[name] = [status, bodies.length, isSame].join();
  console.log(name.padEnd(40), `${bodies.length} times${isSame ? ', the same' : ''} (${bodies[0]}), ends in ${status}`);
}
const app = { clientId: 'app', secretKey: 'secret' };
const eager = new IamClient({ accessToken: 'token', serverURL });
const calm = new IamClient({ accessToken: 'token', serverURL, retryConfig: { strategy: 'none' } });
const refresh = (client) => () =>
  client.auth.getTokenFromRefreshToken({ refreshToken: 'once' }, app, { serverURL });

await note('refresh token, 502', 'answer', refresh(eager));
await note('refresh token, connection lost', 'connection', refresh(eager));
await note('authorization code, 502', 'answer', () =>
  eager.auth.getTokenFromConfidentialAuthCode(app, { code: 'once' }, { serverURL }),
);
await note('person added to a workspace, 502', 'answer', () =>
  eager.workspaces1.workspaceUsers.addWorkspaceUser({
    accountId: 'account',
    workspaceId: 'workspace',
    workspaceUserForCreate: { email: 'a@example.com', firstName: 'A', lastName: 'B' },
  }),
);
await note('refresh token, 502, strategy none', 'answer', refresh(calm));
server.closeAllConnections();
server.close();

const twice = '400,2,true';
const isAsSeen = Object.values(seen).join(' ') === [twice, twice, twice, twice, '502,1,false'].join(' ');
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
