import { diagnose } from '../../../utils/domain/diagnosis/diagnose.ts';
import type { Facts } from '../../../utils/domain/diagnosis/facts.ts';
import type { Pass } from '../../../utils/domain/diagnosis/store.ts';

/** A pass over all checks that found these facts. */
export const passOf = (facts: Facts): Pass => ({
  which: 'all',
  place: { subject: facts.subject, tab: 7, href: '', projectName: 'Riverside Tower' },
  facts,
  diagnosis: diagnose(facts),
});
