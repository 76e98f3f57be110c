import { parseArgs } from 'node:util';
import { guideFaults, lineOf, tortureGuideAlone } from './guide.ts';
import { stopOf, tortureReports } from './reports.ts';
import { tortureRuns } from './runs/torture-runs.ts';

/**
 * `npm run torture -- reports [--reports 2000] [--kills 500] [--tabs 5] [--seed 1]`: the shipping build in real Chromium,
 * its worker killed at random while pages report. `npm run torture -- guide [--runs 20]`: while somebody is led through a
 * re-link. `npm run torture -- runs [--runs 20] [--users 200] [--seed 1]`: durable runs against the sandbox, without a
 * browser. Each ends with one line, and with an error where anything was lost, doubled or stood still.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    reports: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '500' },
    tabs: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '20' },
    users: { type: 'string', default: '200' },
  },
});
async function torture(): Promise<{ faults: readonly string[]; line: string }> {
  switch (positionals.join()) {
    case 'reports':
      return tortureReports({
        reports: stopOf(values.reports),
        kills: stopOf(values.kills),
        tabs: stopOf(values.tabs),
        seed: stopOf(values.seed),
        say: console.log,
      });
    case 'guide': {
      const seen = await tortureGuideAlone(stopOf(values.runs));
      return { faults: guideFaults(seen), line: lineOf(seen) };
    }
    case 'runs':
      return tortureRuns({
        runs: stopOf(values.runs),
        users: stopOf(values.users),
        seed: stopOf(values.seed),
        say: console.log,
      });
    default:
      console.error(
        'There are three: npm run torture -- reports [--reports N] [--kills N] [--tabs N] [--seed N], npm run torture -- guide [--runs N], and npm run torture -- runs [--runs N] [--users N] [--seed N]',
      );
      process.exit(1);
  }
}

const result = await torture();
for (const fault of result.faults) console.log(fault);
console.log(result.line);
process.exit(result.faults.length === 0 ? 0 : 1);
