#!/usr/bin/env bash
# docusign-esign 10.0.0 (npm): the login host one sets is dropped for the production host.
#
# `new ApiClient({ basePath, oAuthBasePath })` has an option for the login host, and `setOAuthBasePath` a setter. One would expect
# what was set to stay, and the host for developers to be chosen for whatever belongs to developers.
#
# What happens: the constructor overwrites its own option with a host derived from `basePath`, and so does every later
# `setBasePath`. Only a base path that contains the very text "https://demo" counts as the developers' one. All else, a company's
# gateway, a recorded server, a local test server, gives account.docusign.com. There the usual order, login host first and
# base path when it is known, sends the next token request, secret and code included, to production.
#
# What to do: call `setOAuthBasePath` last, and again after every `setBasePath`.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save docusign-esign@10.0.0

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import docusign from 'docusign-esign';

const { version } = JSON.parse(readFileSync('node_modules/docusign-esign/package.json', 'utf8'));
console.log(`node ${process.version}, docusign-esign ${version}`);

const PRODUCTION = 'account.docusign.com';
const DEVELOPER = 'account-d.docusign.com';
const gateway = 'https://gateway.example/docusign/restapi';
const seen = {};
const note = (name, client) => {
  seen[name] = client.getOAuthBasePath();
  console.log(name.padEnd(46), seen[name]);
};

note('option, gateway', new docusign.ApiClient({ basePath: gateway, oAuthBasePath: DEVELOPER }));
note('option, local server', new docusign.ApiClient({ basePath: 'http://127.0.0.1:8080', oAuthBasePath: DEVELOPER }));

const setterFirst = new docusign.ApiClient();
setterFirst.setOAuthBasePath(DEVELOPER);
note('setOAuthBasePath', setterFirst);
setterFirst.setBasePath(gateway);
note('setOAuthBasePath, then setBasePath', setterFirst);

const setterLast = new docusign.ApiClient();
setterLast.setBasePath(gateway);
setterLast.setOAuthBasePath(DEVELOPER);
note('setBasePath, then setOAuthBasePath', setterLast);
note('https://demo…', new docusign.ApiClient({ basePath: 'https://demo.docusign.net/restapi' }));

const expected = [PRODUCTION, PRODUCTION, DEVELOPER, PRODUCTION, DEVELOPER, DEVELOPER];
const isAsSeen = Object.values(seen).join() === expected.join();
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
