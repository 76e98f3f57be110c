import { describe, expect, it } from 'vitest';
import { ageOf, DAY, HOUR, isAfter, isOlderThan, isWithin, MINUTE } from '../../../../utils/base/clock.ts';

const NOW = Date.UTC(2026, 10, 29, 12);

describe('the age of a stored moment', () => {
  it('is what has passed since', () => {
    expect(ageOf(NOW - DAY, NOW)).toBe(DAY);
    expect(ageOf(NOW, NOW)).toBe(0);
  });

  it('is not known of a moment in the future', () => {
    expect(ageOf(NOW + DAY, NOW)).toBeNull();
    expect(ageOf(NOW + 2 * MINUTE, NOW)).toBeNull();
  });

  it('is nothing after a clock that was only set right', () => {
    expect(ageOf(NOW + MINUTE, NOW)).toBe(0);
    expect(ageOf(NOW + 300, NOW)).toBe(0);
  });
});

describe('a moment in the future', () => {
  it('is neither fresh nor old', () => {
    expect(isWithin(NOW + DAY, 8 * HOUR, NOW)).toBe(false);
    expect(isOlderThan(NOW + DAY, 8 * HOUR, NOW)).toBe(false);
  });
});

describe('the boundary', () => {
  it('belongs to what is older', () => {
    expect([isWithin(NOW - HOUR, HOUR, NOW), isOlderThan(NOW - HOUR, HOUR, NOW)]).toEqual([false, true]);
    expect([isWithin(NOW - HOUR + 1, HOUR, NOW), isOlderThan(NOW - HOUR + 1, HOUR, NOW)]).toEqual([
      true,
      false,
    ]);
  });
});

describe('the order of two stored moments', () => {
  it('is theirs where both have an age, and where neither has', () => {
    expect([isAfter(NOW, NOW - HOUR, NOW), isAfter(NOW - HOUR, NOW, NOW)]).toEqual([true, false]);
    expect(isAfter(NOW + 2 * DAY, NOW + DAY, NOW)).toBe(true);
    expect(isAfter(NOW, NOW, NOW)).toBe(false);
  });

  it('puts what lies in the future before what has an age', () => {
    expect(isAfter(NOW + DAY, NOW - HOUR, NOW)).toBe(false);
    expect(isAfter(NOW - HOUR, NOW + DAY, NOW)).toBe(true);
    expect(isAfter(NOW - HOUR, Number.NEGATIVE_INFINITY, NOW)).toBe(true);
  });
});
