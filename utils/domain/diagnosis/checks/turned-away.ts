import type { AnswerOf } from '../questions.ts';
import type { CheckId, FixId } from '../types.ts';
import { isConnected } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass } from './define.ts';

type Said = Exclude<AnswerOf<'login-message'>, 'unsure'>;

/** Whether DocuSign turns the person away for a reason that only its own page tells. */
export const turnedAwayCheck = (
  id: Extract<CheckId, 'tenant-restricted' | 'company-login'>,
  weight: number,
  reason: Said,
  ...fixes: FixId[]
) =>
  defineCheck({
    id,
    stage: 'credentials',
    weight,
    reads: ['docusign'],
    places: [],
    outcomes: {
      'let-in': pass,
      'no-message': cannotTell(['docusign-sign-in']),
      restricted: fail(...fixes),
      unread: cannotTell(['docusign-connection'], 'connect'),
    },
    judge: (facts) => {
      const { 'login-accepted': accepted, 'login-message': message } = facts.answers;
      if (message === reason) return 'restricted';
      if (accepted === 'yes') return 'let-in';
      // It says something else first; what comes after that nobody has seen.
      if (message !== undefined && message !== 'unsure') return 'no-message';
      // What was given before may go on working where a new login is not let in.
      if (isConnected(facts) && accepted !== 'rejected') return 'let-in';
      const asks = accepted === 'rejected' ? 'login-message' : null;
      return { outcome: 'unread', needs: needsOf(facts, 'docusign'), asks };
    },
  });
