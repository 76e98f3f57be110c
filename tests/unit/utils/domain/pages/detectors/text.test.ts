// @vitest-environment happy-dom
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fold,
  mayBeOurs,
  namesDocusign,
  indexLabels,
  shownText,
} from '../../../../../../utils/domain/pages/detectors/text.ts';

test.each([
  ['Complete with DocuSign®', 'Complete with DocuSign'],
  ['DocuSign© Envelope Setup Not Completed', 'docusign envelope setup not completed'],
  ['Link\u00a0DocuSign\u200b Account:', 'Link DocuSign Account'],
  ['\u2067Synced\u2069', 'SYNCED'],
  ['Synchronise\u0301', 'Synchronisé'],
  ['Ｄｏｃｕｓｉｇｎ', 'DocuSign'],
  ['使用DocuSign完成', '使用 DocuSign™ 完成'],
  ['\n\tRe-Authentication\n Required *', 're-authentication required'],
])('%j and %j are one label', (one, other) => {
  expect(fold(one)).toBe(fold(other));
});

test.each([
  ['Synced', 'Unsynced'],
  ['DocuSign', 'DосuSign'], // Cyrillic о and с
  ['Synced', 'Sync'],
  ['Send with DocuSign', 'Create & Send with DocuSign'],
])('%j and %j are two labels', (one, other) => {
  expect(fold(one)).not.toBe(fold(other));
});

test('texts without odd characters fold as all others do', () => {
  const inFull = (text: string) =>
    text
      .replace(/[®©™]/g, '')
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{C}]+/gu, '')
      .replace(/[:*]+$/, '');
  const plain = [...' \t\n\u00a0\u3000®:*&-!~AZazÀßÿœぁゖァヺー一鿿使用完了'];
  const odd = [...'\u200b\u0301\u3099ＤｱﬁſŉĳΣ…²ª・゛\u0000\ud800'];
  const texts = fc.array(fc.constantFrom(...plain, ...odd), { maxLength: 12 }).map((all) => all.join(''));
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), (text) => fold(text) === inFull(text)),
    { numRuns: 5000 },
  );
  const all = Array.from({ length: 0x10000 }, (_, code) => `a${String.fromCharCode(code)}b`);
  expect(all.filter((text) => fold(text) !== inFull(text))).toEqual([]);
});

test('the first look never rules out a label, whatever odd characters are in it', () => {
  const labels = [
    'Docu\u200bSign',
    'ＤｏｃｕＳｉｇｎ',
    'DOCUSIGN',
    'Unterschrift benötigt',
    '再認証が必要',
    'SIGNATURE PENDING',
  ];
  expect(labels.filter((label) => !mayBeOurs(label))).toEqual([]);
  expect(mayBeOurs('Synced')).toBe(false);
  expect(mayBeOurs(null)).toBe(false);
});

test('prose that names DocuSign is no label', () => {
  expect(namesDocusign(fold('Link DocuSign Account'))).toBe(true);
  expect(namesDocusign(fold('DocuSign lets the people on this item sign it without paper.'))).toBe(false);
});

test('only what is seen is text', () => {
  document.body.innerHTML =
    '<div id="d">Complete <b hidden>not</b><i aria-hidden="true">→</i><svg><title>Loading</title></svg><script>x</script> with <template>y</template>DocuSign<input type="submit" value="®"></div>';
  const element = document.getElementById('d');
  expect(element && shownText(element)).toBe('completewithdocusign');
});

test('labels that differ only in marks share their meaning', () => {
  expect([...indexLabels({ a: ['Send to DocuSign', 'Send to DocuSign®'], b: ['x'] })]).toEqual([
    ['sendtodocusign', 'a'],
    ['x', 'b'],
  ]);
});
