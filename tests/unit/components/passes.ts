import { diagnose } from '../../../utils/diagnosis/diagnose.ts';
import type { Facts } from '../../../utils/diagnosis/facts.ts';
import type { Pass } from '../../../utils/stores/troubleshooter.ts';

/** A pass over all checks that found these facts. */
export const passOf = (facts: Facts): Pass => ({
  which: 'all',
  place: { subject: facts.subject, tab: 7, href: '', projectName: 'Riverside Tower' },
  facts,
  diagnosis: diagnose(facts),
});
