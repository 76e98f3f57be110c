#!/usr/bin/env bash
# parse-link-header 2.0.0 (npm) finds no next page in a Link header of more than 2,000 characters.
#
# Procore, GitHub and others page by a Link header with up to four addresses (first, prev, next, last), each with all the filters of
# the request in it. A loop goes on while there is a "next". One would expect a long header to be read like a short one.
#
# What happens: above 2,000 characters the parser gives null, just as for an answer without the header. Four addresses of
# some 500 characters are enough, which a filter with ten ids reaches. The loop then takes the first page
# for the whole list; and as only pages in between have all four links, the middle of a list can be where it stops.
# A throw instead, or another limit, can be had by environment variables only.
#
# What to do: a parser without such a limit (http-link-header 1.1.4 reads the same header), or a few lines of one's own.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save parse-link-header@2.0.0 http-link-header@1.1.4
unset PARSE_LINK_HEADER_MAXLEN PARSE_LINK_HEADER_THROW_ON_MAXLEN_EXCEEDED

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import LinkHeader from 'http-link-header';
import parseLinkHeader from 'parse-link-header';

const { version } = JSON.parse(readFileSync('node_modules/parse-link-header/package.json', 'utf8'));
console.log(`node ${process.version}, parse-link-header ${version}`);

function linkHeader(page, lastPage, ids) {
  const address = (number) => {
    const query = new URLSearchParams({ page: String(number), per_page: '100' });
    for (const id of ids) query.append('filters[vendor_id][]', String(id));
    return `https://api.procore.com/rest/v1.3/companies/562949953421312/users?${query}`;
  };
  const links = { first: 1, prev: page - 1, next: page + 1, last: lastPage };
  return Object.entries(links)
    .filter(([, number]) => number >= 1 && number <= lastPage)
    .map(([relation, number]) => `<${address(number)}>; rel="${relation}"`)
    .join(', ');
}

const seen = [];
function note(page, idCount) {
  const ids = Array.from({ length: idCount }, (_, index) => 562949953421400 + index);
  const header = linkHeader(page, 9, ids);
  const found = parseLinkHeader(header)?.next?.page ?? 'none';
  const other = LinkHeader.parse(header).rel('next').length;
  seen.push({ length: header.length, found, other });
  console.log(
    `page ${page} of 9, ${idCount} ids, ${header.length} characters:`.padEnd(42),
    `next page ${found} (http-link-header: ${other} found)`,
  );
}
note(1, 0);
note(2, 0);
note(1, 10);
note(2, 10);
note(2, 20);

const isAsSeen = seen.every(({ length, found, other }) => other === 1 && (found === 'none') === length > 2000);
const stopsInTheMiddle = seen[2].found === '2' && seen[3].found === 'none';
console.log(isAsSeen && stopsInTheMiddle ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen && stopsInTheMiddle ? 0 : 1);
JS
timeout 60 node run.js
