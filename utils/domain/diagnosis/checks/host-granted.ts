import { cannotTell, defineCheck, fail, needsOf, pass, knownValue, warn } from './define.ts';

export const hostGranted = defineCheck({
  id: 'host-granted',
  stage: 'browser',
  weight: 65,
  reads: ['grants', 'settings'],
  places: [],
  outcomes: {
    granted: pass,
    zone: fail('grant-host', 'message-it'),
    docusign: warn('grant-host', 'message-it'),
    unread: cannotTell(['later']),
  },
  judge: (facts) => {
    if (!facts.grants.known) return { outcome: 'unread', needs: needsOf(facts, 'grants') };
    const { zone, docusign } = facts.grants.value;
    if (!zone) return { outcome: 'zone', values: [facts.subject.zone] };
    // Without a key nothing is ever asked of DocuSign.
    return docusign || !knownValue(facts.settings)?.hasKey ? 'granted' : 'docusign';
  },
});
