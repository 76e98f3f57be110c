import type { AccountState, DocusignFacts, Facts } from '../facts.ts';
import { accountInQuestion } from '../fact-queries.ts';
import { needsFor, needsOf, type Said } from './define.ts';

/** Judges the one DocuSign account in question. Without an answer of DocuSign, or without an account, it says so. */
export const ofAccount =
  <S extends string>(judge: (account: AccountState, docusign: DocusignFacts) => Said<S>) =>
  (facts: Facts): Said<S | 'unread' | 'no-account'> => {
    if (!facts.docusign.known) return { outcome: 'unread', needs: needsOf(facts, 'docusign') };
    const account = accountInQuestion(facts);
    return account ? judge(account, facts.docusign.value) : 'no-account';
  };

/** What DocuSign did not tell of the account, and what would make it. */
export const notReported = (account: AccountState, { signedOutAt }: DocusignFacts) =>
  ({
    outcome: 'unread',
    needs: needsFor('docusign', account.problem ?? (signedOutAt === null ? 'bug' : 'signed-out')),
  }) as const;
