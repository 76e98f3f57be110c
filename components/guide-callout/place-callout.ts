export type Box = { left: number; top: number; width: number; height: number };
export type Size = { width: number; height: number };

/** Pixels between the target and the callout, and between the callout and the window's edge. */
export const GAP = 12;

/** The places beside the target; the others are corners of the window. */
const NEAR = 4;
/** To stand in a corner weighs as much as to hide so much. */
const AWAY = 12;

/**
 * Where the callout goes, so that it never covers the target, and as little else as it can: beside it first (a menu
 * opens below its button), then below or above, then in the corner farthest away. Without a target: bottom right.
 * @param hides what would be hidden under a box, the more the worse
 * @returns its left and top in the window, or null where there is no room without covering the target
 */
export function placeCallout(
  target: Box | null,
  callout: Size,
  view: Size,
  hides: (box: Box) => number = () => 0,
): { left: number; top: number } | null {
  const right = view.width - callout.width - GAP;
  const bottom = view.height - callout.height - GAP;
  if (right < GAP || bottom < GAP) return target ? null : { left: GAP, top: GAP };
  if (!target) return { left: right, top: bottom };

  const within = (value: number, most: number) => Math.min(Math.max(value, GAP), most);
  const level = within(target.top + target.height / 2 - callout.height / 2, bottom);
  const centre = within(target.left + target.width / 2 - callout.width / 2, right);
  const candidates = [
    { left: target.left + target.width + GAP, top: level },
    { left: target.left - callout.width - GAP, top: level },
    { left: centre, top: target.top + target.height + GAP },
    { left: centre, top: target.top - callout.height - GAP },
    { left: right, top: bottom },
    { left: GAP, top: bottom },
    { left: right, top: GAP },
    { left: GAP, top: GAP },
  ];
  let best: { left: number; top: number } | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, { left, top }] of candidates.entries()) {
    if (left < GAP || top < GAP || left > right || top > bottom) continue;
    const box = { left, top, ...callout };
    if (overlaps(box, target)) continue;
    const cost = hides(box) + (index < NEAR ? 0 : AWAY);
    if (cost < least) {
      best = { left, top };
      least = cost;
    }
  }
  return best;
}

export function overlaps(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}
