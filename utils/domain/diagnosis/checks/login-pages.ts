import { brokenLoginAt } from '../fact-queries.ts';
import { cannotTell, defineCheck, needsOf, pass, skip, warn } from './define.ts';

/** A login that broke on a later page than its first: neither key nor redirect address nor password is to blame. */
export const loginPagesCheck = defineCheck({
  id: 'login-pages',
  stage: 'credentials',
  weight: 41,
  reads: ['settings', 'login', 'docusign', 'procore'],
  places: [],
  outcomes: {
    loaded: pass,
    none: skip,
    docusign: warn('connect', 'message-it'),
    procore: warn('open-settings', 'message-it'),
    both: warn('connect', 'open-settings', 'message-it'),
    unfinished: cannotTell(['later'], 'connect'),
    untried: cannotTell(['docusign-connection'], 'connect'),
    unread: cannotTell(['later']),
  },
  judge: (facts) => {
    if (!facts.login.known) return { outcome: 'unread', needs: needsOf(facts, 'login') };
    const { failed, procore } = facts.login.value;
    const [docusignAt, procoreAt] = [brokenLoginAt(failed), brokenLoginAt(procore)];
    if (docusignAt !== null && procoreAt !== null)
      return { outcome: 'both', at: Math.max(docusignAt, procoreAt) };
    if (docusignAt !== null) return { outcome: 'docusign', at: docusignAt };
    if (procoreAt !== null) return { outcome: 'procore', at: procoreAt };
    if (failed !== null || procore !== undefined) return 'unfinished';
    if (facts.docusign.known || facts.procore.known) return 'loaded';
    if (!facts.settings.known) return { outcome: 'unread', needs: needsOf(facts, 'settings') };
    const { hasKey, hasProcoreApp } = facts.settings.value;
    return hasKey || hasProcoreApp ? 'untried' : 'none';
  },
});
