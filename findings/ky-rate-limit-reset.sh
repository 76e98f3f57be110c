#!/usr/bin/env bash
# ky 2.1.0 (npm) takes the reset of a quota for a request to wait, on any failed answer.
#
# Many APIs send the state of the caller's quota with every answer: how many calls are left, and when the count starts
# anew (X-RateLimit-Reset at some, X-Rate-Limit-Reset at others). One would expect a client to look at the reset only when
# the quota was exceeded, and a 503 with 2,900 of 3,000 calls left to be tried again after the usual short back-off.
#
# What happens: for 413, 429 and 503 (`retry.afterStatusCodes`) ky sleeps until the reset where the answer has no
# Retry-After, however many calls are left. The reset of an hourly quota is up to an hour away; with a `totalTimeout` the
# request ends as a time-out instead, without a second try, and the error no longer tells of the 503.
#
# What we do: `retry.afterStatusCodes: []`, and Retry-After is read by our own code.
#
# Needs npm and Node 22 or newer, which ky asks for; where the machine's Node is older, one is installed with npm.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
packages=(ky@2.1.0)
if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 22 ? 0 : 1)' 2> /dev/null; then
  packages+=(node@22.23.3)
fi
# The package `node` fetches its binary in an install script.
npm install --silent --no-audit --no-fund --no-save "${packages[@]}"
PATH="$dir/node_modules/.bin:$PATH"

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import ky from 'ky';

const { version } = JSON.parse(readFileSync('node_modules/ky/package.json', 'utf8'));
console.log(`node ${process.version}, ky ${version}`);

/** Fails once with 503, then answers. `headers` are those of the failed answer. */
async function measure(name, headers, options = {}) {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.writeHead(calls === 1 ? 503 : 200, calls === 1 ? headers() : {}).end('ok');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const started = performance.now();
  const outcome = await ky
    .get(`http://127.0.0.1:${server.address().port}/`, options)
    .text()
    .catch((error) => error.name);
  const took = (performance.now() - started) / 1000;
  server.closeAllConnections();
  server.close();
  console.log(`${name.padEnd(52)} ${outcome.padEnd(12)} ${calls} calls, ${took.toFixed(1)} s`);
  return { outcome, calls, took };
}

const soon = (seconds) => String(Math.ceil(Date.now() / 1000) + seconds);
const quota = { 'x-ratelimit-limit': '3000', 'x-ratelimit-remaining': '2900' };

const plain = await measure('503, nothing about quotas', () => ({}));
const one = await measure('503, X-RateLimit-Reset in 6 s, 2,900 calls left', () => ({
  ...quota,
  'x-ratelimit-reset': soon(6),
}));
const other = await measure('503, X-Rate-Limit-Reset in 6 s', () => ({ 'x-rate-limit-reset': soon(6) }));
const bounded = await measure(
  '503, X-RateLimit-Reset in an hour, totalTimeout 4 s',
  () => ({ ...quota, 'x-ratelimit-reset': soon(3600) }),
  { totalTimeout: 4000 },
);
const cured = await measure(
  '503, X-RateLimit-Reset in an hour, afterStatusCodes []',
  () => ({ ...quota, 'x-ratelimit-reset': soon(3600) }),
  { retry: { afterStatusCodes: [] } },
);

const isAsSeen =
  plain.outcome === 'ok' &&
  plain.took < 3 &&
  [one, other].every(({ outcome, took }) => outcome === 'ok' && took > 4.5) &&
  bounded.outcome === 'TimeoutError' &&
  bounded.calls === 1 &&
  cured.outcome === 'ok' &&
  cured.took < 3;
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
