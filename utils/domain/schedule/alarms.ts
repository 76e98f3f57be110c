import { isWithin, MINUTE } from '../../base/clock.ts';
import { alarmsDone } from './items.ts';
import type { Clock } from '../../base/types.ts';

/** What is to be done again and again, whether or not the browser's alarm rings on time. */
export type Alarm = {
  name: string;
  everyMinutes: number;
  run: () => Promise<void>;
  /** Left out: always. Where it is not, the browser's alarm is taken away at the next look. */
  isNeeded?: () => Promise<boolean>;
};

type BrowserAlarms = {
  get: (name: string) => Promise<{ scheduledTime: number } | undefined>;
  create: (name: string, when: { delayInMinutes: number; periodInMinutes: number }) => Promise<void> | void;
  clear: (name: string) => Promise<boolean>;
};

export type AlarmDeps = {
  alarms: readonly Alarm[];
  browser: BrowserAlarms;
  clock: Clock;
  /** Milliseconds of a clock that cannot be set. */
  steady: () => number;
};

/** After the browser has started there is better to do. */
const FIRST_MINUTES = 1;
const LOOK_EVERY = 10 * MINUTE;

/**
 * The browser's alarms wait for the wall clock: put back by a day, one rings a day late, and in Chromium none survives
 * that the extension is switched off. So each is made anew that is gone or further ahead than its period, and what is
 * overdue is done when somebody looks. Source: tried in Chromium 156, November 2026.
 */
export function createAlarms({ alarms, browser, clock, steady }: AlarmDeps) {
  let lookedAt = Number.NEGATIVE_INFINITY;
  const running = new Map<string, Promise<void>>();

  const create = ({ name, everyMinutes }: Alarm) =>
    browser.create(name, {
      delayInMinutes: Math.min(FIRST_MINUTES, everyMinutes),
      periodInMinutes: everyMinutes,
    });

  const isIdle = async ({ isNeeded }: Alarm) => isNeeded !== undefined && !(await isNeeded());

  function run(alarm: Alarm): Promise<void> {
    const inFlight = running.get(alarm.name);
    if (inFlight) return inFlight;
    const work = alarm
      .run()
      .then(async () => {
        await alarmsDone.update((done) => ({ ...done, [alarm.name]: clock() }));
      })
      .finally(() => running.delete(alarm.name));
    running.set(alarm.name, work);
    return work;
  }

  async function lookAt(alarm: Alarm): Promise<void> {
    const { name, everyMinutes } = alarm;
    const [set, done, idle] = await Promise.all([browser.get(name), alarmsDone.get(), isIdle(alarm)]);
    if (idle) {
      if (set) await browser.clear(name);
      return;
    }
    const period = everyMinutes * MINUTE;
    if (!set || set.scheduledTime > clock() + period + MINUTE) await create(alarm);
    const doneAt = done[name];
    // Done in the future: the clock went back, and nobody knows how long ago that was.
    if (doneAt !== undefined && !isWithin(doneAt, period, clock())) await run(alarm);
  }

  return {
    /** The browser has started, or the extension is new or another version. */
    begin: async (): Promise<void> => {
      for (const alarm of alarms) if (!(await isIdle(alarm))) await create(alarm);
    },
    /** The browser says that one rings. */
    ring: async (name: string): Promise<void> => {
      const alarm = alarms.find((one) => one.name === name);
      if (alarm) await run(alarm);
    },
    /**
     * To be called at each start of the worker and whenever somebody looks.
     * @param now false where that may be often: then one look in ten minutes is made
     */
    look: async (now: boolean): Promise<void> => {
      if (!now && steady() - lookedAt < LOOK_EVERY) return;
      lookedAt = steady();
      await Promise.all(alarms.map(lookAt));
    },
  };
}
