import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ClearedSite } from '../site-data/clear-sites.ts';
import type { ClearableHost } from '../site-data/hosts.ts';
import { type Change, changesBetween } from './changes.ts';
import { checksOf, diagnose, isTrouble, readsOf, type Which } from './diagnose.ts';
import {
  type Answers,
  FACT_NAMES,
  FACTS_VERSION,
  type FactName,
  type Facts,
  parts,
  type SiteFacts,
  type Subject,
} from './facts.ts';
import type { AnswerOf, QuestionId } from './questions.ts';
import type { CheckId, Diagnosis } from './types.ts';
import type { AppError, ErrorKind } from '../../base/errors.ts';
import type { Ask } from '../../app/messaging/ask.ts';
import type { MessageData, MessageName } from '../../app/messaging/protocol.ts';
import type { Clock, Instant } from '../../base/types.ts';
import { createRequestState } from '../request-state.ts';

/** What a pass is about, and what it knows besides: the tab in front, and where the item was open. */
export type DiagnosisContext = { subject: Subject; tab: number | null; href: string; projectName: string };

/**
 * What the same checks are about when they run again, with the person at `now`: a fix may have led to another page of
 * the same project, or to another item in it; elsewhere, and on a list of items, the person only looks something up.
 */
export function contextAgain(before: DiagnosisContext, now: DiagnosisContext): DiagnosisContext {
  const [from, to] = [before.subject, now.subject];
  if (to.zone !== from.zone || to.project !== from.project) return before;
  // The address belongs to the item.
  const { subject, href } = to.item && (to.item.id !== '' || !from.item) ? now : before;
  return { ...now, subject: { ...to, company: to.company || from.company, item: subject.item }, href };
}

export type Pass = {
  which: Which;
  place: DiagnosisContext;
  facts: Facts;
  diagnosis: Diagnosis;
};

export type TroubleshooterStore = {
  /** How far the gathering is, or null while none is under way. */
  progress: ReadonlySignal<{ done: number; total: number } | null>;
  /** The newest pass, under way or at its end, was begun by no press: see `lead`. */
  isAutomatic: ReadonlySignal<boolean>;
  /** When the person last asked for a pass; what they asked since, such as on a badge, is news. */
  askedAt: ReadonlySignal<Instant>;
  /** The last pass that came to its end, with the answers given since. */
  pass: ReadonlySignal<Pass | null>;
  /** The pass repeats an earlier one, so that it can be told what changed. */
  isRepeat: ReadonlySignal<boolean>;
  /** What is different from the pass before it, of the same checks. */
  changes: ReadonlySignal<readonly Change[]>;
  busy: ReadonlySignal<MessageName | null>;
  problem: ReadonlySignal<AppError | null>;
  run: (which: Which, place: DiagnosisContext) => Promise<void>;
  /** The same checks once more, after a fix: answers stay, and what changed is shown. */
  runAgain: () => Promise<void>;
  /**
   * A fix for this check has led the person elsewhere. From now on the same checks run again whenever the person may have done something,
   * until the check is in order or another pass is asked for.
   */
  awaitExternalFix: (check: CheckId) => void;
  /** The person may have done something: they are back, a page was read anew, a setting changed. */
  requestRecheck: () => void;
  answer: <Q extends QuestionId>(question: Q, answer: AnswerOf<Q> | null) => void;
  /** What the background can do about a finding. True when it was done. */
  tell: <N extends 'openPlace' | 'resetOwnData' | 'addZone' | 'refreshConnection'>(
    name: N,
    data: MessageData<N>,
  ) => Promise<boolean>;
  /** Clears these hosts, and answers with what became of each; null when none was, and `problem` says why. */
  clearSites: (hosts: ClearableHost[]) => Promise<ClearedSite[] | null>;
  /** What each host keeps: cookies where the person let us look, other data where a page of it is open. */
  siteData: () => Promise<SiteFacts>;
  /** Shows why something the person asked for was not done. */
  refuse: (kind: ErrorKind) => void;
  close: () => void;
  dismiss: () => void;
};

/** What happens within so many milliseconds of each other is one recheck: a page that loads asks for several. */
const DEBOUNCE_MS = 400;

