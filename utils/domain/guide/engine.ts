import { DAY, isOlderThan } from '../../base/clock.ts';
import { isSame } from '../../base/same-text.ts';
import type { Confirmation } from '../links/tables.ts';
import type { Run } from './tables.ts';
import type { Instant, LinkKey } from '../../base/types.ts';
import { procedureOf } from './procedures/index.ts';
import { beganAt, isFresh, pageOf, remember } from './page-memory.ts';
import type { Evidence, Procedure, ProcedureId, Proof, RunView, Step, StepId, StepState } from './types.ts';

/**
 * The one engine of all guided procedures. Pure: a run goes in, a run comes out, and whoever stores it may die
 * between any two calls. Everything it has to remember is in the run.
 */

/**
 * Order is told by the time of runs (`run-time.ts`): `stepAt`, `startedAt`, the moments of outcomes and pages, and all of
 * evidence. `now` is the computer's clock, by which alone is told how long ago a run was touched.
 */

/** After this long without a change a run is offered to resume or to drop, and goes no further by itself. */
export const STALE_AFTER = 7 * DAY;

export type StartOptions = {
  id: string;
  procedure: ProcedureId;
  key: LinkKey;
  company: string;
  /** Null where the procedure is about none. */
  item: NonNullable<Run['item']> | null;
  /** In the time of runs; left out, the clock was never put back. */
  at?: Instant;
  now: Instant;
  /** Who was confirmed for this link before, if anybody. */
  confirmed: Pick<Confirmation, 'who' | 'accountId'> | null;
};

export function startRun({ id, procedure, key, company, item, now, at = now, confirmed }: StartOptions): Run {
  const { who, accountId } = confirmed ?? { who: '', accountId: '' };
  const { zone, person, project } = key;
  return {
    zone,
    person,
    project,
    id,
    procedure,
    company,
    status: 'running',
    step: 0,
    outcomes: [],
    startedAt: at,
    stepAt: at,
    updatedAt: now,
    pages: [],
    ...(item ? { item } : {}),
    ...(who && procedureOf(procedure)?.leavesOldAccount ? { oldAccount: { who, accountId } } : {}),
  };
}

/** True for a running run that nobody touched for a week. */
export function isStale(run: Run, now: Instant): boolean {
  return run.status === 'running' && isOlderThan(run.updatedAt, STALE_AFTER, now);
}

/** The step a running run stands at, or undefined when it is over or this version does not know its procedure. */
export function currentStep(run: Run): Step | undefined {
  return run.status === 'running' ? procedureOf(run.procedure)?.steps[run.step] : undefined;
}

/**
 * The run after something happened: as many steps further as that proves. Answers the same object when nothing
 * changes, so evidence may come twice, late or in any order.
 */
export function advance(run: Run, evidence: Evidence, now: Instant): Run {
  const procedure = procedureOf(run.procedure);
  if (!procedure || run.status !== 'running' || isStale(run, now) || !concerns(run, procedure, evidence))
    return run;

  let next = noteAccount(adopt(remember(run, procedure, evidence), evidence), evidence);
  let beganByThis = false;
  while (next.status === 'running') {
    const step = procedure.steps[next.step];
    if (!step || evidence.at < next.stepAt) break;
    const holds = (proof: Proof) => proves(proof, evidence, next, procedure, beganByThis);
    const outcome = step.provenBy.some(holds) ? 'proven' : step.passedBy.some(holds) ? 'skipped' : undefined;
    if (!outcome) break;
    next = leave(next, procedure, step.id, outcome, evidence.at, now);
    beganByThis = true;
  }
  return next;
}

export type RunAction = 'by-hand' | 'skip' | 'back' | 'cancel' | 'resume';

/**
 * The run after the person said what to do with its current step. The same object when there is nothing to do.
 * @param at in the time of runs; left out, the clock was never put back
 */
export function act(run: Run, action: RunAction, now: Instant, at = now): Run {
  const procedure = procedureOf(run.procedure);
  if (run.status !== 'running') return run;
  if (action === 'cancel') return { ...run, status: 'cancelled', stepAt: at, updatedAt: now };
  const step = procedure?.steps[run.step];
  if (!procedure || !step) return run;
  const { wentBack, sameAccount: _, ...rest } = run;
  switch (action) {
    case 'by-hand':
      return leave(run, procedure, step.id, 'by-hand', at, now);
    case 'skip':
      return leave(run, procedure, step.id, 'skipped', at, now);
    case 'back':
      if (run.step === 0) return run;
      return {
        ...rest,
        step: run.step - 1,
        outcomes: run.outcomes.slice(0, run.step - 1),
        stepAt: at,
        updatedAt: now,
        wentBack: true,
      };
    case 'resume':
      // Asking for help with a step also says that what stands open may prove it.
      return wentBack || isStale(run, now) ? { ...rest, stepAt: at, updatedAt: now } : run;
  }
}

/** What to show of a run, or null for one of a procedure this version does not know. */
export function viewRun(run: Run, now: Instant): RunView | null {
  const procedure = procedureOf(run.procedure);
  if (!procedure) return null;
  const { steps } = procedure;
  const current = currentStep(run);
  const stateOf = (index: number): StepState =>
    run.outcomes[index]?.outcome ?? (current && index === run.step ? 'current' : 'waiting');
  const views = steps.map(({ id, texts }, index) => ({
    id,
    texts,
    state: stateOf(index),
    at: run.outcomes[index]?.at ?? null,
  }));
  const currentView = current && views[run.step];
  const { zone, person, project } = run;
  return {
    runId: run.id,
    procedure: procedure.id,
    nameKey: procedure.nameKey,
    key: { zone, person, project },
    company: run.company,
    href: run.item?.href ?? '',
    status: run.status,
    number: Math.min(run.step + 1, steps.length),
    total: steps.length,
    step: currentView ? { ...currentView, opens: current.opens } : null,
    steps: views,
    canGoBack: current !== undefined && run.step > 0,
    stale: isStale(run, now),
    oldAccount: run.oldAccount?.who ?? null,
    notice: current && run.sameAccount ? 'same-account' : null,
  };
}

