#!/usr/bin/env bash
# docusign-esign 10.0.0 (npm) turns the number and the flag of the login answers into text.
#
# DocuSign's token answer has `expires_in` as a JSON number, its userinfo answer `is_default` as a JSON boolean for each account.
# One would expect the vendor's SDK to hand both on as they came.
#
# What happens: `generateAccessToken` gives expiresIn as "28800" and `getUserInfo` gives isDefault as "true" or "false". Both look
# right in a log. But "false" is truthy, so `accounts.find((account) => account.isDefault)` takes the first account whatever
# the flag says: calls go to a wrong account of the right person. And `now + expiresIn` joins the digits: a token good for eight
# hours is taken to be valid for millions of years, and is never refreshed.
#
# What to do: compare with 'true', and convert with Number() before adding.
#
# The SDK asks its login host over https only, so the script makes a certificate and has Node trust it.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save docusign-esign@10.0.0 selfsigned@5.5.0
export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1

cat > certificate.js <<'JS'
import { writeFileSync } from 'node:fs';
import { generate } from 'selfsigned';

const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
});
writeFileSync('cert.pem', cert);
writeFileSync('key.pem', key);
JS
cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import docusign from 'docusign-esign';

const { version } = JSON.parse(readFileSync('node_modules/docusign-esign/package.json', 'utf8'));
console.log(`node ${process.version}, docusign-esign ${version}`);

const answers = {
  '/oauth/token': { access_token: 'a', token_type: 'Bearer', refresh_token: 'r', expires_in: 28800 },
  '/oauth/userinfo': {
    sub: '1',
    accounts: [
      { account_id: 'first', is_default: false, account_name: 'Old', base_uri: 'https://demo.docusign.net' },
      { account_id: 'second', is_default: true, account_name: 'New', base_uri: 'https://demo.docusign.net' },
    ],
  },
};
const tls = { cert: readFileSync('cert.pem'), key: readFileSync('key.pem') };
const server = createServer(tls, (request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers[request.url]));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const client = new docusign.ApiClient();
client.setOAuthBasePath(`127.0.0.1:${server.address().port}`);

const { expiresIn } = await client.generateAccessToken('app', 'secret', 'code');
const { accounts } = await client.getUserInfo('a');
server.closeAllConnections();
server.close();

const now = 1_800_000_000;
const byTruth = accounts.find((account) => account.isDefault).accountId;
const byText = accounts.find((account) => account.isDefault === 'true').accountId;
console.log('expiresIn                     ', JSON.stringify(expiresIn));
console.log(`${now} + expiresIn       `, JSON.stringify(now + expiresIn));
console.log('isDefault of both accounts    ', JSON.stringify(accounts.map((account) => account.isDefault)));
console.log('default account, by truth     ', byTruth);
console.log('default account, by text      ', byText);

const isAsSeen =
  expiresIn === '28800' && now + expiresIn === '180000000028800' && byTruth === 'first' && byText === 'second';
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
node certificate.js
NODE_EXTRA_CA_CERTS=cert.pem timeout 60 node run.js
