import { cannotTell, defineCheck, needsOf, pass, skip, knownValue, warn } from './define.ts';

/** Source: developers.docusign.com, "Making API calls for members of multiple accounts": apps take the default one. */
export const defaultAccount = defineCheck({
  id: 'default-account',
  stage: 'credentials',
  weight: 29,
  reads: ['docusign'],
  places: [],
  outcomes: {
    'the-one': pass,
    only: skip,
    none: warn('switch-account', 'message-docusign-admin'),
    'not-marked': warn('message-docusign-admin'),
    other: warn('switch-account', 'choose-account'),
    unread: cannotTell(['docusign-connection'], 'connect'),
  },
  judge: (facts) => {
    const docusign = knownValue(facts.docusign);
    if (!docusign) return { outcome: 'unread', needs: needsOf(facts, 'docusign') };
    const { accounts, chosenAccountId } = docusign;
    const standard = accounts.find(({ isDefault }) => isDefault);
    const [first] = accounts;
    if (!first || (accounts.length === 1 && standard)) return 'only';
    if (!standard) {
      return accounts.length === 1
        ? { outcome: 'not-marked', values: [first.accountName] }
        : { outcome: 'none', values: [String(accounts.length)] };
    }
    const chosen = accounts.find(({ accountId }) => accountId === chosenAccountId);
    return chosen && chosen !== standard
      ? { outcome: 'other', values: [standard.accountName, chosen.accountName] }
      : { outcome: 'the-one', values: [standard.accountName] };
  },
});