function leave(
  run: Run,
  procedure: Procedure,
  step: StepId,
  outcome: Run['outcomes'][number]['outcome'],
  at: Instant,
  now: Instant,
): Run {
  const done = run.step + 1 >= procedure.steps.length;
  const { wentBack: _, sameAccount: __, ...rest } = run;
  return {
    ...rest,
    step: run.step + 1,
    outcomes: [...run.outcomes.slice(0, run.step), { step, outcome, at }],
    status: done ? 'done' : 'running',
    stepAt: at,
    updatedAt: now,
  };
}

const isSameItem = (run: Run, item: string): boolean => !run.item || item === run.item.key;

/** The page is of another project or another item than the run's. `project` is '' where the address does not tell. */
export function isElsewhere(run: Run, project: string, item: string): boolean {
  const mayStandOutside = procedureOf(run.procedure)?.about === 'link';
  const isOther = project === '' ? !mayStandOutside : run.project !== '' && project !== run.project;
  return isOther || !isSameItem(run, item);
}

/** Nothing of another zone, project, person or item says anything about this run. */
function concerns(run: Run, { about }: Procedure, evidence: Evidence): boolean {
  const sameProject = (project: string) =>
    (run.project === '' || project === run.project) && (about === 'link' || project !== '');
  const samePerson = (person: string) => !run.person || !person || person === run.person;
  const sameLink = ({ zone, project, person }: LinkKey) =>
    zone === run.zone && sameProject(project) && samePerson(person);
  switch (evidence.kind) {
    case 'visit':
    case 'reading':
      return sameLink(evidence.key) && isSameItem(run, evidence.item);
    case 'confirmed':
      return sameLink(evidence.key);
    case 'loaded':
    case 'login-visit':
    case 'logout-opened':
    case 'login-page':
      return evidence.zone === run.zone;
    case 'press':
      return evidence.zone === run.zone && !isElsewhere(run, evidence.project, evidence.item);
  }
}

/** A run that was started outside any project belongs to the first project that is opened; the same for its person. */
function adopt(run: Run, evidence: Evidence): Run {
  if (evidence.kind !== 'visit' && evidence.kind !== 'reading') return run;
  if (evidence.at < run.stepAt) return run;
  const project = run.project || evidence.key.project;
  const person = run.person || evidence.key.person;
  const company = run.company || evidence.company;
  if (project === run.project && person === run.person && company === run.company) return run;
  return { ...run, project, person, company };
}

/** Somebody who confirms the account to be left is told so, and the step stays open. */
function noteAccount(run: Run, evidence: Evidence): Run {
  const isOld =
    evidence.kind === 'confirmed' &&
    evidence.at >= run.stepAt &&
    currentStep(run)?.id === 'confirm-account' &&
    isOldAccount(run, evidence);
  return isOld && !run.sameAccount ? { ...run, sameAccount: true } : run;
}

function proves(
  proof: Proof,
  evidence: Evidence,
  run: Run,
  procedure: Procedure,
  beganByThis: boolean,
): boolean {
  switch (proof.by) {
    case 'visit':
      return (
        (evidence.kind === 'visit' || evidence.kind === 'reading') &&
        evidence.key.project !== '' &&
        (!run.wentBack || pageOf(run, evidence.tab).loadedAt >= run.stepAt)
      );
    case 'reading': {
      if (evidence.kind !== 'reading' || evidence.of !== proof.of) return false;
      const words: readonly string[] | undefined = proof.says;
      if (words && !words.includes(evidence.says)) return false;
      const against: readonly string[] = proof.unless ?? [];
      if (evidence.beside?.some((says) => against.includes(says))) return false;
      if (run.wentBack) return isFresh(run, evidence, run.stepAt);
      return (
        (beganByThis && !proof.saved) ||
        proof.freshSince === undefined ||
        isFresh(run, evidence, beganAt(run, procedure, proof.freshSince))
      );
    }
    case 'press':
      return evidence.kind === 'press' && evidence.target === proof.target;
    case 'login-visit': {
      if (evidence.kind !== 'login-visit') return false;
      // The tab in which the person signed out has to have been back in Procore.
      const { loadedAt, logoutAt } = pageOf(run, evidence.tab);
      return loadedAt >= logoutAt;
    }
    case 'signed-out':
      return (
        evidence.kind === 'login-page' &&
        evidence.emailBox &&
        evidence.empty &&
        (!run.wentBack || evidence.loadedAt >= run.stepAt) &&
        (!evidence.duringLogin || pageOf(run, evidence.tab).logoutAt >= beganAt(run, procedure, 'sign-out'))
      );
    case 'confirmed':
      return evidence.kind === 'confirmed' && !isOldAccount(run, evidence);
  }
}

/** Where DocuSign's account id is known on both sides it decides too: one login may own several accounts. */
function isOldAccount(run: Run, { who, accountId }: Pick<Confirmation, 'who' | 'accountId'>): boolean {
  const old = run.oldAccount;
  if (!old || !isSame(old.who, who)) return false;
  return !old.accountId || !accountId || old.accountId === accountId;
}
