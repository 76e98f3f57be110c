import { act, startRun, viewRun } from '../../../utils/domain/guide/engine.ts';
import { procedures } from '../../../utils/domain/guide/procedures/index.ts';
import type { ProcedureId } from '../../../utils/domain/guide/types.ts';
import type { Run } from '../../../utils/domain/guide/tables.ts';
import type { ShownRun } from '../../../utils/domain/guide/store.ts';
import { NOW } from './kit.tsx';

/** A run that went `step` steps by hand; `end` finishes or cancels it. */
export function shownRun(facts: {
  procedure?: ProcedureId;
  step?: number;
  end?: 'done' | 'cancelled';
  skip?: boolean;
  now?: number;
  view?: Partial<ShownRun>;
}): ShownRun {
  const { procedure = 'switch-account', end, now = NOW } = facts;
  let run: Run = startRun({
    id: 'run-1',
    procedure,
    key: { zone: 'app.procore.com', person: '', project: '101' },
    company: '9',
    item: null,
    now: NOW - 60_000,
    confirmed: null,
  });
  const steps = end === 'done' ? procedures[procedure].steps.length : (facts.step ?? 0);
  for (let done = 0; done < steps; done += 1) run = act(run, facts.skip ? 'skip' : 'by-hand', NOW - 30_000);
  if (end === 'cancelled') run = act(run, 'cancel', NOW);
  const view = viewRun(run, now);
  if (!view) throw new Error(`no view of ${procedure}`);
  const endedAt = run.status === 'running' ? null : run.updatedAt;
  return { ...view, projectName: 'Riverside Tower', endedAt, ...facts.view };
}
