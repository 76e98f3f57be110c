import { cannotTell, defineCheck, needsOf, pass, skip, knownValue, warn } from './define.ts';

export const severalAccounts = defineCheck({
  id: 'several-accounts',
  stage: 'credentials',
  weight: 30,
  reads: ['docusign'],
  places: [],
  outcomes: {
    one: pass,
    chosen: pass,
    'not-chosen': warn('choose-account'),
    none: skip,
    unread: cannotTell(['docusign-connection'], 'connect'),
  },
  judge: (facts) => {
    const docusign = knownValue(facts.docusign);
    if (!docusign) return { outcome: 'unread', needs: needsOf(facts, 'docusign') };
    const { accounts, chosenAccountId } = docusign;
    const [first] = accounts;
    if (!first) return 'none';
    if (accounts.length === 1) return { outcome: 'one', values: [first.accountName] };
    const chosen = accounts.find(({ accountId }) => accountId === chosenAccountId);
    return chosen
      ? { outcome: 'chosen', values: [String(accounts.length), chosen.accountName] }
      : { outcome: 'not-chosen', values: [String(accounts.length)] };
  },
});
