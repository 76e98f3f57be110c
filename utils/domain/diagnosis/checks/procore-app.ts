import { cannotTell, defineCheck, needsOf, pass, skip, warn } from './define.ts';

export const procoreAppCheck = defineCheck({
  id: 'procore-app',
  stage: 'permissions',
  weight: 12,
  reads: ['procore', 'settings'],
  places: [],
  outcomes: {
    connected: pass,
    none: skip,
    'other-company': warn('message-company-admin'),
    refused: warn('message-company-admin', 'open-settings'),
    ended: warn('open-settings'),
    over: cannotTell(['procore-connection'], 'open-settings'),
    untried: cannotTell(['procore-connection'], 'open-settings'),
    unread: cannotTell(['later']),
  },
  judge: (facts) => {
    const { procore, settings, subject } = facts;
    if (procore.known) {
      const { companyId, companyName } = procore.value;
      return subject.company !== '' && companyId !== '' && companyId !== subject.company
        ? { outcome: 'other-company', values: [companyName] }
        : { outcome: 'connected', values: [companyName] };
    }
    switch (procore.why) {
      case 'app-not-connected':
      case 'no-permission':
      case 'wrong-key':
      case 'login-refused':
        return 'refused';
      case 'signed-out':
      case 'sign-in-again':
        // Procore's own no has a code; what went with the browser has none.
        return procore.detail === undefined ? 'over' : 'ended';
      case 'no-client-secret':
        return 'over';
      case 'no-client-id':
      case 'not-connected':
        if (!settings.known) return { outcome: 'unread', needs: needsOf(facts, 'settings') };
        return settings.value.hasProcoreApp ? 'untried' : 'none';
      default:
        return { outcome: 'unread', needs: needsOf(facts, 'procore') };
    }
  },
});
