/** Work that nobody waits for. `breathe` is awaited between its slices: what a page waits for goes first. */
export type Chore = { name: string; run: (breathe: () => Promise<void>) => Promise<unknown> };

/** Runs chores one after the other, each by itself: one that fails is noted and hides none of the others. */
export async function runChores(
  chores: readonly Chore[],
  breathe: () => Promise<void>,
  log: (what: string, cause?: unknown) => void,
): Promise<void> {
  for (const { name, run } of chores) {
    try {
      await breathe();
      await run(breathe);
    } catch (thrown) {
      log(`chore ${name}`, thrown);
    }
  }
}

/** A page that never rests does not put chores off for ever. */
const MAX_WAIT_MS = 5000;
const SLICE_GAP_MS = 20;

/** Lets chores wait for what a person waits for. */
export function createBreath() {
  let inHand = 0;
  const isBusy = () => inHand > 0;
  const gap = () => new Promise<void>((done) => setTimeout(done, SLICE_GAP_MS));
  return {
    /** Work that goes before all chores. */
    first: async <T>(work: Promise<T>): Promise<T> => {
      inHand += 1;
      try {
        return await work;
      } finally {
        inHand -= 1;
      }
    },
    breathe: async (): Promise<void> => {
      const began = performance.now();
      do await gap();
      while (isBusy() && performance.now() - began < MAX_WAIT_MS);
    },
  };
}
