#!/usr/bin/env bash
# rrule 2.8.1 (npm) reads the start of an all-day event as "now".
#
# Calendars write the start of a recurring all-day event as DTSTART;VALUE=DATE:20270115. `rrulestr` takes the DTSTART and RRULE
# lines of such an event as text. One would expect the 15th of January, or an error for what is not supported.
#
# What happens: neither. The line is passed over without a word, and the rule starts at the moment of the call: the dates
# depend on when the code runs, with the time of day of that run. DTSTART:20270115T000000Z and DTSTART;TZID=… in the same
# place are read rightly, so tests with timed events do not show it.
#
# What to do: give the start as an option (`rrulestr(text, { dtstart })`), or take ";VALUE=DATE" out first.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save rrule@2.8.1

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import rrule from 'rrule';

const { version } = JSON.parse(readFileSync('node_modules/rrule/package.json', 'utf8'));
console.log(`node ${process.version}, rrule ${version}`);

const RULE = 'RRULE:FREQ=MONTHLY;COUNT=3';
const starts = {
  date: 'DTSTART;VALUE=DATE:20270115',
  'date and time': 'DTSTART:20270115T000000Z',
  'time with a zone': 'DTSTART;TZID=Europe/Berlin:20270115T000000',
};
const first = {};
const before = Date.now();
for (const [name, start] of Object.entries(starts)) {
  const dates = rrule.rrulestr(`${start}\n${RULE}`).all();
  first[name] = dates[0];
  console.log(name.padEnd(18), dates.map((date) => date.toISOString()).join(' '));
}
const given = rrule.rrulestr(`${starts.date}\n${RULE}`, { dtstart: new Date('2027-01-15T00:00:00Z') }).all()[0];
console.log('date, and option  ', given.toISOString());

/** rrule counts in whole seconds. */
const isNow = first.date.getTime() >= before - 1000 && first.date.getTime() <= Date.now();
const isRight = (date) => date.toISOString().startsWith('2027-01-1');
const isAsSeen =
  isNow && isRight(first['date and time']) && isRight(first['time with a zone']) && isRight(given);
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
