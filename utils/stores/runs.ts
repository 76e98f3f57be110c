import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { HOUR } from '../clock.ts';
import { viewRun } from '../guide/engine.ts';
import type { RunView } from '../guide/types.ts';
import type { AppError } from '../errors.ts';
import type { Ask } from '../messaging/ask.ts';
import type { MessageData, MessageName } from '../messaging/protocol.ts';
import type { CountersignDatabase } from '../storage/database.ts';
import type { Instant } from '../types.ts';
import { createAsking } from './asking.ts';
import { live, valueOf } from './live.ts';

export type RunAction = MessageData<'stepRun'>['action'];
export type Start = MessageData<'startRun'>;

/** A run to show, with what a page called its project ('' if none did; outside text), and when it ended. */
export type ShownRun = RunView & { projectName: string; endedAt: Instant | null };

export type RunStore = {
  /** The run under way, or the one that ended within the last hour and was not closed here. */
  run: ReadonlySignal<ShownRun | null>;
  busy: ReadonlySignal<MessageName | null>;
  problem: ReadonlySignal<AppError | null>;
  start: (start: Start) => Promise<boolean>;
  /** `step` is the one the person saw: if the run has gone on meanwhile, nothing is done. */
  step: (runId: string, action: RunAction, step?: string) => Promise<void>;
  confirm: (data: MessageData<'confirmAccount'>) => Promise<boolean>;
  /** Stop showing a run that ended. */
  close: (runId: string) => void;
  dismiss: () => void;
};

export function createRunStore(options: {
  database: CountersignDatabase;
  ask: Ask;
  now: ReadonlySignal<Instant>;
  until: AbortSignal;
}): RunStore {
  const { database, ask, now, until } = options;
  const latest = live(async () => {
    const run =
      (await database.runs.where('status').equals('running').last()) ??
      (await database.runs.orderBy('updatedAt').last());
    if (!run) return null;
    const [confirmation, name] = await Promise.all([
      database.confirmations.get([run.zone, run.person, run.project]),
      database.projects.get([run.zone, run.project]),
    ]);
    return { run, confirmation: confirmation ?? null, projectName: name?.name ?? '' };
  }, until);
  const closed = signal('');
  const asking = createAsking(ask);
  return {
    run: computed(() => {
      const found = valueOf(latest.value) ?? null;
      if (!found) return null;
      const { run, confirmation, projectName } = found;
      const over = run.status !== 'running';
      if (over && (run.id === closed.value || now.value - run.updatedAt > HOUR)) return null;
      const view = viewRun(run, now.value, confirmation);
      return view && { ...view, projectName, endedAt: over ? run.updatedAt : null };
    }),
    busy: asking.busy,
    problem: asking.problem,
    start: async (start) => (await asking.tell('startRun', start)) !== undefined,
    step: async (runId, action, step) => {
      await asking.tell('stepRun', step === undefined ? { runId, action } : { runId, action, step });
    },
    confirm: async (data) => (await asking.tell('confirmAccount', data)) !== undefined,
    close: (runId) => {
      closed.value = runId;
    },
    dismiss: asking.dismiss,
  };
}
