import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { HOUR, isWithin } from '../../base/clock.ts';
import { viewRun } from './engine.ts';
import { procedureOf } from './procedures/index.ts';
import { type Front, newestFirst, runToShow } from './run-to-show.ts';
import type { RunView } from './types.ts';
import type { AppError } from '../../base/errors.ts';
import type { Ask } from '../../app/messaging/ask.ts';
import type { MessageData, MessageName } from '../../app/messaging/protocol.ts';
import type { CountersignDatabase } from '../database.ts';
import type { Run } from './tables.ts';
import type { Instant } from '../../base/types.ts';
import { createRequestState } from '../request-state.ts';
import { live, valueOf } from '../../storage/live.ts';

export type StepAction = MessageData<'stepRun'>['action'];
export type Start = MessageData<'startRun'>;

/** A run to show, with what a page called its project ('' if none did; outside text), and when it ended. */
export type ShownRun = RunView & { projectName: string; endedAt: Instant | null };

export type RunStore = {
  /**
   * The run of the project or zone in front, else the one under way that moved last. The one that ended last is shown
   * too for an hour, until it is closed here or something else is under way.
   */
  run: ReadonlySignal<ShownRun | null>;
  /** The other ones that are under way, the one that moved last first. */
  others: ReadonlySignal<readonly ShownRun[]>;
  busy: ReadonlySignal<MessageName | null>;
  problem: ReadonlySignal<AppError | null>;
  start: (start: Start) => Promise<boolean>;
  /** `step` is the one the person saw: if the run has gone on meanwhile, nothing is done. */
  step: (runId: string, action: StepAction, step?: string) => Promise<void>;
  confirm: (data: MessageData<'confirmAccount'>) => Promise<boolean>;
  /** Brings the project of a run to the front, and with it the run. */
  goTo: (run: Pick<RunView, 'key' | 'company'>) => Promise<boolean>;
  /** Stop showing a run that ended. */
  close: (runId: string) => void;
  dismiss: () => void;
};

export function createRunStore(options: {
  database: CountersignDatabase;
  ask: Ask;
  now: ReadonlySignal<Instant>;
  /** The Procore page in front, or null where there is none. */
  front: ReadonlySignal<Front | null>;
  until: AbortSignal;
}): RunStore {
  const { database, ask, now, front, until } = options;
  const found = live(async () => {
    const [running, ended] = await Promise.all([
      database.runs.where('status').equals('running').toArray(),
      database.runs
        .orderBy('updatedAt')
        .filter((run) => hasJustEnded(run, now.peek()))
        .last(),
    ]);
    const withFacts = async (run: Run): Promise<Found> => {
      const name = await database.projects.get([run.zone, run.project]);
      return { run, projectName: name?.name ?? '' };
    };
    return {
      running: await Promise.all(running.toSorted(newestFirst).map(withFacts)),
      ended: ended ? await withFacts(ended) : null,
    };
  }, until);
  const closed = signal('');
  const asking = createRequestState(ask);
  const shown = ({ run, projectName }: Found): ShownRun | null => {
    const view = viewRun(run, now.value);
    return view && { ...view, projectName, endedAt: run.status === 'running' ? null : run.updatedAt };
  };
  // One of a procedure that this version does not know is none to show.
  const known = (one: Found) => procedureOf(one.run.procedure) !== undefined;
  const running = computed(() => (valueOf(found.value)?.running ?? []).filter(known));
  // At DocuSign's pages it is still the run of the page the person came from.
  let lastFront: Front | null = null;
  const chosen = computed(() => {
    lastFront = front.value ?? lastFront;
    const ended = valueOf(found.value)?.ended;
    const isOver = !ended || ended.run.id === closed.value || !hasJustEnded(ended.run, now.value);
    const all = isOver ? running.value : [...running.value, ended].filter(known);
    const one = runToShow(
      all.map(({ run }) => run),
      lastFront,
    );
    return all.find(({ run }) => run === one);
  });
  return {
    run: computed(() => (chosen.value ? shown(chosen.value) : null)),
    others: computed(() =>
      running.value.filter((one) => one !== chosen.value).flatMap((one) => shown(one) ?? []),
    ),
    busy: asking.busy,
    problem: asking.problem,
    start: async (start) => (await asking.send('startRun', start)) !== undefined,
    step: async (runId, action, step) => {
      await asking.send('stepRun', step === undefined ? { runId, action } : { runId, action, step });
    },
    confirm: async (data) => (await asking.send('confirmAccount', data)) !== undefined,
    goTo: async ({ key, company }) => {
      const subject = { ...key, company, item: null };
      return (await asking.send('openPlace', { place: 'project', subject, href: '' })) !== undefined;
    },
    close: (runId) => {
      closed.value = runId;
    },
    dismiss: asking.dismiss,
  };
}

type Found = { run: Run; projectName: string };

const hasJustEnded = (run: Run, now: Instant): boolean =>
  run.status !== 'running' && isWithin(run.updatedAt, HOUR, now);
