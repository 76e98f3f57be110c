import type { MessageName } from '../utils/app/messaging/protocol.ts';

/** Every message once, with data it is taken with, as a page of a zone would send it. */
export const messagesFrom = (zone: string): Record<MessageName, unknown> => {
  const key = { zone, person: '', project: '1' };
  const subject = { zone, company: '', project: '', person: '', item: null };
  const page = `https://${zone}/1/project/home`;
  return {
    pageReport: { id: 'r', href: page, person: '', title: '', readings: [] },
    openPanel: { href: page, kind: 'banner', says: 'unknown' },
    bringBadges: null,
    sendPressed: { href: page, says: 'complete' },
    guideStep: { href: page, seen: [], documentStartedAt: 0, waiting: false },
    guidePress: { href: page, target: 'ok-button', pressedAt: 0 },
    lookAtAlarms: null,
    startRun: { procedure: 'link', key, company: '' },
    stepRun: { runId: 'a', action: 'cancel' },
    confirmAccount: {
      key,
      who: 'Sue',
      accountId: '',
      accountName: '',
    },
    connect: { vendor: 'docusign', loginHint: '' },
    startCode: { vendor: 'procore' },
    pasteCode: { vendor: 'procore', code: 'abcdef1234567890' },
    cancelConnect: { vendor: 'docusign' },
    refreshConnection: { id: 'docusign:demo:50d89ab1' },
    disconnect: { id: 'docusign:demo:50d89ab1' },
    chooseAccount: { id: 'docusign:demo:50d89ab1', accountId: 'a' },
    procoreSecret: null,
    setProcoreSecret: { secret: 'mallory-secret-1' },
    forgetProcoreSecret: null,
    setSettings: { warningDay: 29, integrationKey: '0b6d7c2e-5f1a-4c3b-9d84-2a7e6f1c8b91' },
    addZone: { host: 'eu01.procore.com' },
    removeZone: { host: 'eu01.procore.com' },
    forgetLedger: null,
    troubleshoot: { check: null },
    gather: {
      part: 'online',
      subject,
      tab: null,
    },
    openPlace: {
      place: 'project',
      subject,
      href: '',
    },
    clearSites: { hosts: ['account.docusign.com'] },
    giveBackBorrowed: null,
    resetOwnData: null,
  };
};
