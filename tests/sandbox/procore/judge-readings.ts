import type { ElementKind } from '../../../utils/base/types.ts';
import type { CataloguePage, WordSource } from './catalogue.ts';

export type ReadOnPage = { kind: string; says: string; disabled?: boolean };

/** Two kinds that only their words tell apart. */
const CONFUSABLE: Record<ElementKind, readonly string[]> = {
  'link-row': ['link-row', 'send-button'],
  'send-button': ['send-button', 'link-row'],
  'sign-toggle': ['sign-toggle', 'enable-box'],
  'enable-box': ['enable-box', 'sign-toggle'],
  banner: ['banner'],
};

const describe = (reading: ReadOnPage) =>
  `${reading.kind} "${reading.says}"${reading.disabled ? ' (greyed)' : ''}`;

/**
 * What is wrong with a reading of a page, in words; nothing when all is right. Documented words must be read exactly;
 * a word of the other French may be read or be unknown; an invented word must be unknown, or nothing where nothing
 * but the word marks the element. Whatever else was read is wrong.
 */
export function judgeReadings(page: CataloguePage, readings: readonly ReadOnPage[]): string[] {
  const left = [...readings];
  const wrong: string[] = [];
  const take = (fits: (reading: ReadOnPage) => boolean): boolean => {
    const at = left.findIndex(fits);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  const order: readonly WordSource[] = ['documented', 'sibling', 'invented'];
  for (const word of order)
    for (const expected of page.expected.filter((each) => each.word === word)) {
      const truly = (reading: ReadOnPage) =>
        reading.kind === expected.kind &&
        reading.says === expected.says &&
        Boolean(reading.disabled) === Boolean(expected.disabled);
      const unknown = (reading: ReadOnPage) =>
        reading.says === 'unknown' && CONFUSABLE[expected.kind].includes(reading.kind);
      const fits = (reading: ReadOnPage) => truly(reading) || (word !== 'documented' && unknown(reading));
      if (expected.count === 'in-view') {
        if (!take(fits)) wrong.push(`missing: ${describe({ kind: expected.kind, says: expected.says })}`);
        while (take(fits));
        continue;
      }
      const count = expected.count ?? 1;
      let found = 0;
      while (found < count && take(fits)) found += 1;
      if (expected.required && found < count)
        wrong.push(
          `missing: ${describe({ kind: expected.kind, says: expected.says, disabled: expected.disabled ?? false })}${count > 1 ? ` (${found} of ${count})` : ''}`,
        );
    }
  for (const reading of left.slice(0, 20)) wrong.push(`not there: ${describe(reading)}`);
  return wrong;
}
