#!/usr/bin/env bash
# docusign-esign 10.0.0 (npm) makes the word "null" of a JSON null, and writes it back.
#
# DocuSign leaves most empty properties out of its answers, yet null is as good JSON. One would expect the vendor's own SDK to
# hand on null, or undefined, for a property that has no value.
#
# What happens: the models convert with `String(value)`. A next page of null becomes the text "null", which is truthy: a
# loop of the kind "while there is a nextUri" does not end at the last page. A job title of null becomes "null", and
# reading a user and saving the same object sends {"jobTitle":"null"}, so that from then on the person's title is
# the word. A list of null is not converted at all: the call rejects with a TypeError after a good answer.
# docusign-admin 3.1.0 has the same converter; there a time of null becomes an Invalid Date, which is truthy too.
#
# What to do: read the answer yourself and send only the fields that were changed.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save docusign-esign@10.0.0 docusign-admin@3.1.0
export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import admin from 'docusign-admin';
import docusign from 'docusign-esign';

const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
const names = ['docusign-esign', 'docusign-admin'];
console.log(`node ${process.version}, ${names.map((name) => `${name} ${versionOf(name)}`).join(', ')}`);

let answer;
let written;
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    written = body;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const basePath = `http://127.0.0.1:${server.address().port}/restapi`;
const users = new docusign.UsersApi(new docusign.ApiClient({ basePath }));
const organization = new admin.UsersApi(new admin.ApiClient({ basePath }));

answer = { users: [], totalSetSize: '0', nextUri: null };
const { nextUri } = await users.list('account');
console.log('nextUri null           ', JSON.stringify(nextUri));

answer = { userId: '1', jobTitle: null };
const user = await users.getInformation('account', '1');
console.log('jobTitle null          ', JSON.stringify(user.jobTitle));
await users.updateUser('account', '1', { userInformation: user });
const saved = JSON.parse(written);
console.log('saved as read          ', JSON.stringify(saved));

answer = { userId: '1', groupList: null };
const list = await users.getInformation('account', '1').then(() => 'resolves', (error) => error.constructor.name);
console.log('groupList null         ', list);

answer = { users: [{ id: '1', memberships: [{ account_id: 'a', created_on: null }] }], paging: { next: null } };
const profiles = await organization.getUserProfiles('organization', { email: 'a@example.com' });
const created = profiles.users[0].memberships[0].created_on;
console.log('admin: created_on null ', String(created), Boolean(created));
server.closeAllConnections();
server.close();

const isAsSeen =
  nextUri === 'null' &&
  user.jobTitle === 'null' &&
  saved.jobTitle === 'null' &&
  list === 'TypeError' &&
  String(created) === 'Invalid Date';
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
