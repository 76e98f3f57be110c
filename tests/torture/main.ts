import { parseArgs } from 'node:util';
import { stopOf, tortureReports } from './reports.ts';

/**
 * `npm run torture -- reports [--reports 2000] [--kills 500] [--tabs 5] [--seed 1]`: the shipping build in real Chromium,
 * its worker killed at random while pages report. Ends with one line, and with an error where anything was lost.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    reports: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '500' },
    tabs: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
});
if (positionals.join() !== 'reports') {
  console.error('There is one: npm run torture -- reports [--reports N] [--kills N] [--tabs N] [--seed N]');
  process.exit(1);
}

const result = await tortureReports({
  reports: stopOf(values.reports),
  kills: stopOf(values.kills),
  tabs: stopOf(values.tabs),
  seed: stopOf(values.seed),
  say: console.log,
});
for (const fault of result.faults) console.log(fault);
console.log(result.line);
process.exit(result.faults.length === 0 ? 0 : 1);
