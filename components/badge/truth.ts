/** A clock that runs this much apart from the one that cannot be set was set, or the computer slept. */
const MOVED = 60_000;
/** What is past its truth is drawn for this long while it is asked for again. */
const GRACE = 2000;

/** How far the two clocks of a page are apart. */
const drift = () => Date.now() - performance.now();

export type Truth = {
  /** What is drawn now holds until this moment of the wall clock; null: until it is told otherwise. */
  renew: (validUntil: number | null) => void;
  /** Looks at the clock. No timer does: one that is long overflows, and all of them sleep with the computer. */
  look: () => void;
};

/** Watches over what is drawn: it holds until a moment, and by the clock it was given by. */
export function createTruth(
  signal: AbortSignal,
  { askAgain, takeDown }: { askAgain: () => void; takeDown: () => void },
): Truth {
  let until = Number.POSITIVE_INFINITY;
  let before = drift();
  let grace: ReturnType<typeof setTimeout> | undefined;
  const isOver = () => Date.now() >= until || Math.abs(drift() - before) > MOVED;
  signal.addEventListener('abort', () => clearTimeout(grace));
  return {
    renew: (validUntil) => {
      until = validUntil ?? Number.POSITIVE_INFINITY;
      before = drift();
      clearTimeout(grace);
      grace = undefined;
    },
    look: () => {
      if (signal.aborted || !isOver()) return;
      askAgain();
      grace ??= setTimeout(() => {
        grace = undefined;
        if (isOver()) takeDown();
      }, GRACE);
    },
  };
}
