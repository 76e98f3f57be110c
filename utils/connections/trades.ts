import * as z from 'zod/mini';
import type { SessionArea } from '../auth/session-area.ts';
import type { Clock, Instant } from '../types.ts';

/**
 * Codes that are being traded for tokens, by the name of the grant. Noted before the code is sent and until its tokens
 * are kept, without anything secret: what a worker that is stopped meanwhile leaves behind.
 */
export function createTrades({ session, clock }: { session: SessionArea; clock: Clock }) {
  /** Those of this very worker. */
  const own = new Set<string>();
  const keyOf = (name: string) => `trade:${name}`;
  return {
    begin: async (name: string): Promise<void> => {
      own.add(name);
      await session.set(keyOf(name), clock());
    },

    end: async (name: string): Promise<void> => {
      own.delete(name);
      await session.remove(keyOf(name));
    },

    /**
     * True, once, when an earlier worker was stopped in a trade and its tokens were not kept: nobody ever hears of them.
     * `issuedAt` is when the tokens that are kept were given.
     */
    wasCutOff: async (name: string, issuedAt: Instant | null): Promise<boolean> => {
      if (own.has(name)) return false;
      const begun = z.number().safeParse(await session.get(keyOf(name)));
      if (!begun.success) return false;
      await session.remove(keyOf(name));
      return issuedAt === null || issuedAt < begun.data;
    },
  };
}
