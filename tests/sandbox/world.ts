/**
 * What the whole sandbox shares: one clock, one log of requests, one table of faults. Each vendor keeps its own state
 * beside its routes.
 */

/** One request as it arrived. `status` is 0 until the answer's head is sent, and stays 0 when there never is one. */
export type LoggedRequest = {
  at: number;
  method: string;
  host: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  /** The first 64 kB, as text. */
  readonly body: string;
  readonly status: number;
};

export const FAULTS = [
  'down', // 503 (or `status`) with the vendor's shape of error
  'slow', // the right answer, `delay` milliseconds late
  'hang', // no answer at all, the connection stays open
  'cut', // a good head, then the connection breaks in mid-body
  'malformed', // 200 with JSON that is cut short
  'html', // a gateway's page instead of the answer, 502 (or `status`)
  'empty', // 200 (or `status`) with no body
  'rate-limit', // 429 (or `status`: 400 is the older form) with `code`
  'refuse', // the connection is closed before a byte is sent
  'lost', // carried out, and the answer never comes: the connection breaks, or a gateway says `status`
  'late', // the connection breaks at once, and it is carried out `delay` milliseconds later, by the sandbox's time
] as const;

/** Faults a test or the scenario switcher can turn on, applied before routing. `count` uses up, none = until cleared. */
export type Fault = {
  /** Which answers it spoils: a host (`*`: every vendor's, never the switcher) and the start of a path. */
  host: string;
  path: string;
  method?: string;
  how: (typeof FAULTS)[number];
  status?: number;
  count?: number;
  /** `rate-limit`: the vendor's error code. */
  code?: string;
  /** `slow`: milliseconds, of real time, 2,000 when not given. `late`: of the sandbox's, 30,000 when not given. */
  delay?: number;
  /** Headers of the spoilt answer, such as `Retry-After`. */
  headers?: Record<string, string>;
};

export type World = {
  /** The sandbox's own time; starts at the real time and moves with it, shifted by `advance`. */
  now: () => number;
  /** By how many milliseconds it is ahead of the computer's clock. */
  ahead: () => number;
  advance: (milliseconds: number) => void;
  setNow: (instant: number) => void;
  /** By how many milliseconds the servers' `Date` headers are ahead of the computer's clock. */
  dateAhead: number;
  log: LoggedRequest[];
  faults: Fault[];
  /** What was sent and is carried out later: `carryOutLate` does what is due. */
  late: { at: number; carryOut: () => Promise<void> }[];
  carryOutLate: () => Promise<void>;
};

export function createWorld(): World {
  let shift = 0;
  const now = () => Date.now() + shift;
  const world: World = {
    now,
    ahead: () => shift,
    advance: (milliseconds) => {
      shift += milliseconds;
    },
    setNow: (instant) => {
      shift = instant - Date.now();
    },
    dateAhead: 0,
    log: [],
    faults: [],
    late: [],
    carryOutLate: async () => {
      const due = world.late.filter(({ at }) => at <= now());
      world.late = world.late.filter(({ at }) => at > now());
      for (const { carryOut } of due) await carryOut();
    },
  };
  return world;
}
