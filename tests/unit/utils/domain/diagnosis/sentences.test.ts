import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../../../utils/domain/diagnosis/checks/index.ts';
import { UNKNOWNS } from '../../../../../utils/domain/diagnosis/facts.ts';
import { FIXES } from '../../../../../utils/domain/diagnosis/fixes.ts';
import { QUESTIONS, type QuestionId } from '../../../../../utils/domain/diagnosis/questions.ts';
import { FIX_IDS, NEEDS, RECIPIENTS, STAGES, VERDICTS } from '../../../../../utils/domain/diagnosis/types.ts';
import { ERROR_KINDS } from '../../../../../utils/base/errors.ts';
import {
  answerText,
  fixName,
  itemName,
  keyOf,
  needSentence,
  questionText,
  recipientName,
  stageName,
  verdictWord,
  whySentence,
} from '../../../../../utils/domain/diagnosis/sentence.ts';
import { ITEM_TYPES } from '../../../../../utils/vendors/procore/urls.ts';

const sentences = new Map(
  (await parseMessagesFile('utils/i18n/locales/en.yml')).map((entry) => [
    entry.key.join('.'),
    'message' in entry ? entry.message : '',
  ]),
);
/** What stands under a key, without the key itself. */
const under = (prefix: string) =>
  [...sentences.keys()]
    .filter((key) => key.startsWith(`${prefix}.`))
    .map((key) => key.slice(prefix.length + 1))
    .toSorted();
const questions = Object.keys(QUESTIONS) as QuestionId[];

describe('the sentences of the troubleshooter', () => {
  test('should be there for everything a check can say, and for nothing else', () => {
    const said = CHECKS.flatMap(({ id, outcomes }) =>
      ['title', ...Object.keys(outcomes)].map((word) => `${keyOf(id)}.${keyOf(word)}`),
    );
    expect(under('diagnosis.check')).toEqual(said.toSorted());
  });

  test('should be there for every question and each of its answers, and for nothing else', () => {
    const asked = questions.flatMap((id) =>
      ['text', ...QUESTIONS[id]].map((word) => `${keyOf(id)}.${keyOf(word)}`),
    );
    expect(under('diagnosis.question')).toEqual(asked.toSorted());
    for (const id of questions) {
      expect(QUESTIONS[id]).toContain('unsure');
      expect(questionText(id)).toMatch(/\?$/);
      for (const answer of QUESTIONS[id]) expect(answerText(id, answer)).not.toBe('');
    }
  });

  test('should be there for every word, and for nothing else', () => {
    const lists = {
      verdict: VERDICTS.map((word) => [word, verdictWord(word)]),
      stage: STAGES.map((word) => [word, stageName(word)]),
      need: NEEDS.map((word) => [word, needSentence(word)]),
      fix: FIX_IDS.map((word) => [word, fixName(word)]),
      recipient: RECIPIENTS.map((word) => [word, recipientName(word)]),
      item: ITEM_TYPES.map((word) => [word, itemName(word)]),
    };
    for (const [section, words] of Object.entries(lists)) {
      expect(under(`diagnosis.${section}`)).toEqual(words.map(([word = '']) => keyOf(word)).toSorted());
      expect(new Set(words.map(([, sentence]) => sentence)).size).toBe(words.length);
    }
    for (const why of [...ERROR_KINDS, ...UNKNOWNS]) expect(whySentence(why)).toMatch(/\.$/);
  });

  test('should be there for everything a message can ask of its reader, and for nothing else', () => {
    for (const recipient of RECIPIENTS) {
      const asks = CHECKS.filter(({ outcomes }) =>
        Object.values(outcomes).some(({ fixes }) => fixes.includes(`message-${recipient}`)),
      )
        .map(({ id }) => id)
        // A word nobody knows is asked about in the panel; a message is written where something fails or warns.
        .map(keyOf);
      expect(under(`diagnosis.letter.${keyOf(recipient)}`)).toEqual(asks.toSorted());
    }
  });

  test('should be plain: no code, no name of a part of ours, one space between words', () => {
    const odd = [...sentences].filter(
      ([key, text]) =>
        key.startsWith('diagnosis.') &&
        (/ {2}|\b(?:API|OAuth|undefined|null|HTTP)\b|'|"/.test(text) || text.length > 330),
    );
    expect(odd).toEqual([]);
  });
});

describe('the fixes', () => {
  test('should each be told, and each be offered by a check', () => {
    expect(Object.keys(FIXES)).toEqual([...FIX_IDS]);
    const offered = new Set(
      CHECKS.flatMap(({ outcomes }) => Object.values(outcomes).flatMap(({ fixes }) => fixes)),
    );
    expect(FIX_IDS.filter((id) => !offered.has(id))).toEqual([]);
  });

  test('should start the procedure and write to the recipient of their own name', () => {
    const misled = FIX_IDS.filter((id) => {
      const fix = FIXES[id];
      switch (fix.does) {
        case 'leads':
          return fix.procedure !== null && fix.procedure !== (id === 'open-profile' ? 'find-row' : id);
        case 'message':
          return `message-${fix.recipient}` !== id;
        default:
          return id.startsWith('message-');
      }
    });
    expect(misled).toEqual([]);
    const procedures = FIX_IDS.filter((id) => {
      const fix = FIXES[id];
      return fix.does === 'leads' && fix.procedure !== null;
    });
    expect(procedures).toEqual([
      'link',
      'relink',
      'switch-account',
      'reconnect',
      'enable-project',
      'switch-on-signing',
      'finish-envelope',
      'sign-envelope',
      'add-invoice-contact',
      'open-profile',
    ]);
  });

  test('should be there for everything that fails or warns', () => {
    const bare = CHECKS.flatMap(({ id, outcomes }) =>
      Object.entries(outcomes)
        .filter(([, { verdict, fixes }]) => (verdict === 'fail' || verdict === 'warn') && fixes.length === 0)
        .map(([word]) => `${id} ${word}`),
    );
    expect(bare).toEqual([]);
  });
});
