import { levelState, toolState } from '../required-permissions.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip } from './define.ts';

/** What the page's own answer says, by its HTTP status. */
const ANSWERS: Partial<Record<string, 'gone' | 'not-allowed'>> = {
  '401': 'not-allowed',
  '403': 'not-allowed',
  '404': 'gone',
  '410': 'gone',
};

/** Source: v2.support.procore.com FAQ, "Trouble logging in to Procore": what a 404 page can mean. */
export const pageFound = defineCheck({
  id: 'page-found',
  stage: 'project',
  weight: 63,
  reads: ['page', 'tools', 'permissions'],
  places: ['item', 'list', 'profile', 'project-settings', 'project', 'company', 'other'],
  outcomes: {
    found: pass,
    explained: skip,
    gone: fail('open-project', 'message-project-admin', 'clear-sites', 'report'),
    'not-allowed': fail('message-project-admin', 'open-project', 'report'),
    unread: cannotTell(['open-page']),
  },
  judge: (facts) => {
    const { page } = facts;
    if (page.known) return 'found';
    const outcome = ANSWERS[page.detail ?? ''];
    if (!outcome) return { outcome: 'unread', needs: needsOf(facts, 'page') };
    const level = levelState(facts);
    // No page of a tool is found where it is off, or where the person has no part in it.
    const isToolClosed = typeof level === 'object' && level.level === 'none';
    if (typeof toolState(facts) === 'object' || isToolClosed) return 'explained';
    return { outcome, values: [page.detail ?? ''], at: page.at };
  },
});
