import type { Fact, Facts, Why } from '../facts.ts';
import type { QuestionId } from '../questions.ts';
import type { Check, FactPath, FixId, Judgement, Need, Outcome } from '../types.ts';

/** What a check's `judge` answers: one of its sayings, alone or with what fills its sentence. */
export type Said<S extends string> =
  | S
  | ({ outcome: S } & Partial<Pick<Judgement, 'values' | 'at' | 'needs'>> & { asks?: QuestionId | null });

type Definition<S extends string> = Omit<Check, 'outcomes' | 'judge'> & {
  outcomes: Readonly<Record<S, Outcome>>;
  judge: (facts: Facts) => Said<NoInfer<S>>;
};

/** A check whose every saying has one meaning, so that all it can say is known without running it. */
export function defineCheck<S extends string>({ outcomes, judge, ...rest }: Definition<S>): Check {
  return {
    ...rest,
    outcomes,
    judge: (facts) => {
      const said = judge(facts);
      return typeof said === 'string'
        ? { outcome: said, ...outcomes[said] }
        : { ...outcomes[said.outcome], ...said };
    },
  };
}

export const pass: Outcome = { verdict: 'pass', needs: [], fixes: [] };
export const skip: Outcome = { verdict: 'not-applicable', needs: [], fixes: [] };
export const warn = (...fixes: FixId[]): Outcome => ({ verdict: 'warn', needs: [], fixes });
export const fail = (...fixes: FixId[]): Outcome => ({ verdict: 'fail', needs: [], fixes });
/** The first need is what helps most. */
export const cannotTell = (needs: readonly Need[], ...fixes: FixId[]): Outcome => ({
  verdict: 'could-not-tell',
  needs,
  fixes,
});

export function knownValue<T>(fact: Fact<T>): T | undefined {
  return fact.known ? fact.value : undefined;
}

const OF_PROCORE: readonly FactPath[] = ['procore', 'permissions', 'tools', 'item'];

/** What would make a fact known. */
export function needsFor(name: FactPath, why: Why): Need[] {
  switch (why) {
    case 'no-page':
      return ['open-page'];
    case 'not-found':
    case 'no-permission':
      return name === 'page' ? ['open-page'] : ['later'];
    case 'no-project':
    case 'elsewhere':
      return ['open-project'];
    case 'no-item':
      return ['open-item'];
    case 'not-granted':
    case 'permission-refused':
    case 'host-not-allowed':
      return ['host-permission'];
    case 'not-connected':
    case 'no-integration-key':
      return OF_PROCORE.includes(name) ? ['procore-connection'] : ['docusign-connection'];
    case 'no-client-id':
    case 'no-client-secret':
    case 'app-not-connected':
      return ['procore-connection'];
    case 'signed-out':
    case 'sign-in-again':
      return OF_PROCORE.includes(name) ? ['procore-connection'] : ['docusign-sign-in'];
    case 'offline':
      return ['network'];
    case 'not-offered':
      return ['other-browser'];
    case 'left-out':
      return ['sender'];
    default:
      return ['later'];
  }
}

/** The needs of the first of these facts that is unknown. */
export function needsOf(facts: Facts, ...names: FactPath[]): Need[] {
  for (const name of names) {
    const fact = facts[name];
    if (!fact.known) return needsFor(name, fact.why);
  }
  return ['later'];
}
