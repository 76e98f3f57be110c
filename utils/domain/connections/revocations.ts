import * as z from 'zod/mini';
import type { SessionArea } from '../../platform/session-area.ts';
import { ageOf, DAY, isOlderThan } from '../../base/clock.ts';
import { type ErrorKind, toAppError } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { createSerialQueue } from '../../base/serial-queue.ts';
import type { Clock } from '../../base/types.ts';

const Waiting = z.object({
  environment: z.string(),
  token: z.string(),
  clientId: z.string(),
  at: z.number(),
});
export type Waiting = z.infer<typeof Waiting>;

const KEY = 'revocations';

/** Whoever was not reached for so long is not asked any more: the person is told where to end it by hand. */
const GIVE_UP_AFTER = DAY;

/** Faults that pass by themselves, or with the secret entered anew. */
const PASSING: readonly ErrorKind[] = [
  'offline',
  'timed-out',
  'vendor-down',
  'rate-limited',
  'no-client-secret',
  'policy-pending',
  'policy-unreadable',
  'permission-refused',
];

/**
 * Grants that were forgotten here and are still to be ended at the vendor. One token each, in `storage.session` only:
 * it is never written to disk, and what the browser's end takes with it is not sent any more.
 */
export function createRevocations({
  session,
  clock,
  log,
  send,
  settled,
}: {
  session: SessionArea;
  clock: Clock;
  log: Log;
  /** Ends it at the vendor. */
  send: (waiting: Waiting) => Promise<void>;
  /** It is done with, one way or the other; `done`: the vendor said so. */
  settled: (environment: string, done: boolean) => Promise<void>;
}) {
  const inTurn = createSerialQueue();

  const read = async (): Promise<Waiting[]> => {
    const parsed = z.array(Waiting).safeParse(await session.get(KEY));
    if (!parsed.success) return [];
    for (const { token } of parsed.data) log.redactor.register(token);
    return parsed.data;
  };
  const write = (list: Waiting[]): Promise<void> =>
    list.length === 0 ? session.remove(KEY) : session.set(KEY, list);

  /** The clock went back since: what waits would wait for ever, so its day begins now. */
  const dateAnew = async (): Promise<void> => {
    const now = clock();
    const list = await read();
    if (list.every(({ at }) => ageOf(at, now) !== null)) return;
    await write(list.map((one) => (ageOf(one.at, now) === null ? { ...one, at: now } : one)));
  };

  /** Null while it has to wait. */
  const tried = async (waiting: Waiting): Promise<{ done: boolean } | null> => {
    try {
      await send(waiting);
      return { done: true };
    } catch (thrown) {
      log.note('a grant was not ended at the vendor', thrown);
      const isOver = isOlderThan(waiting.at, GIVE_UP_AFTER, clock());
      return PASSING.includes(toAppError(thrown).kind) && !isOver ? null : { done: false };
    }
  };

  return {
    add: (waiting: Waiting): Promise<void> => inTurn(async () => write([...(await read()), waiting])),

    /** True while something of this environment waits. */
    hasFor: async (environment: string): Promise<boolean> =>
      (await read()).some((waiting) => waiting.environment === environment),

    /** Sends what waits. Never throws for a vendor that is not reached. */
    flush: (): Promise<void> =>
      inTurn(async () => {
        await dateAnew();
        for (const waiting of await read()) {
          const outcome = await tried(waiting);
          if (!outcome) continue;
          await write((await read()).filter(({ token }) => token !== waiting.token));
          await settled(waiting.environment, outcome.done);
        }
      }),
  };
}
