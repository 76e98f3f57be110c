import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, test } from 'vitest';
import { procedureOf, procedures } from '../../../../../utils/domain/guide/procedures/index.ts';
import { PROCEDURE_IDS, STEP_IDS, TARGETS } from '../../../../../utils/domain/guide/types.ts';

const sentences = new Map(
  (await parseMessagesFile('utils/i18n/locales/en.yml')).map((entry) => [
    entry.key.join('.'),
    'message' in entry ? entry.message : '',
  ]),
);
const all = Object.values(procedures);
const allSteps = all.flatMap(({ steps }) => steps);
/** What the protocol lets through to a page. */
const LONGEST = { title: 200, text: 400 };

describe('the procedures', () => {
  test('should be registered under their own id, each of the known ones', () => {
    expect(Object.entries(procedures).map(([id, procedure]) => [id, procedure.id])).toEqual(
      PROCEDURE_IDS.map((id) => [id, id]),
    );
    expect(PROCEDURE_IDS.map((id) => procedureOf(id)?.id)).toEqual([...PROCEDURE_IDS]);
    expect(procedureOf('constructor')).toBeUndefined();
  });

  test('should each have a name in English', () => {
    expect(all.map(({ nameKey }) => sentences.get(`guide.name.${nameKey}`) ?? nameKey)).toEqual([
      'Link your DocuSign account',
      'Link DocuSign again',
      'Switch the DocuSign account',
      'Disconnect and reconnect',
      'Find the DocuSign line',
      'Enable DocuSign in the project',
      'Switch on Sign with DocuSign',
      'Finish the envelope',
      'Sign your part',
      'Add the Invoice Contact',
    ]);
  });

  test('should have a title and a text for every step, short enough for a page with the sentence that may follow', () => {
    const extra = (sentences.get('guide.spot.not_found')?.length ?? LONGEST.text) + 1;
    const bad = allSteps.flatMap(({ texts }) => {
      const title = sentences.get(`guide.${texts}.title`) ?? '';
      const text = sentences.get(`guide.${texts}.text`) ?? '';
      const fits = title.length <= LONGEST.title && text.length + extra <= LONGEST.text;
      return title && text && fits ? [] : [texts];
    });
    expect(bad).toEqual([]);
  });

  test('should have no text in English that no step uses', () => {
    const used = new Set(allSteps.map(({ texts }) => texts));
    const written = [...sentences.keys()].flatMap((key) => /^guide\.(.+)\.title$/.exec(key)?.[1] ?? []);
    expect(written.filter((texts) => !used.has(texts as never))).toEqual([]);
  });

  test('should use every target and every step id, and no step twice in a procedure', () => {
    expect(TARGETS.filter((target) => !allSteps.some(({ targets }) => targets.includes(target)))).toEqual([]);
    expect(STEP_IDS.filter((id) => !allSteps.some((step) => step.id === id))).toEqual([]);
    for (const { steps } of all) expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
  });

  test('should have a proof for every step, and judge freshness only by steps that the procedure has', () => {
    expect(allSteps.filter(({ provenBy }) => provenBy.length === 0)).toEqual([]);
    for (const { steps } of all) {
      const since = steps.flatMap(({ provenBy, passedBy }) =>
        [...provenBy, ...passedBy].flatMap((proof) => (proof.by === 'reading' && proof.freshSince) || []),
      );
      expect(since.filter((id) => !steps.some((step) => step.id === id))).toEqual([]);
    }
  });
});
