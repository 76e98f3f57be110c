import { isFault } from './errors.ts';
import type { Redactor } from './redact.ts';
import type { Clock, Instant } from './types.ts';

export type LogEntry = { at: Instant; text: string };

/** The one log of a context: the newest entries in memory, redacted on the way in. Nothing goes to the console. */
export type Log = {
  /** `cause` is what was thrown, if anything: its names and messages are kept, its contents are not. */
  note: (what: string, cause?: unknown) => void;
  /** Oldest first. */
  entries: () => readonly LogEntry[];
  redactor: Redactor;
};

const LONGEST_TEXT = 600;
/** More is cut before it is looked through, at a space: half a secret would no longer be recognized. */
const LONGEST_INPUT = 5000;
const DEEPEST_CAUSE = 4;

export function createLog({
  clock,
  redactor,
  size = 200,
}: {
  clock: Clock;
  redactor: Redactor;
  size?: number;
}): Log {
  const ring: LogEntry[] = [];
  return {
    note: (what, cause) => {
      const whole = cause === undefined ? what : `${what} | ${describe(cause)}`;
      const looked = whole.length > LONGEST_INPUT ? whole.slice(0, LONGEST_INPUT).replace(/\S*$/, '') : whole;
      ring.push({ at: clock(), text: redactor.redact(looked).slice(0, LONGEST_TEXT) });
      if (ring.length > size) ring.shift();
    },
    entries: () => ring,
    redactor,
  };
}

function describe(thrown: unknown, depth = 0): string {
  if (typeof thrown === 'string') return thrown;
  // Anything that is no Error may be a body or a header list: only its type is said.
  if (!(thrown instanceof Error)) return `(${typeof thrown})`;
  const own = isFault(thrown) ? `fault ${thrown.message}` : `${thrown.name}: ${thrown.message}`;
  const deeper = thrown.cause !== undefined && depth < DEEPEST_CAUSE;
  return deeper ? `${own} < ${describe(thrown.cause, depth + 1)}` : own;
}
