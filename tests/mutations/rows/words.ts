import type { Mutation } from '../mutation.ts';

const REDACT = 'utils/base/redact.ts';
const LOG = 'utils/base/log.ts';
const REDACT_TEST = 'tests/unit/utils/base/redact.test.ts';
const CANARIES = 'tests/unit/defences/canaries.test.ts';
const STAND_INS = 'utils/domain/diagnosis/report/pseudonyms.ts';
const REPORT_TEST = 'tests/unit/defences/report.test.ts';

/** Words from outside, in what we show, note down and hand on. */
export const WORDS: readonly Mutation[] = [
  {
    id: 'D8-visible',
    says: 'Text from outside is text, and changes nothing around it',
    file: 'utils/base/visible-text.ts',
    find: 'const whole = [',
    replace: 'if (text) return { text, cut: false };\n  const whole = [',
    mustFail: [
      {
        file: 'tests/unit/defences/hostile-text.test.tsx',
        tests: 'shows all of these at once as words',
      },
    ],
  },
  {
    id: 'D15-live-secrets',
    says: 'A secret that is known is in no log, whatever it looks like',
    file: REDACT,
    find: "for (const secret of live) clean = clean.replaceAll(secret, '[secret]');",
    replace: '',
    mustFail: [{ file: REDACT_TEST, tests: 'takes out registered secrets' }],
  },
  {
    id: 'D15-shapes',
    says: 'What looks like a secret or an address is in no log',
    file: REDACT,
    find: 'for (const [shape, instead] of SHAPES) clean = clean.replace(shape, instead);',
    replace: '',
    mustFail: [
      { file: REDACT_TEST, tests: 'what is taken out by its shape' },
      { file: REPORT_TEST, tests: 'is in no report, whatever is ticked' },
    ],
  },
  {
    id: 'D15-log',
    says: 'Everything that goes into the log is redacted',
    file: LOG,
    find: 'text: redactor.redact(looked).slice(0, LONGEST_TEXT)',
    replace: 'text: looked.slice(0, LONGEST_TEXT)',
    mustFail: [
      { file: REDACT_TEST, tests: 'the log' },
      { file: CANARIES, tests: 'leaves no canary' },
    ],
  },
  {
    id: 'D15-no-contents',
    says: 'Of what was thrown its names and messages are logged, and not its contents',
    file: LOG,
    find: 'if (!(thrown instanceof Error)) return `(${typeof thrown})`;',
    replace: 'if (!(thrown instanceof Error)) return JSON.stringify(thrown);',
    mustFail: [{ file: REDACT_TEST, tests: 'and nothing of other thrown values' }],
  },
  {
    id: 'D15-report-people',
    says: 'A report names nobody unasked',
    file: STAND_INS,
    find: "return may(text, group) ? text : (people.get(plain(text)) ?? '');",
    replace: 'return text;',
    mustFail: [{ file: REPORT_TEST, tests: 'is not in the default report' }],
  },
  {
    id: 'D15-report-ids',
    says: 'A report has no id unasked',
    file: STAND_INS,
    find: 'onlyId: (id) => digits(id, new Map()),',
    replace: 'onlyId: (id) => id,',
    mustFail: [{ file: REPORT_TEST, tests: 'is not in the default report' }],
  },
  {
    id: 'D15-report-hosts',
    says: 'A report has no host of a company’s own unasked',
    file: STAND_INS,
    find: "if (may(host, 'words')) return host;",
    replace: 'if (host) return host;',
    mustFail: [{ file: REPORT_TEST, tests: 'is not in the default report' }],
  },
  {
    id: 'D15-report-codes',
    says: 'Of a vendor’s code a report has what is known, and not the words around it',
    file: STAND_INS,
    find: "if (may(code, 'words')) return code;",
    replace: 'if (code) return code;',
    mustFail: [{ file: REPORT_TEST, tests: 'is not in the default report' }],
  },
];
