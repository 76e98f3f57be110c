import { AppFault } from '../base/errors.ts';

/** What is under way while the ledger is forgotten does not bring back what was erased. */
export type Forgetting = {
  /** Which ledger it is: another one after each forgetting. To be asked when a message comes in. */
  current: () => number;
  /**
   * Does what may write to the ledger, with no forgetting in between; refused as `not-found` if the ledger it was begun
   * for is forgotten by now. Never within another.
   */
  keeping: <T>(work: () => Promise<T>, since?: number) => Promise<T>;
  /** Erases with nothing else under way. */
  forget: (erase: () => Promise<void>) => Promise<void>;
};

/** One for the whole background, which alone writes to the ledger. */
export function createForgetting(): Forgetting {
  let current = 0;
  const underWay = new Set<Promise<unknown>>();
  let erasing: Promise<unknown> = Promise.resolve();

  async function keeping<T>(work: () => Promise<T>, since = current): Promise<T> {
    let waitedFor: unknown;
    while (waitedFor !== erasing) {
      waitedFor = erasing;
      await erasing;
    }
    if (since !== current) throw new AppFault('not-found');
    const done = work();
    underWay.add(done);
    try {
      return await done;
    } finally {
      underWay.delete(done);
    }
  }

  return {
    current: () => current,
    keeping,
    forget: (erase) => {
      // What waits for its turn by now was begun for what is forgotten.
      current += 1;
      const erased = erasing.then(() => Promise.allSettled(underWay)).then(erase);
      erasing = erased.catch(() => undefined);
      return erased;
    },
  };
}
