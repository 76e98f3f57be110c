import { CHECKS } from '../../utils/domain/diagnosis/checks/index.ts';
import { type Check, CHECK_IDS, type CheckId } from '../../utils/domain/diagnosis/types.ts';
import { checkTitle, findingSentence, stageName } from '../../utils/domain/diagnosis/sentence.ts';
import { matcher } from '../../utils/base/search.ts';

/**
 * The checks a query is about, the likeliest first: the one whose id it is, those that are called so, those of such a
 * stage, and those that say so. A link to a check finds that check alone. None for an empty query.
 */
export function searchChecks(query: string): Check[] {
  const wanted = query.trim();
  if (wanted === '') return [];
  const linked = linkedCheck(wanted);
  if (linked) return CHECKS.filter(({ id }) => id === linked);
  const matches = matcher(wanted);
  const ranks: ((check: Check) => boolean)[] = [
    ({ id }) => id === wanted.toLowerCase(),
    ({ id }) => matches(`${id} ${checkTitle(id)}`),
    (check) => matches(`${check.id} ${checkTitle(check.id)} ${stageName(check.stage)}`),
    (check) => matches(wordsOf(check)),
  ];
  return [...new Set(ranks.flatMap((fits) => CHECKS.filter(fits)))];
}

function linkedCheck(text: string): CheckId | undefined {
  const named = /[?&]check=([a-z-]+)/.exec(text)?.[1];
  return CHECK_IDS.find((id) => id === named);
}

/** All that a check may ever say, with its name. */
const wordsOf = ({ id, stage, outcomes }: Check): string =>
  [
    id,
    checkTitle(id),
    stageName(stage),
    ...Object.keys(outcomes).map((word) => findingSentence({ check: id, outcome: word, values: [] })),
  ].join(' ');
