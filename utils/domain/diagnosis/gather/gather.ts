import { toAppError } from '../../../base/errors.ts';
import type { Log } from '../../../base/log.ts';
import type { Clock } from '../../../base/types.ts';
import { withTimeout } from '../../../base/with-timeout.ts';
import type { Fact, FactName, FactOf, Subject, Why } from '../facts.ts';

/** What a pass is about, and the tab it is about, where one is in front. */
export type About = { subject: Subject; tab: number | null };

/** A value, and since when it holds where that is not now. */
export type FactValue<T> = { value: T; at?: number };

type ValueOf<N extends FactName> = Extract<FactOf<N>, { known: true }>['value'];

/** How each fact is found out. A reader gives its value or throws: an AppFault, or `NotKnown` with the reason. */
export type FactReaders = { [N in FactName]: (about: About) => Promise<FactValue<ValueOf<N>>> };

/** A reader's way to say why there is nothing to know. */
export class FactUnavailable extends Error {
  override name = 'NotKnown';
  readonly why: Why;
  readonly detail: string | undefined;
  constructor(why: Why, detail?: string) {
    super(why);
    this.why = why;
    this.detail = detail;
  }
}

/** A fact that another reader has already judged. */
export function toFactValue<T>(fact: Fact<T>): FactValue<T> {
  if (fact.known) return { value: fact.value, at: fact.at };
  throw new FactUnavailable(fact.why, fact.detail);
}

/** So long, in milliseconds, one fact may take: the whole pass is to be done in three seconds. */
export const DEADLINES: Record<FactName, number> = {
  page: 1_500,
  ledger: 2_800,
  docusign: 2_800,
  login: 1_000,
  procore: 2_800,
  permissions: 2_800,
  tools: 2_800,
  item: 2_800,
  browser: 1_000,
  online: 500,
  reach: 2_800,
  clock: 2_800,
  sites: 1_500,
  grants: 1_000,
  settings: 1_000,
  ownData: 1_500,
};

export type Gather = <N extends FactName>(part: N, about: About) => Promise<Fact<ValueOf<N>>>;

/** Gathers one fact. Never throws: what cannot be found out says why, and nothing takes longer than its deadline. */
export function createGather({
  readers,
  clock,
  log,
}: {
  readers: FactReaders;
  clock: Clock;
  log: Log;
}): Gather {
  return async (part, about) => {
    try {
      const { value, at } = await withTimeout(DEADLINES[part], readers[part](about));
      return { known: true, value, at: at ?? clock() };
    } catch (thrown) {
      const at = clock();
      const { why, detail } =
        thrown instanceof FactUnavailable
          ? thrown
          : { why: toAppError(thrown).kind, detail: toAppError(thrown).detail };
      if (why === 'bug') log.note(`the fact ${part} was not found out`, thrown);
      return { known: false, why, ...(detail === undefined ? {} : { detail: detail.slice(0, 200) }), at };
    }
  };
}
