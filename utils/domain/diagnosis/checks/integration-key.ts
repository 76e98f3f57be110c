import { docusignFaults, isConnected, isKeyWrong } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip, knownValue, warn } from './define.ts';

export const integrationKeyCheck = defineCheck({
  id: 'integration-key',
  stage: 'credentials',
  weight: 44,
  reads: ['settings', 'login', 'docusign'],
  places: [],
  outcomes: {
    works: pass,
    none: skip,
    refused: warn('message-it', 'open-settings'),
    'policy-unreadable': cannotTell(['later'], 'open-settings'),
    wrong: fail('message-docusign-admin', 'open-settings'),
    origin: fail('message-docusign-admin', 'report'),
    untried: cannotTell(['docusign-connection'], 'connect'),
    unread: cannotTell(['later']),
  },
  judge: (facts) => {
    if (isKeyWrong(facts)) return 'wrong';
    if (docusignFaults(facts).some(({ kind }) => kind === 'origin-refused')) return 'origin';
    const settings = knownValue(facts.settings);
    if (settings?.refused.includes('integrationKey')) return 'refused';
    if (isConnected(facts)) return 'works';
    if (!settings) return { outcome: 'unread', needs: needsOf(facts, 'settings') };
    if (settings.hasKey) return 'untried';
    return settings.policy === 'unreadable' ? 'policy-unreadable' : 'none';
  },
});
