import type { Level } from '../facts.ts';
import { levelState, wantedFor } from '../required-permissions.ts';
import { inFront, isButtonMissing, isMissingExplained } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip } from './define.ts';

const BY_LEVEL = { none: 'none', 'read-only': 'read-only', standard: 'standard' } as const satisfies Partial<
  Record<Level, string>
>;

export const toolPermission = defineCheck({
  id: 'tool-permission',
  stage: 'permissions',
  weight: 75,
  reads: ['permissions', 'tools', 'page', 'ledger', 'item'],
  places: ['item', 'list'],
  outcomes: {
    enough: pass,
    said: pass,
    shown: pass,
    none: fail('message-project-admin'),
    'read-only': fail('message-project-admin'),
    standard: fail('message-project-admin'),
    'said-less': fail('message-project-admin'),
    'not-told': skip,
    'no-item': cannotTell(['open-item'], 'open-item'),
    unread: cannotTell(['procore-connection']),
  },
  judge: (facts) => {
    if (!facts.subject.item) return 'no-item';
    if (!wantedFor(facts)) return 'not-told';
    const state = levelState(facts);
    if (typeof state === 'object' && state.level !== 'admin') {
      return { outcome: BY_LEVEL[state.level], values: [state.less] };
    }
    if (state === 'enough') return 'enough';
    const answer = facts.answers['tool-level'];
    if (answer === 'less') return 'said-less';
    if (answer === 'admin') return 'said';
    const missing = isButtonMissing(facts);
    // One that was there earlier does not show that the permission is there still.
    const button = inFront(facts, 'send-button');
    if (button && button.says !== 'unknown') return 'shown';
    const asks = missing && !isMissingExplained(facts) ? 'tool-level' : null;
    return { outcome: 'unread', needs: needsOf(facts, 'permissions'), asks };
  },
});
