import * as z from 'zod/mini';
import { ageOf, HOUR, isWithin } from '../base/clock.ts';
import { AppFault } from '../base/errors.ts';
import { lazy } from '../base/lazy.ts';
import type { Clock, Instant } from '../base/types.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { parseJson, type Refusal, toRefusal } from './request.ts';

/** How many calls a vendor leaves us, as its last answer said: until `span` milliseconds after `at` it starts anew. */
export type LimitWindow = { limit: number; remaining: number; at: Instant; span: number };

/** What is known of one vendor account's limits. `ban`: nothing may be sent until `span` milliseconds after `at`. */
export type LimitState = {
  windows: Record<string, LimitWindow>;
  ban: { at: Instant; span: number } | null;
};

const windowShape = lazy(() =>
  z.object({ limit: z.number(), remaining: z.number(), at: z.number(), span: z.number() }),
);
/** By vendor account. */
export const limitStates = lazy(() =>
  z.record(
    z.string(),
    z.object({
      windows: z.record(z.string(), windowShape()),
      ban: z.nullable(z.object({ at: z.number(), span: z.number() })),
    }),
  ),
);

/** Where the states are: a stored item, so that the next worker knows what a dead one was told. */
export type LimitStore = {
  get: () => Promise<Record<string, LimitState>>;
  update: (
    change: (states: Record<string, LimitState>) => Record<string, LimitState>,
  ) => Promise<Record<string, LimitState>>;
};

/** How a vendor tells of its limits. */
export type LimitRules = {
  /** The windows an answer tells of, by name. */
  windows: (headers: Headers, now: Instant) => Record<string, LimitWindow>;
  /** For how many seconds a refusal forbids further calls; null where it is about something else. */
  ban: (refusal: Refusal, now: Instant) => number | null;
};

export type LimitGate = {
  /** Waits for its turn, sends, and learns from the answer. Throws `rate-limited` where the wait would be too long. */
  fetch: GuardedFetch;
  /** Until when nothing may be sent; null while something may. */
  waitingUntil: () => Promise<Instant | null>;
};

/** Longer than this nobody waits: both vendors' longest window is an hour. */
const LONGEST_SPAN = HOUR;
/** Seconds: "come back at once" is no leave to knock without end. */
const SHORTEST_BAN = 1;
const NOTHING_KNOWN: LimitState = { windows: {}, ban: null };
/** Answers whose body may tell of a limit. DocuSign: 400 before 2026, 429 since, 444 of its traffic management. */
const MAY_BE_LIMITED: readonly number[] = [400, 429, 444, 503];

/**
 * The one gate in front of a vendor account. Of each window a share is never used: it belongs to the customer's other
 * apps. Each call is taken off the budget before it leaves, whoever makes it; what the answer says then counts.
 */
export function createLimitGate({
  account,
  fetch: send,
  rules,
  store,
  clock,
  sleep,
  share,
  longestWait,
  onWait = () => undefined,
}: {
  /** Vendor, environment and account: whatever the vendor counts by. */
  account: string;
  /** A guarded fetch. */
  fetch: GuardedFetch;
  rules: LimitRules;
  store: LimitStore;
  clock: Clock;
  /** Ends early, with the signal's reason, when that aborts. */
  sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
  /** Between 0 and 1: what is left to others. */
  share: number;
  /** Milliseconds. A stopped worker forgets that it waits, so longer waits are told and left to an alarm. */
  longestWait: number;
  /** Told before each wait, and null after it. */
  onWait?: (until: Instant | null) => void;
}): LimitGate {
  /** Takes one call off the budget, or answers with the milliseconds until there may be one. */
  async function take(): Promise<number> {
    let wait = 0;
    await store.update((states) => {
      const now = clock();
      const before = redated(states[account] ?? NOTHING_KNOWN, now);
      wait = waitOf(before, share, now);
      const state = wait > 0 ? before : spent(before);
      return { ...states, [account]: state };
    });
    return wait;
  }

  async function learn(answer: Response): Promise<void> {
    const now = clock();
    const windows = rules.windows(answer.headers, now);
    const seconds = MAY_BE_LIMITED.includes(answer.status) ? await banOf(answer, now) : null;
    if (seconds === null && Object.keys(windows).length === 0) return;
    await store.update((states) => {
      const before = states[account] ?? NOTHING_KNOWN;
      const ban =
        seconds === null
          ? before.ban
          : { at: now, span: Math.min(Math.max(seconds, SHORTEST_BAN) * 1000, LONGEST_SPAN) };
      return { ...states, [account]: { windows: { ...before.windows, ...windows }, ban } };
    });
  }

  async function banOf(answer: Response, now: Instant): Promise<number | null> {
    const body = parseJson(await answer.clone().text());
    return rules.ban(toRefusal(answer.status, answer.headers, body), now);
  }

  return {
    fetch: async (input, init, leaving) => {
      const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
      for (let left = longestWait; ; ) {
        signal?.throwIfAborted();
        const wait = await take();
        if (wait === 0) break;
        if (wait > left) throw new AppFault('rate-limited', String(Math.ceil(wait / 1000)));
        left -= wait;
        onWait(clock() + wait);
        try {
          await sleep(wait, signal);
        } finally {
          onWait(null);
        }
      }
      const answer = await send(input, init, leaving);
      await learn(answer);
      return answer;
    },
    waitingUntil: async () => {
      const now = clock();
      const wait = waitOf((await store.get())[account] ?? NOTHING_KNOWN, share, now);
      return wait === 0 ? null : now + wait;
    },
  };
}

/** A ban from the future is from before the clock went back: nobody knows how much of it is over, so it begins now. */
function redated(state: LimitState, now: Instant): LimitState {
  if (!state.ban || ageOf(state.ban.at, now) !== null) return state;
  return { ...state, ban: { ...state.ban, at: now } };
}

/** Milliseconds until a call may be made. */
function waitOf({ windows, ban }: LimitState, share: number, now: Instant): number {
  const waits = Object.values(windows)
    // A window of unknown age tells nothing.
    .filter(({ at, span }) => isWithin(at, span, now))
    .filter(({ limit, remaining }) => remaining <= Math.ceil(limit * share))
    .map(({ at, span }) => restOf(at, span, now));
  return Math.max(0, ...waits, ban ? restOf(ban.at, ban.span, now) : 0);
}

/** What is left of a span, at least a millisecond while any is. Of one that began in the future: all of it. */
function restOf(at: Instant, span: number, now: Instant): number {
  const age = ageOf(at, now) ?? 0;
  return Math.min(LONGEST_SPAN, Math.max(0, span - age));
}

function spent(state: LimitState): LimitState {
  const windows = Object.entries(state.windows).map(
    ([name, window]) => [name, { ...window, remaining: window.remaining - 1 }] as const,
  );
  return { ...state, windows: Object.fromEntries(windows) };
}
