import { describe, expect, test } from 'vitest';
import { diagnose, isTrouble } from '../../../../../utils/domain/diagnosis/diagnose.ts';
import { factsShape } from '../../../../../utils/domain/diagnosis/facts.ts';
import { CAUSES, type Cause } from './causes.ts';
import { gather, healthyFacts, healthyWorld } from './world.ts';

function namedIn(...causes: Cause[]) {
  const world = healthyWorld();
  for (const { plant } of causes) plant(world);
  const facts = gather(world);
  expect(factsShape().safeParse(facts).error).toBeUndefined();
  return diagnose(facts);
}

/** What was planted and not named, and what was named and not planted. */
function compare(...causes: Cause[]): { missed: string[]; extra: string[] } {
  const named = namedIn(...causes)
    .findings.filter(isTrouble)
    .map(({ check }) => check);
  const what = causes.map(({ name }) => name).join(' + ');
  return {
    missed: causes.filter(({ check }) => !named.includes(check)).map(({ check }) => `${what}: ${check}`),
    extra: named
      .filter((id) => !causes.some(({ check }) => check === id))
      .map((check) => `${what}: ${check}`),
  };
}

const hides = (one: Cause, other: Cause) =>
  one.apart.some(
    (word) => word.startsWith('hides:') && other.apart.includes(word.replace('hides:', 'shown by:')),
  );
const excludes = (one: Cause, other: Cause) =>
  one.apart.some((word) => !/^(?:hides|shown by):/.test(word) && other.apart.includes(word));
const mayBeTogether = (one: Cause, other: Cause) =>
  !hides(one, other) && !hides(other, one) && !excludes(one, other);

describe('the causes', () => {
  test('should be many, of their own names, and found in a world that is in order', () => {
    expect(CAUSES.length).toBeGreaterThanOrEqual(24);
    expect(new Set(CAUSES.map(({ check }) => check)).size).toBeGreaterThanOrEqual(24);
    expect(new Set(CAUSES.map(({ name }) => name)).size).toBe(CAUSES.length);
    const { findings, cause, question } = diagnose(healthyFacts());
    expect(findings.filter(isTrouble)).toEqual([]);
    expect({ cause, question }).toEqual({ cause: null, question: null });
  });

  test.each(CAUSES)('should be named alone: $name', (cause) => {
    expect(compare(cause)).toEqual({ missed: [], extra: [] });
    expect(namedIn(cause).cause?.check).toBe(cause.check);
  });

  test('should be named in every pair that can be true at once, in either order, and nothing else with them', () => {
    let planted = CAUSES.length;
    let missed: string[] = [];
    let extra: string[] = [];
    let apart = 0;
    for (const one of CAUSES) {
      for (const other of CAUSES) {
        if (one === other) continue;
        if (!mayBeTogether(one, other)) {
          apart += 1;
          continue;
        }
        planted += 2;
        const found = compare(one, other);
        missed = [...missed, ...found.missed];
        extra = [...extra, ...found.extra];
      }
    }
    for (const cause of CAUSES) {
      const found = compare(cause);
      missed = [...missed, ...found.missed];
      extra = [...extra, ...found.extra];
    }
    console.log(
      `${planted - missed.length} of ${planted} planted causes named, ${extra.length} named that were not planted ` +
        `(${CAUSES.length} causes; ${apart / 2} of ${(CAUSES.length * (CAUSES.length - 1)) / 2} pairs cannot be true at once)`,
    );
    expect({ missed, extra }).toEqual({ missed: [], extra: [] });
  });
});
