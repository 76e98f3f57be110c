import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';

/** A test by its name, and for how many seconds it ran. */
export type Timed = { name: string; seconds: number };
export type Count = { passed: number; failed: number };
/** `named`: the tests that failed, each with the first lines of why. `timed`: every test that tells its time. */
export type Outcome = Count & { named?: string[]; timed?: Timed[] };

const READERS = { vitest: fromVitest, playwright: fromPlaywright, rows: fromRows };
export type Runner = keyof typeof READERS;

/**
 * What a runner's report says. A runner that failed although no test did (a broken file, a crash) counts as one failure.
 * @param runner undefined: the step is none, and counts as one
 */
export async function readOutcome(
  runner: Runner | undefined,
  file: string,
  succeeded: boolean,
): Promise<Outcome> {
  if (runner === undefined) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
  let outcome: Outcome;
  try {
    const report: unknown = JSON.parse(await readFile(file, 'utf8'));
    outcome = READERS[runner](report);
  } catch {
    return { passed: 0, failed: 1 };
  }
  return succeeded || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
}

/** Ours, of `tests/mutations/prove.ts`, is of that shape already. */
function fromRows(report: unknown): Outcome {
  return report as Outcome;
}

function fromVitest(report: unknown): Outcome {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report as Record<
    'numPassedTests' | 'numFailedTests' | 'numPendingTests',
    number
  > & {
    testResults: {
      assertionResults: {
        status: string;
        fullName: string;
        failureMessages: string[];
        duration?: number | null;
      }[];
    }[];
  };
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: numPassedTests,
    // A skipped test is one that nobody knows the result of.
    failed: numFailedTests + numPendingTests,
    named: all
      .filter(({ status }) => status !== 'passed')
      .map(({ fullName, failureMessages }) => named(fullName, failureMessages[0])),
    timed: all.map(({ fullName, duration }) => ({ name: fullName, seconds: (duration ?? 0) / 1000 })),
  };
}

/** As in Playwright's JSON report: suites in suites, and in them the specs with the results of each project. */
type Suite = {
  title: string;
  suites?: Suite[];
  specs: {
    title: string;
    ok: boolean;
    tests: { results: { error?: { message?: string }; duration: number }[] }[];
  }[];
};

function fromPlaywright(report: unknown): Outcome {
  const { stats, suites } = report as {
    stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>;
    suites: Suite[];
  };
  const specs = suites.flatMap((suite) => specsOf(suite, []));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped,
    named: specs
      .filter(({ ok }) => !ok)
      .map(({ name, tests }) => named(name, tests[0]?.results[0]?.error?.message)),
    timed: specs.map(({ name, tests }) => ({
      name,
      seconds: tests
        .flatMap(({ results }) => results)
        .reduce((sum, { duration }) => sum + duration / 1000, 0),
    })),
  };
}

/** Each with the titles of the suites it is in. */
function specsOf(
  { title, suites = [], specs }: Suite,
  above: readonly string[],
): (Suite['specs'][number] & { name: string })[] {
  const titles = [...above, title];
  return [
    ...specs.map((spec) => ({ ...spec, name: [...titles, spec.title].join(' › ') })),
    ...suites.flatMap((inner) => specsOf(inner, titles)),
  ];
}

function named(test: string, why = 'no reason given'): string {
  const lines = stripVTControlCharacters(why)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return `${test}: ${lines.slice(0, 6).join(' | ').slice(0, 400)}`;
}
