import { inFront, lastSeen, loginAsked } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip } from './define.ts';

const UNKNOWN: Partial<
  Record<string, 'reauth' | 'idle-over' | 'banner-unread' | 'box-unread' | 'clock-back' | 'person-unknown'>
> = {
  'asked-to-log-in': 'reauth',
  'idle-days-over': 'idle-over',
  'banner-not-readable': 'banner-unread',
  'box-not-readable': 'box-unread',
  'clock-set-back': 'clock-back',
  'person-not-told': 'person-unknown',
};

export const linked = defineCheck({
  id: 'linked',
  stage: 'link',
  weight: 58,
  reads: ['ledger', 'page'],
  places: ['profile', 'item'],
  outcomes: {
    synced: pass,
    'not-linked': fail('link'),
    reauth: skip,
    off: skip,
    'idle-over': skip,
    'not-readable': cannotTell(['open-profile'], 'open-profile', 'report'),
    'banner-unread': skip,
    'box-unread': cannotTell(['open-profile'], 'open-profile', 'report'),
    'clock-back': cannotTell(['open-profile'], 'open-profile'),
    'person-unknown': cannotTell(['open-profile'], 'open-profile'),
    'never-seen': cannotTell(['open-profile'], 'open-profile'),
    unread: cannotTell(['open-project']),
  },
  judge: (facts) => {
    const row = lastSeen(facts, 'link-row');
    if (!facts.ledger.known) {
      const here = inFront(facts, 'link-row')?.says;
      if (here === 'synced' || here === 'not-linked') return here;
      return { outcome: 'unread', needs: needsOf(facts, 'ledger') };
    }
    const at = row?.at ?? facts.ledger.at;
    const { state, reason } = facts.ledger.value;
    switch (state) {
      case 'synced':
        return { outcome: 'synced', at };
      case 'not-linked':
        return { outcome: 'not-linked', at };
      case 'reauth-required':
        return 'reauth';
      case 'unavailable':
        // What was read before it was switched off still stands, and will matter again once it is on.
        return row?.says === 'not-linked' && loginAsked(facts) === undefined
          ? { outcome: 'not-linked', at }
          : 'off';
      case 'unknown':
        return reason === 'not-readable'
          ? { outcome: 'not-readable', at }
          : (UNKNOWN[reason] ?? 'never-seen');
    }
  },
});
