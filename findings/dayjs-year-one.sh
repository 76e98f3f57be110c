#!/usr/bin/env bash
# dayjs 1.11.23 (npm) reads the .NET "no date" 0001-01-01T00:00:00 as a day of the year 1901.
#
# Servers written in .NET send the first moment of the calendar where a time is not set. DocuSign's eSignature API writes it with a
# Z, but a DateTime of no stated kind is written without one: 0001-01-01T00:00:00. One would expect any date library to
# give the year 1 for both, so that "is it before 1970" tells it from a real time.
#
# What happens: with a Z at the end the year is 1. Without, dayjs takes the text apart itself and gives the parts to the Date
# constructor, which adds 1900 to years below 100: the same text is 1 January 1901, which could be somebody's
# birthday, and `year() === 1` is false. Date itself, luxon 3.7.2
# and date-fns 4.4.0 agree on the year 1.
#
# What to do: compare the text with the vendor's constant before parsing.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --no-save dayjs@1.11.23 luxon@3.7.2 date-fns@4.4.0
export TZ=UTC

cat > run.js <<'JS'
import { readFileSync } from 'node:fs';
import { parseISO } from 'date-fns';
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { DateTime } from 'luxon';

const { version } = JSON.parse(readFileSync('node_modules/dayjs/package.json', 'utf8'));
console.log(`node ${process.version}, dayjs ${version}`);
dayjs.extend(utc);

const rows = [
  '0001-01-01T00:00:00Z',
  '0001-01-01T00:00:00',
  '0001-01-01T00:00:00.0000000',
  '0001-01-01',
].map((text) => {
  const years = {
    Date: new Date(text).getUTCFullYear(),
    luxon: DateTime.fromISO(text, { zone: 'utc' }).year,
    'date-fns': parseISO(text).getUTCFullYear(),
    dayjs: dayjs(text).year(),
    'dayjs.utc': dayjs.utc(text).year(),
  };
  console.log(text.padEnd(30), JSON.stringify(years));
  return years;
});

const isAsSeen =
  rows.every((years) => years.Date === 1 && years.luxon === 1 && years['date-fns'] === 1) &&
  rows[0].dayjs === 1 &&
  rows.slice(1).every((years) => years.dayjs === 1901 && years['dayjs.utc'] === 1901);
console.log(isAsSeen ? 'As described above.' : 'The behaviour has changed.');
process.exit(isAsSeen ? 0 : 1);
JS
timeout 60 node run.js
