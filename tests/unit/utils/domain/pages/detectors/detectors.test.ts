// @vitest-environment happy-dom
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { find } from '../../../../../../utils/domain/pages/detectors/find.ts';
import { DETECTORS } from '../../../../../../utils/domain/pages/detectors/registry.ts';
import type { Detector, Examples } from '../../../../../../utils/domain/pages/detectors/types.ts';
import { ELEMENT_KINDS } from '../../../../../../utils/base/types.ts';

/** happy-dom's own window lets a test say where it is. */
declare global {
  interface Window {
    happyDOM: { setURL: (address: string) => void };
  }
}

afterEach(() => vi.restoreAllMocks());
beforeEach(() => {
  window.happyDOM.setURL('https://app.procore.com/1/project/commitments/work_order_contracts/2');
  document.body.innerHTML = '';
});

const readingsOf = (markup: string) => {
  document.body.innerHTML = markup;
  return [...find(document).values()];
};

const proven: { detector: Detector; examples: Examples }[] = await Promise.all(
  DETECTORS.map(async (detector) => ({
    detector,
    examples: (
      (await import(`../../../../../../utils/domain/pages/detectors/${detector.kind}.ts`)) as {
        examples: Examples;
      }
    ).examples,
  })),
);

describe.each(proven)('the detector of $detector.kind', ({ detector: { kind }, examples }) => {
  test.each(Object.entries(examples))('reads %s', (markup, expected) => {
    const found = readingsOf(markup);
    expect(found.map(({ kind, says }) => [kind, says])).toEqual(expected.map((says) => [kind, says]));
  });
});

test('every kind of element has its detector, and every detector its examples', () => {
  expect(DETECTORS.map(({ kind }) => kind).toSorted()).toEqual(ELEMENT_KINDS.toSorted());
  expect(proven.filter(({ examples }) => Object.keys(examples).length < 3)).toEqual([]);
});

test('every detector file is in the registry', () => {
  const files = readdirSync(`${import.meta.dirname}/../../../../../../utils/domain/pages/detectors`).map(
    (file) => file.replace('.ts', ''),
  );
  expect(ELEMENT_KINDS.filter((kind) => !files.includes(kind))).toEqual([]);
});

test('a greyed button is read as greyed', () => {
  expect(
    readingsOf(
      '<button disabled>Send to DocuSign®</button><a role="button" aria-disabled="true" href="#">Send with DocuSign</a>',
    ),
  ).toEqual([
    { kind: 'send-button', says: 'send-to', disabled: true },
    { kind: 'send-button', says: 'send', disabled: true },
  ]);
});

test('boxes that no words of ours lead to are not asked for their labels: each answer costs a walk through the page', () => {
  const boxes = Array.from(
    { length: 50 },
    (_, at) => `<input type="checkbox" id="row-${at}" aria-label="Row ${at}">`,
  );
  document.body.innerHTML = `<button>Send to DocuSign®</button>${boxes.join('')}`;
  const labels = vi.spyOn(HTMLInputElement.prototype, 'labels', 'get');
  expect([...find(document).values()]).toMatchObject([{ kind: 'send-button' }]);
  expect(labels).not.toHaveBeenCalled();
});

test.each([
  ['', []],
  ['<p>Log in to DocuSign again.</p>', [{ kind: 'banner', says: 'signature-required' }]],
])(
  'beside no item a banner that does not name DocuSign is another tool\u2019s: %j more in it',
  (more, expected) => {
    window.happyDOM.setURL('https://app.procore.com/1/project/rfi/list');
    expect(readingsOf(`<div role="alert"><h4>Signature Required</h4>${more}</div>`)).toEqual(expected);
  },
);
