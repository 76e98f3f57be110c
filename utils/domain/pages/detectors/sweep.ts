export type SweepOptions = {
  signal: AbortSignal;
  /** At most this share of all time goes to sweeping. */
  share: number;
  /** One sweep, in steps. */
  sweep: () => Iterator<unknown>;
  /** After each slice. */
  after: () => void;
};

const SLICE = 4;
// Milliseconds: after something happened, and at the least between two sweeps of a page where nothing does.
const QUIET = 200;
const IDLE = 3000;

/** Sweeps a page over and over, in slices while it is idle. @returns what asks for a sweep as soon as it is quiet. */
export function createSweep(page: Document, { signal, share, sweep, after }: SweepOptions): () => void {
  let sweeping: Iterator<unknown> | undefined;
  let spent = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let notBefore = 0;
  // When the next one begins; as long as one is under way, nothing is before it.
  let due = Number.POSITIVE_INFINITY;

  const now = () => performance.now();

  function slice(): void {
    if (signal.aborted) return;
    sweeping ??= sweep();
    const start = now();
    let done = false;
    while (!done && now() - start < SLICE) done = sweeping.next().done === true;
    after();
    spent += now() - start;
    if (!done) return idle();
    sweeping = undefined;
    notBefore = now() + spent / share;
    spent = 0;
    arm(Math.max(IDLE, notBefore - now()));
  }

  function idle(): void {
    if (page.hidden || !globalThis.requestIdleCallback) arm(0, slice);
    else requestIdleCallback(slice, { timeout: QUIET });
  }

  function arm(delay: number, work = idle): void {
    clearTimeout(timer);
    due = now() + delay;
    timer = setTimeout(() => {
      due = Number.NEGATIVE_INFINITY;
      work();
    }, delay);
  }

  signal.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    // A page that changes all the time cannot put it off.
    const delay = Math.max(QUIET, notBefore - now());
    if (now() + delay < due) arm(delay);
  };
}
