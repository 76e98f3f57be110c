import type { MessageData, MessageReply } from '../../utils/app/messaging/protocol.ts';

export type PageReport = Omit<MessageData<'pageReport'>, 'id'>;
export type ReportAnswer = MessageReply<'pageReport'>;

/** A moment by both clocks of a page: one can be set, and the other stands still while the computer sleeps. */
export type PageMoment = { wall: number; steady: number };
export const momentNow = (): PageMoment => ({ wall: Date.now(), steady: performance.now() });

/** The background takes no greater age: more is a clock that was set. */
const MAX_AGE = 10 ** 11;

/** Milliseconds since a moment. A clock that was put back takes nothing away. */
export const since = ({ wall, steady }: PageMoment): number =>
  Math.min(MAX_AGE, Math.round(Math.max(0, Date.now() - wall, performance.now() - steady)));

type Pending = {
  id: string;
  text: string;
  report: PageReport;
  read: PageMoment;
  isAnswered: boolean;
  isAsked: boolean;
};

const FIRST_REPEAT = 1000;
const LAST_REPEAT = 30_000;
/** A page that says that much while nothing is written keeps what it said last. */
const MAX_PENDING = 20;

export type Reporter = {
  /** Sends a report unless it is what was sent last; undefined: no answer came. */
  send: (report: PageReport, text: string) => Promise<ReportAnswer | undefined>;
  /** Sends once more what nobody took in. */
  again: () => void;
  /** What was read last, if it is anything new, goes out at once, for the page may be gone in a moment; nobody waits for an answer. */
  leave: (report: PageReport | undefined, text: string) => void;
  /** The report of this id is on disk. */
  confirm: (id: unknown) => void;
};

/**
 * Sends reports until each is on disk: the background answers before that, out of memory, and may die in between. One
 * that is not confirmed is sent again with the age it has by then; the background knows it by its id.
 */
export function createReporter(
  signal: AbortSignal,
  ask: (report: MessageData<'pageReport'>) => Promise<ReportAnswer | undefined>,
): Reporter {
  let pending: Pending[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = FIRST_REPEAT;

  async function post(one: Pending): Promise<ReportAnswer | undefined> {
    const waited = since(one.read);
    const readings = one.report.readings.map((reading) => ({
      ...reading,
      age: Math.min(MAX_AGE, (reading.age ?? 0) + waited),
    }));
    one.isAsked = true;
    const answer = await ask({ ...one.report, readings, id: one.id });
    one.isAsked = false;
    if (answer) {
      one.isAnswered = true;
      arm();
    }
    return answer;
  }

  /** Those nobody took in, or all, in the order they were read in. */
  function again(which: (one: Pending) => boolean): void {
    for (const one of pending) if (!one.isAsked && which(one)) void post(one).then(arm);
  }

  /** Whoever sends one that is not answered sends it again by itself. */
  function arm(): void {
    if (pending.length === 0 || signal.aborted) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      pause = Math.min(pause * 2, LAST_REPEAT);
      again(() => true);
      arm();
    }, pause);
  }

  /** The report to be sent: the one before, where it says the same and nobody took it in. */
  function take(report: PageReport, text: string): Pending {
    const last = pending.at(-1);
    if (last?.text === text && !last.isAnswered) return last;
    const one: Pending = {
      id: crypto.randomUUID(),
      text,
      report,
      read: momentNow(),
      isAnswered: false,
      isAsked: false,
    };
    pending = [...pending, one].slice(-MAX_PENDING);
    pause = FIRST_REPEAT;
    return one;
  }

  signal.addEventListener('abort', () => clearTimeout(timer));
  return {
    send: (report, text) => {
      const one = take(report, text);
      again((other) => other !== one && !other.isAnswered);
      return post(one);
    },
    again: () => again(({ isAnswered }) => !isAnswered),
    leave: (report, text) => {
      if (report && pending.at(-1)?.text !== text) take(report, text);
      // Also what is under way: it may be on its way to a background that is about to die.
      for (const one of pending) if (!one.isAnswered) void post(one);
    },
    confirm: (id) => {
      pending = pending.filter((one) => one.id !== id);
      if (pending.length > 0) return;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