/** Gathers facts from the background, one message each, and judges them here. */
export function createTroubleshooterStore({
  ask,
  clock,
  placeNow,
}: {
  ask: Ask;
  clock: Clock;
  /** Where the person is by now: a fix may have led them to another page. */
  placeNow: (before: DiagnosisContext) => Promise<DiagnosisContext>;
}): TroubleshooterStore {
  const progress = signal<{ done: number; total: number } | null>(null);
  const gathered = signal<Omit<Pass, 'diagnosis'> | null>(null);
  const before = signal<Diagnosis | null>(null);
  const refused = signal<AppError | null>(null);
  const requests = createRequestState(ask);
  const isAutomatic = signal(false);
  const askedAt = signal(Number.NEGATIVE_INFINITY);
  let passId = 0;
  let underWay = 0;
  /** What the person was led away for, and what was found before they went. */
  let pendingFix: { check: CheckId; before: Diagnosis } | null = null;
  let debounce: ReturnType<typeof setTimeout> | undefined;
  let recheckRequested = false;

  const pass = computed<Pass | null>(() => {
    const now = gathered.value;
    return now && { ...now, diagnosis: diagnose(now.facts, checksOf(now.which)) };
  });

  async function gather(
    which: Which,
    place: DiagnosisContext,
    answers: Answers,
    earlier: Diagnosis | null,
  ): Promise<void> {
    passId += 1;
    const thisPass = passId;
    const wanted = readsOf(checksOf(which));
    progress.value = { done: 0, total: wanted.length };
    const found = await Promise.all(
      wanted.map(async (part) => {
        const fact = await gatherOne(part, place);
        if (thisPass === passId && progress.value) {
          progress.value = { ...progress.value, done: progress.value.done + 1 };
        }
        return [part, fact] as const;
      }),
    );
    // Another pass has begun meanwhile: what this one found is old.
    if (thisPass !== passId) return;
    batch(() => {
      progress.value = null;
      gathered.value = { which, place, facts: factsFrom(found, place, answers) };
      before.value = earlier;
    });
    if (pendingFix && isInOrder(pendingFix.check)) pendingFix = null;
  }

  const isInOrder = (check: CheckId): boolean => {
    const now = pass.value?.diagnosis.findings.find((finding) => finding.check === check);
    return !now || (!isTrouble(now) && now.verdict !== 'could-not-tell');
  };

  /** One automatic pass at a time; a recheck that is asked for meanwhile runs afterwards. */
  async function runPass(work: () => Promise<void>, unasked = false): Promise<void> {
    isAutomatic.value = unasked;
    underWay += 1;
    try {
      await work();
    } finally {
      underWay -= 1;
    }
    if (underWay > 0 || !recheckRequested) return;
    recheckRequested = false;
    requestRecheck();
  }

  async function repeat(earlier: Diagnosis | null = null): Promise<void> {
    const last = pass.value;
    if (!last) return;
    const thisPass = passId;
    const place = await placeNow(last.place);
    if (thisPass !== passId) return;
    await gather(last.which, place, last.facts.answers, earlier ?? last.diagnosis);
  }

  function requestRecheck(): void {
    if (!pendingFix) return;
    clearTimeout(debounce);
    debounce = setTimeout(() => {
      if (underWay > 0) recheckRequested = true;
      // What changed is told since the person went, however often it was looked at meanwhile.
      else if (pendingFix) void runPass(() => repeat(pendingFix?.before), true);
    }, DEBOUNCE_MS);
  }

  function cancelRecheck(): void {
    pendingFix = null;
    recheckRequested = false;
    clearTimeout(debounce);
  }

  async function gatherOne(part: FactName, { subject, tab }: DiagnosisContext): Promise<unknown> {
    const answer = await ask('gather', { part, subject, tab });
    return answer.ok ? answer.value.fact : { known: false, why: answer.error.kind, at: clock() };
  }

  /** Parts that were not wanted stand as never asked: no check of this pass reads them. */
  function factsFrom(
    found: readonly (readonly [FactName, unknown])[],
    { subject }: DiagnosisContext,
    answers: Answers,
  ): Facts {
    const now = clock();
    const byName = new Map(found);
    const entries = FACT_NAMES.map((name) => {
      const parsed = parts[name]().safeParse(byName.get(name));
      const nothing = { known: false, why: byName.has(name) ? 'unexpected-reply' : 'left-out', at: now };
      return [name, parsed.success ? parsed.data : nothing];
    });
    return {
      version: FACTS_VERSION,
      gatheredAt: now,
      subject,
      answers,
      ...(Object.fromEntries(entries) as Pick<Facts, FactName>),
    };
  }

  return {
    progress,
    pass,
    isRepeat: computed(() => before.value !== null),
    changes: computed(() => {
      const now = pass.value;
      return now && before.value ? changesBetween(before.value, now.diagnosis) : [];
    }),
    busy: requests.busy,
    problem: computed(() => refused.value ?? requests.problem.value),
    isAutomatic,
    askedAt,
    run: (which, place) => {
      cancelRecheck();
      askedAt.value = clock();
      before.value = null;
      return runPass(() => gather(which, place, {}, null));
    },
    runAgain: () => runPass(() => repeat()),
    awaitExternalFix: (check) => {
      const now = pass.value;
      if (now) pendingFix = { check, before: now.diagnosis };
    },
    requestRecheck,
    answer: (question, answer) => {
      const now = gathered.value;
      if (!now) return;
      const { [question]: _, ...rest } = now.facts.answers;
      const answers: Answers = answer === null ? rest : { ...rest, [question]: answer };
      gathered.value = { ...now, facts: { ...now.facts, answers } };
    },
    tell: async (name, data) => {
      refused.value = null;
      return (await requests.send(name, data)) !== undefined;
    },
    clearSites: async (hosts) => {
      refused.value = null;
      return (await requests.send('clearSites', { hosts }))?.value.sites ?? null;
    },
    siteData: async () => {
      const place = gathered.value?.place;
      const fact = place ? parts.sites().safeParse(await gatherOne('sites', place)) : undefined;
      return fact?.success && fact.data.known ? fact.data.value : [];
    },
    refuse: (kind) => {
      refused.value = { kind };
    },
    close: () => {
      cancelRecheck();
      passId += 1;
      progress.value = null;
      gathered.value = null;
      before.value = null;
    },
    dismiss: () => {
      refused.value = null;
      requests.dismiss();
    },
  };
}
