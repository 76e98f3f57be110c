/** What work of ours in a page may take. All in milliseconds of the main thread but `share`, which is a part of all time. */
export type PaceLimits = {
  /** At most this share of the time in the long run. */
  share: number;
  /** What may be spent at once after a rest. */
  burst: number;
  /** What may be spent in one task. */
  slice: number;
  /** Whether what one task has written is laid out before the next one. */
  byFrame?: boolean;
  signal: AbortSignal;
};

// Milliseconds between two slices once the burst is spent.
const REST = 16;
// So many slices are owed at most: one may have had the page laid out, which is the page's own work.
const DEBT = 4;
// A page that is drawn anew faster than it can be looked at gets a part of the burst in between.
const STARVED = 1000;
const RELIEF = 1 / 3;

/**
 * Runs `step` again and again until it says that nothing is left: at once while there is time to spend, in later tasks
 * when there is not. The function returned is called whenever there may be work; `after`, which may call it too, after
 * each slice.
 */
export function paced(
  { share, burst, slice, byFrame, signal }: PaceLimits,
  step: () => boolean,
  after: () => void,
): () => void {
  let credit = burst;
  let last = performance.now();
  let busySince = Number.POSITIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  signal.addEventListener('abort', () => clearTimeout(timer));

  return function pump(): void {
    again = running;
    if (running || timer !== undefined || signal.aborted) return;
    const start = performance.now();
    credit = Math.min(burst, credit + (start - last) * share);
    if (start - busySince > STARVED) {
      credit += burst * RELIEF;
      busySince = start;
    }
    let more = true;
    running = true;
    try {
      if (credit > 0) {
        do more = step();
        while (more && performance.now() - start < slice);
        after();
      }
    } finally {
      running = false;
      last = performance.now();
      credit = Math.max(credit - (last - start), -DEBT * slice);
    }
    if (!more && !again) {
      busySince = Number.POSITIVE_INFINITY;
      return;
    }
    busySince = Math.min(busySince, last);
    const wait = credit > 0 ? 0 : Math.max(REST, -credit / share);
    const goOn = () => {
      timer = undefined;
      pump();
    };
    timer = setTimeout(() => {
      // A page out of sight has no frames.
      if (!byFrame || document.hidden) goOn();
      else requestAnimationFrame(() => setTimeout(goOn));
    }, wait);
  };
}
