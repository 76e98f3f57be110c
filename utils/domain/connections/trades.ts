import * as z from 'zod/mini';
import type { SessionArea } from '../../platform/session-area.ts';
import type { Clock, Instant } from '../../base/types.ts';

/**
 * Codes that are being traded for tokens, by the name of the grant. Noted before the code is sent and until its tokens
 * are kept, without anything secret: what a worker that is stopped meanwhile leaves behind.
 */
export function createTrades({ session, clock }: { session: SessionArea; clock: Clock }) {
  /** Those of this very worker. */
  const own = new Set<string>();
  const looks = new Map<string, Promise<void>>();
  const storageKey = (name: string) => `trade:${name}`;

  const look = async (
    name: string,
    issuedAt: () => Promise<Instant | null>,
    cutOff: () => Promise<void>,
  ): Promise<void> => {
    const begun = z.number().safeParse(await session.get(storageKey(name)));
    if (!begun.success || own.has(name)) return;
    await session.remove(storageKey(name));
    const kept = await issuedAt();
    if (kept === null || kept < begun.data) await cutOff();
  };

  return {
    begin: async (name: string): Promise<void> => {
      own.add(name);
      await session.set(storageKey(name), clock());
    },

    end: async (name: string): Promise<void> => {
      own.delete(name);
      await session.remove(storageKey(name));
    },

    /**
     * Calls `cutOff` when an earlier worker was stopped in a trade and its tokens were not kept: nobody ever hears of them.
     * Looks once in a worker's life. `issuedAt` tells when the tokens that are kept were given.
     */
    settle: (
      name: string,
      issuedAt: () => Promise<Instant | null>,
      cutOff: () => Promise<void>,
    ): Promise<void> => {
      const settled = looks.get(name) ?? look(name, issuedAt, cutOff);
      looks.set(name, settled);
      return settled;
    },
  };
}
