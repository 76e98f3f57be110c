import { isSame } from '../../../base/same-text.ts';
import { accountInQuestion, banners } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip, knownValue } from './define.ts';

/** Who was confirmed behind the link, against who is meant to send. */
export const wrongAccount = defineCheck({
  id: 'wrong-account',
  stage: 'credentials',
  weight: 62,
  reads: ['ledger', 'docusign', 'procore', 'page'],
  places: ['profile'],
  outcomes: {
    same: pass,
    said: pass,
    'said-other': fail('switch-account'),
    'other-person': fail('switch-account', 'choose-account'),
    'other-account': fail('switch-account', 'choose-account'),
    'not-linked': skip,
    'not-confirmed': cannotTell(['open-profile'], 'open-profile'),
    'not-compared': cannotTell(['docusign-connection'], 'connect'),
    unread: cannotTell(['open-project']),
  },
  judge: (facts) => {
    const ledger = knownValue(facts.ledger);
    if (ledger?.state === 'not-linked') return 'not-linked';
    const answer = facts.answers['whose-account'];
    if (answer === 'other') return 'said-other';
    if (answer === 'mine') return 'said';
    if (!ledger) return { outcome: 'unread', needs: needsOf(facts, 'ledger') };
    const { confirmed } = ledger;
    if (!confirmed) return 'not-confirmed';

    const asks = isWorthAsking() ? 'whose-account' : null;
    const docusign = knownValue(facts.docusign);
    if (!docusign)
      return { outcome: 'not-compared', values: [confirmed.who], needs: needsOf(facts, 'docusign'), asks };
    const isPerson = isSame(confirmed.who, docusign.email) || isSame(confirmed.who, docusign.name);
    // A name may be written in many ways; an address may not.
    if (!isPerson && confirmed.who.includes('@')) {
      return { outcome: 'other-person', values: [confirmed.who, docusign.email], at: confirmed.at };
    }
    const isMeant = docusign.chosenAccountId !== null || docusign.accounts.length === 1;
    const account = isMeant ? accountInQuestion(facts) : undefined;
    if (confirmed.accountId !== '' && account) {
      if (confirmed.accountId === account.accountId) return { outcome: 'same', values: [confirmed.who] };
      const values = [confirmed.accountName, account.accountName];
      return { outcome: 'other-account', values, at: confirmed.at };
    }
    if (isPerson) return { outcome: 'same', values: [confirmed.who] };
    return { outcome: 'not-compared', values: [confirmed.who], needs: ['answer'], asks };

    function isWorthAsking(): boolean {
      const { docusign, procore } = facts;
      const differs = docusign.known && procore.known && !isSame(docusign.value.email, procore.value.login);
      return differs || banners(facts).some(({ says }) => says === 'envelope-unavailable');
    }
  },
});
