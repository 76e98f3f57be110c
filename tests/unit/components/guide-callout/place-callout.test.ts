import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GAP, overlaps, placeCallout } from '../../../../components/guide-callout/place-callout.ts';

const VIEW = { width: 1280, height: 720 };
const CALLOUT = { width: 288, height: 110 };

test('should stand beside the target first, so that a menu below it stays free', () => {
  const avatar = { left: 1230, top: 10, width: 36, height: 36 };
  expect(placeCallout(avatar, CALLOUT, VIEW)).toEqual({ left: 1230 - 288 - GAP, top: GAP });
  const cross = { left: 300, top: 600, width: 16, height: 16 };
  expect(placeCallout(cross, CALLOUT, VIEW)).toEqual({ left: 328, top: 553 });
});

test('should go below or above a target as wide as the window, and away when there is no room', () => {
  const bar = { left: 0, top: 100, width: 1280, height: 40 };
  expect(placeCallout(bar, CALLOUT, VIEW)).toEqual({ left: 496, top: 152 });
  expect(placeCallout({ ...bar, top: 660 }, CALLOUT, VIEW)).toEqual({ left: 496, top: 538 });
  expect(placeCallout({ left: 0, top: 0, width: 1280, height: 720 }, CALLOUT, VIEW)).toBeNull();
});

test('should stand where it hides least, and in a corner only where beside the target it hides much', () => {
  const ok = { left: 600, top: 300, width: 60, height: 30 };
  const beside = placeCallout(ok, CALLOUT, VIEW);
  expect(beside).toEqual({ left: 672, top: 260 });
  expect(placeCallout(ok, CALLOUT, VIEW, ({ left }) => (left > 660 ? 10 : 0))).toEqual({
    left: 300,
    top: 260,
  });
  expect(placeCallout(ok, CALLOUT, VIEW, () => 10)).toEqual(beside);
  const around = ({ left, top }: { left: number; top: number }) =>
    left > 200 && left < 900 && top > 100 && top < 500 ? 30 : 0;
  expect(placeCallout(ok, CALLOUT, VIEW, around)).toEqual({ left: 980, top: 598 });
});

test('should stand at the bottom right when it points at nothing', () => {
  expect(placeCallout(null, CALLOUT, VIEW)).toEqual({ left: 980, top: 598 });
});

test('should never cover the target nor leave the window, wherever the target is', () => {
  const number = (min: number, max: number) => fc.integer({ min, max });
  let placed = 0;
  fc.assert(
    fc.property(
      fc.record({
        left: number(-200, 1400),
        top: number(-200, 900),
        width: number(0, 1300),
        height: number(0, 900),
      }),
      fc.record({ width: number(40, 300), height: number(20, 300) }),
      fc.record({ width: number(200, 1600), height: number(150, 1000) }),
      (target, callout, view) => {
        const place = placeCallout(target, callout, view);
        if (!place) return;
        placed++;
        expect(overlaps({ ...place, ...callout }, target)).toBe(false);
        expect(place.left).toBeGreaterThanOrEqual(GAP);
        expect(place.top).toBeGreaterThanOrEqual(GAP);
        expect(place.left + callout.width).toBeLessThanOrEqual(view.width - GAP);
        expect(place.top + callout.height).toBeLessThanOrEqual(view.height - GAP);
      },
    ),
    { numRuns: 2_000 },
  );
  expect(placed).toBeGreaterThan(500);
});
