import { inFront, lastSeen, loginAsked } from '../picture.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip } from './define.ts';

export const linked = defineCheck({
  id: 'linked',
  stage: 'link',
  weight: 58,
  reads: ['ledger', 'page'],
  places: ['profile', 'item'],
  says: {
    synced: pass,
    'not-linked': fail('link'),
    reauth: skip,
    off: skip,
    'idle-over': skip,
    'not-readable': cannotTell(['open-profile'], 'open-profile', 'report'),
    'never-seen': cannotTell(['open-profile'], 'open-profile'),
    unread: cannotTell(['open-project']),
  },
  judge: (facts) => {
    const row = lastSeen(facts, 'link-row');
    if (!facts.ledger.known) {
      const here = inFront(facts, 'link-row')?.says;
      if (here === 'synced' || here === 'not-linked') return here;
      return { says: 'unread', needs: needsOf(facts, 'ledger') };
    }
    const at = row?.at ?? facts.ledger.at;
    const { state, reason } = facts.ledger.value;
    switch (state) {
      case 'synced':
        return { says: 'synced', at };
      case 'not-linked':
        return { says: 'not-linked', at };
      case 'reauth-required':
        return 'reauth';
      case 'unavailable':
        // What was read before it was switched off still stands, and will matter again once it is on.
        return row?.says === 'not-linked' && loginAsked(facts) === undefined
          ? { says: 'not-linked', at }
          : 'off';
      case 'unknown':
        if (reason === 'asked-to-log-in') return 'reauth';
        if (reason === 'idle-days-over') return 'idle-over';
        return reason === 'not-readable' ? { says: 'not-readable', at } : 'never-seen';
    }
  },
});
