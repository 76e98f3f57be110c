import { i18n } from '#i18n';
import {
  answerText,
  checkTitle,
  findingSentence,
  itemName,
  questionText,
  verdictWord,
  whySentence,
} from '../sentence.ts';
import { factName, leftOutSentence } from './report-sentence.ts';
import type { Instant } from '../../../base/types.ts';
import { visibleText } from '../../../base/visible-text.ts';
import { diagnose, isTrouble, troublesOf } from '../diagnose.ts';
import type { Facts } from '../facts.ts';
import { type AnswerOf, QUESTIONS, type QuestionId } from '../questions.ts';
import { type Finding, VERDICTS } from '../types.ts';
import { toJson } from './json.ts';
import type { Report } from './report.ts';

/**
 * A report for a ticket: what a person reads on top, and at its end the JSON, so that one file is enough. It is written
 * from the report alone, so it holds nothing that the report leaves out.
 */
export function toMarkdown(report: Report): string {
  const { facts } = report;
  const { findings, cause } = diagnose(facts);
  const others = troublesOf(findings).filter((finding) => finding !== cause);
  const parts = [
    `# ${i18n.t('report.text.title')}`,
    i18n.t('report.text.made', [outside(report.app), sayWhen(report.madeAt)]),
    `## ${i18n.t('report.text.cause')}`,
    cause ? paragraphsOf(cause, facts).join('\n\n') : i18n.t('report.text.no_cause'),
    ...(others.length === 0
      ? []
      : [
          `## ${i18n.t('report.text.others')}`,
          ...others.map((finding) => paragraphsOf(finding, facts).join('\n\n')),
        ]),
    `## ${i18n.t('report.text.rest')}`,
    list(restOf(findings)),
    `## ${i18n.t('report.text.environment')}`,
    list(environmentOf(facts)),
    `## ${i18n.t('report.text.left_out')}`,
    report.leftOut.length === 0
      ? i18n.t('report.text.nothing_left_out')
      : list(report.leftOut.map(leftOutSentence)),
    `## ${i18n.t('report.text.data')}`,
    i18n.t('report.text.data_text'),
    `\`\`\`json\n${toJson(report).trimEnd()}\n\`\`\``,
  ];
  return `${parts.join('\n\n')}\n`;
}

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');

/** Whoever reads it may live elsewhere, so moments are told in one time zone. */
const sayWhen = (at: Instant) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function paragraphsOf(finding: Finding, facts: Facts): string[] {
  const { check, verdict, outcome, evidence } = finding;
  const rests = evidence.map((name) => `${factName(name)} (${sayWhen(facts[name].at)})`);
  return [
    `### ${checkTitle(check)}: ${verdictWord(verdict)}`,
    findingSentence(finding, outside),
    [
      i18n.t('report.text.read', [sayWhen(finding.at)]),
      rests.length > 0 ? i18n.t('report.text.rests', [rests.join(', ')]) : '',
      `\`${check}.${outcome}\``,
    ]
      .filter(Boolean)
      .join(' '),
  ];
}

/** What is in no trouble, a line for each verdict. */
function restOf(findings: readonly Finding[]): string[] {
  return VERDICTS.filter((verdict) => !isTrouble({ verdict })).flatMap((verdict) => {
    const titles = findings
      .filter((finding) => finding.verdict === verdict)
      .map(({ check }) => checkTitle(check));
    return titles.length === 0 ? [] : [`${verdictWord(verdict)}: ${titles.join(' · ')}`];
  });
}

function environmentOf({ subject, browser, docusign, reach, clock, answers }: Facts): string[] {
  const line = (label: string, value: string) => i18n.t('report.text.line', [label, value]);
  const { item } = subject;
  const system = (name: string) => (name === '' ? '' : ` (${outside(name)})`);
  return [
    line(
      factName('browser'),
      browser.known
        ? `${outside(browser.value.name)} ${browser.value.version}${system(browser.value.system)}`
        : whySentence(browser.why),
    ),
    ...(subject.zone === '' ? [] : [line(i18n.t('report.text.host'), outside(subject.zone))]),
    ...(item ? [line(factName('item'), itemName(item.type))] : []),
    line(
      factName('docusign'),
      docusign.known
        ? docusign.value.environment === 'demo'
          ? i18n.t('common.demo')
          : i18n.t('common.production')
        : whySentence(docusign.why),
    ),
    ...(reach.known
      ? reach.value.map(({ host, answer }) =>
          line(
            outside(host),
            answer.known ? i18n.t('report.text.took', [answer.value.took]) : whySentence(answer.why),
          ),
        )
      : []),
    ...(clock.known
      ? [line(factName('clock'), i18n.t('report.text.ahead', [Math.round(clock.value.ahead / 1000)]))]
      : []),
    ...(Object.keys(QUESTIONS) as QuestionId[]).flatMap((question) => answered(question, answers[question])),
  ];
}

function answered<Q extends QuestionId>(question: Q, answer: AnswerOf<Q> | undefined): string[] {
  return answer === undefined
    ? []
    : [i18n.t('report.text.answer', [questionText(question), answerText(question, answer)])];
}

const MARKUP = /[&<>"'`*_\\[\]~|!#]|:(?=\/\/)|(?<=\bwww)\./gi;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Text from outside: what means something to Markdown or HTML stands as its number, which both show as it was. */
function outside(text: string): string {
  const shown = visibleText(text).text.replace(MARKUP, (sign) => `&#${sign.codePointAt(0)};`);
  return RIGHT_TO_LEFT.test(shown) ? `\u2068${shown}\u2069` : shown;
}
