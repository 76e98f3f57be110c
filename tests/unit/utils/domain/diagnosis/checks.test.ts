import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../../../utils/domain/diagnosis/checks/index.ts';
import { checksOf, diagnose, isTrouble } from '../../../../../utils/domain/diagnosis/diagnose.ts';
import { factsShape } from '../../../../../utils/domain/diagnosis/facts.ts';
import {
  CHECK_IDS,
  type CheckId,
  type Finding,
  STAGES,
  VERDICTS,
} from '../../../../../utils/domain/diagnosis/types.ts';
import { checkTitle, findingSentence } from '../../../../../utils/domain/diagnosis/sentence.ts';
import { CASES } from './cases.ts';
import { healthyFacts, NOW } from './world.ts';

function findingIn(check: CheckId, says: string): Finding {
  const facts = structuredClone(healthyFacts());
  CASES[check][says]?.(facts);
  expect(factsShape().safeParse(facts).error).toBeUndefined();
  const [finding] = diagnose(facts, checksOf({ check })).findings;
  if (!finding) throw new Error(`no finding of ${check}`);
  return finding;
}

const says = CHECKS.flatMap(({ id, outcomes }) => Object.keys(outcomes).map((word) => [id, word] as const));

describe('the checks', () => {
  test('should be one for each id, in its order, stage by stage, and none as weighty as another', () => {
    expect(CHECKS.map(({ id }) => id)).toEqual([...CHECK_IDS]);
    const stages = CHECKS.map(({ stage }) => STAGES.indexOf(stage));
    expect(stages).toEqual(stages.toSorted((one, other) => one - other));
    expect(new Set(CHECKS.map(({ weight }) => weight)).size).toBe(CHECKS.length);
  });

  test('should each have a picture for everything they can say', () => {
    const shown = Object.entries(CASES).flatMap(([id, cases]) =>
      Object.keys(cases).map((word) => `${id} ${word}`),
    );
    expect(shown.toSorted()).toEqual(says.map((pair) => pair.join(' ')).toSorted());
  });

  test.each(says)('should say of %s: %s', (check, word) => {
    const finding = findingIn(check, word);
    expect(finding.outcome).toBe(word);
    const outcome = CHECKS.find(({ id }) => id === check)?.outcomes[word];
    expect(finding.verdict).toBe(outcome?.verdict);
    expect(finding.at).toBeLessThanOrEqual(NOW);
    const reads = CHECKS.find(({ id }) => id === check)?.reads ?? [];
    expect(finding.evidence.filter((name) => !reads.includes(name))).toEqual([]);
    // What cannot be told says what would help, what is in trouble offers a way out.
    expect({
      helps: finding.needs.length > 0,
      fixable: !isTrouble(finding) || finding.fixes.length > 0,
    }).toEqual({
      helps: finding.verdict === 'could-not-tell',
      fixable: true,
    });
  });

  test.each(says)('should have a whole sentence for %s: %s', (check, word) => {
    const finding = findingIn(check, word);
    const sentence = findingSentence(finding, (value) => `<${value}>`);
    expect(sentence).not.toMatch(/\$\d|<>|undefined/);
    expect(sentence).toMatch(/[.)>?]$/);
    for (const value of finding.values) expect(sentence).toContain(`<${value}>`);
    expect(checkTitle(check)).not.toBe('');
  });

  test('should each pass somewhere and not tell somewhere, and fail or warn somewhere', () => {
    for (const { id, outcomes } of CHECKS) {
      const verdicts = Object.values(outcomes).map(({ verdict }) => verdict);
      expect([id, verdicts.includes('pass'), verdicts.includes('could-not-tell')]).toEqual([id, true, true]);
      expect([id, verdicts.some((verdict) => isTrouble({ verdict }))]).toEqual([id, true]);
      expect(verdicts.filter((verdict) => !VERDICTS.includes(verdict))).toEqual([]);
    }
  });
});
