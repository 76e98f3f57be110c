#!/usr/bin/env bash
# ical.js 2.2.1 (npm) gives several days a month for a rule that asks for one.
#
# "The 31st, or the last day of a shorter month" is written BYMONTHDAY=28,29,30,31;BYSETPOS=-1: of the days named, the last one
# that the month has (RFC 5545). One would expect one day a month, as for the last working day, BYDAY=MO,…,FR;BYSETPOS=-1,
# which ical.js expands rightly.
#
# What happens: the first two dates are right, so a glance at the next occurrence shows nothing; from the third on BYSETPOS is
# ignored and each month comes with all the days named: up to four due dates a month instead of one. rrule 2.8.1
# expands the same rule as the standard has it.
#
# What to do: write BYMONTHDAY=-1 where the last day is meant, else an event of its own for each date.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save ical.js@2.2.1 rrule@2.8.1

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import rrule from 'rrule';

const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(`node ${process.version}, ical.js ${versionOf('ical.js')}, rrule ${versionOf('rrule')}`);

const DATES = 6;
function withIcalJs(start, rule) {
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(start));
  return Array.from({ length: DATES }, () => iterator.next().toString()).join(' ');
}
function withRrule(start, rule) {
  const text = `DTSTART:${start.replaceAll('-', '')}T000000Z\nRRULE:${rule};COUNT=${DATES}`;
  const dates = rrule.rrulestr(text).all();
  return dates.map((date) => date.toISOString().slice(0, 10)).join(' ');
}
function expand(start, rule) {
  const dates = { icalJs: withIcalJs(start, rule), rrule: withRrule(start, rule) };
  console.log(`${rule}\n  ical.js  ${dates.icalJs}\n  rrule    ${dates.rrule}`);
  return dates;
}

const lastNamed = expand('2027-01-31', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1');
const lastDay = expand('2027-01-31', 'FREQ=MONTHLY;BYMONTHDAY=-1');
const lastWorking = expand('2027-01-29', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1');

const isAsSeen =
  lastNamed.icalJs === '2027-01-31 2027-02-28 2027-03-28 2027-03-29 2027-03-30 2027-03-31' &&
  lastNamed.rrule === '2027-01-31 2027-02-28 2027-03-31 2027-04-30 2027-05-31 2027-06-30' &&
  lastDay.icalJs === lastNamed.rrule &&
  lastDay.rrule === lastNamed.rrule &&
  lastWorking.icalJs === lastWorking.rrule;
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
