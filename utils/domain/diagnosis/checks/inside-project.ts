import { isOutside } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass } from './define.ts';

/** Source: support.procore.com, "Link your DocuSign account to a Procore project": the line shows to who comes from one. */
export const insideProject = defineCheck({
  id: 'inside-project',
  stage: 'project',
  weight: 80,
  reads: ['page'],
  places: ['profile', 'company', 'other', 'project', 'item', 'list', 'project-settings'],
  outcomes: {
    inside: pass,
    outside: fail('open-project'),
    unread: cannotTell(['open-page'], 'open-project'),
  },
  judge: (facts) => {
    if (!facts.page.known) return { outcome: 'unread', needs: needsOf(facts, 'page') };
    return isOutside(facts) ? 'outside' : 'inside';
  },
});
