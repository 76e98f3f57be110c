import { beforeEach, describe, expect, test } from 'vitest';
import { FACTS_VERSION } from '../../../../../../utils/domain/diagnosis/facts.ts';
import { AppFault } from '../../../../../../utils/base/errors.ts';
import { toJson } from '../../../../../../utils/domain/diagnosis/report/json.ts';
import { toMarkdown } from '../../../../../../utils/domain/diagnosis/report/markdown.ts';
import {
  LARGEST_FILE,
  openReport,
  openReportFile,
  REPORT_FAULTS,
} from '../../../../../../utils/domain/diagnosis/report/parse-report.ts';
import { GROUPS, type Report } from '../../../../../../utils/domain/diagnosis/report/report.ts';
import { reportFaultSentence } from '../../../../../../utils/domain/diagnosis/report/report-sentence.ts';
import { speakEnglish } from '../../../../components/kit.tsx';
import { healthyFacts } from '../world.ts';
import { largestFacts, reportOf } from './kit.ts';

beforeEach(speakEnglish);

const report = reportOf(healthyFacts());
const json = toJson(report);

function refusal(text: string): string | undefined {
  try {
    openReport(text);
    return 'opened';
  } catch (thrown) {
    if (thrown instanceof AppFault && thrown.error.kind === 'bad-input') return thrown.error.detail;
    throw thrown;
  }
}
const changed = (edit: (report: Report & Record<string, unknown>) => void): string => {
  const copy = structuredClone(report) as Report & Record<string, unknown>;
  edit(copy);
  return JSON.stringify(copy);
};

describe('what is opened', () => {
  test.each([
    ['the file', json],
    ['JSON on one line', JSON.stringify(report)],
    [
      'a file with a mark at its start and ends of lines of Windows',
      `\ufeff${json.replaceAll('\n', '\r\n')}`,
    ],
  ])('should be the report that was written: %s', (_, text) => {
    expect(openReport(text)).toEqual(report);
  });

  test('should be the same where the second version wrote it', () => {
    expect(openReport(changed((copy) => Object.assign(copy.facts, { version: 2 })))).toEqual(report);
  });

  test('should be the report in Markdown, also within a mail or a ticket', () => {
    const markdown = toMarkdown(report);
    expect(openReport(markdown)).toEqual(report);
    expect(openReport(markdown.replaceAll('\n', '\r\n'))).toEqual(report);
    expect(openReport(`Hello,\n\`\`\`\nsome log\n\`\`\`\n${markdown}\nThanks.\n`)).toEqual(report);
    expect(openReport(`They wrote:\n${markdown.replaceAll(/^/gm, '> ')}`)).toEqual(report);
    expect(openReport(`They wrote:\n${markdown.replaceAll(/^/gm, '> > ')}`)).toEqual(report);
  });

  test('should be the same for texts of every kind', () => {
    const facts = largestFacts();
    if (!facts.docusign.known) throw new Error('unknown');
    const texts = [
      '```\n# x\n```json\n{"report":"countersign"}',
      '</script><img src=x onerror=alert(1)>',
      'a\u202eb\u0000c\u2028d',
      '\u{1f469}\u200d\u{1f469} \ud800 \u{e0041}',
      '> quoted | _x_ *y* [z](https://evil.example)',
      '__proto__',
    ];
    for (const [at, text] of texts.entries()) {
      const account = facts.docusign.value.accounts[at];
      if (account) account.accountName = text;
    }
    const written = reportOf(facts, ...GROUPS);
    expect(openReport(toJson(written))).toEqual(written);
    const markdown = toMarkdown(written);
    expect(openReport(markdown)).toEqual(written);
    expect(openReport(markdown.replaceAll(/^/gm, '> '))).toEqual(written);
    // oxlint-disable-next-line no-control-regex
    expect(markdown.replaceAll('\n', '')).not.toMatch(/[<>\u0000-\u001f\u202e\u2028]/);
    expect(markdown.match(/```/g)).toHaveLength(2);
  });
});

describe('what is refused', () => {
  test.each([
    ['nothing', ''],
    ['words', 'Hello, it does not work.'],
    ['a list', '[1]'],
    ['null', 'null'],
    ['another file', '{"name":"countersign"}'],
    ['a report of somebody else', '{"report":"other","version":1}'],
    ['a picture', '\u0089PNG\r\n\u001a\n'],
    ['a deep file', '['.repeat(150_000)],
  ])('should be no report: %s', (_, text) => {
    expect(refusal(text)).toBe('not-a-report');
  });

  test.each([
    ['it was cut', json.slice(0, 900)],
    ['its block was cut', `# x\n\`\`\`json\n${json.slice(0, 900)}`],
    ['something was added', changed((copy) => Object.assign(copy, { more: 1 }))],
    ['something was added to the facts', changed((copy) => Object.assign(copy.facts, { more: 1 }))],
    ['a fact is gone', changed((copy) => Reflect.deleteProperty(copy.facts, 'page'))],
    ['a figure is a text', changed((copy) => Object.assign(copy, { madeAt: 'now' }))],
    ['a date is none', changed((copy) => Object.assign(copy.facts.page, { at: 1e300 }))],
    ['a figure has no end', json.replace(/"madeAt": \d+/, '"madeAt": 1e999')],
    ['a version is a sentence', changed((copy) => Object.assign(copy, { app: 'x'.repeat(41) }))],
    ['a place is unknown', json.replace(/"place": ?"item"/, '"place":"moon"')],
    ['a prototype is in it', json.replace('"report":', '"__proto__":{"a":1},"report":')],
    ['it is of no version', changed((copy) => Object.assign(copy, { version: 0 }))],
  ])('should be damaged: %s', (_, text) => {
    expect(refusal(text)).toBe('damaged');
  });

  test('should be newer where its version or that of its facts is', () => {
    expect(refusal(changed((copy) => Object.assign(copy, { version: 2 })))).toBe('newer');
    expect(refusal(changed((copy) => Object.assign(copy.facts, { version: FACTS_VERSION + 1 })))).toBe(
      'newer',
    );
    expect(refusal(`\`\`\`json\n${changed((copy) => Object.assign(copy, { version: 9 }))}\n\`\`\``)).toBe(
      'newer',
    );
  });

  test('should be too large before it is looked at', async () => {
    expect(refusal(' '.repeat(LARGEST_FILE + 1))).toBe('too-large');
    const text = async (): Promise<string> => {
      throw new Error('read');
    };
    await expect(openReportFile({ size: LARGEST_FILE + 1, text })).rejects.toMatchObject({
      error: { kind: 'bad-input', detail: 'too-large' },
    });
    await expect(openReportFile({ size: 5, text })).rejects.toMatchObject({
      error: { kind: 'bad-input', detail: 'damaged' },
    });
    await expect(openReportFile({ size: 5, text: async () => json })).resolves.toEqual(report);
  });

  test('should take no longer for a text made to take long', () => {
    const started = performance.now();
    for (const line of [
      '```a\n',
      '`',
      '> ',
      '"report":',
      '"report" ',
      '>',
      '{"report":"countersign"}\n```\n',
    ]) {
      expect(refusal(line.repeat(Math.floor(LARGEST_FILE / line.length)))).not.toBe('opened');
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('should each have its sentence', () => {
    const sentences = REPORT_FAULTS.map((fault) => reportFaultSentence(fault));
    expect(new Set(sentences).size).toBe(REPORT_FAULTS.length);
    expect([reportFaultSentence('constructor'), reportFaultSentence()]).toEqual([undefined, undefined]);
  });
});
