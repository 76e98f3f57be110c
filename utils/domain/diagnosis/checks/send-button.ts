import type { ItemType } from '../../../vendors/procore/urls.ts';
import { banners, inFront, isButtonMissing, isList, isMissingExplained, lastSeen } from '../fact-queries.ts';
import { cannotTell, defineCheck, needsOf, pass, skip, knownValue, warn } from './define.ts';

/**
 * Items that are sent from a menu alone, which tells nothing while it is closed. Source: support.procore.com, the
 * correspondence and documents tutorials, as read in November 2026.
 */
const IN_MENU: Partial<Record<ItemType, 'in-item-menu' | 'in-file-menu'>> = {
  correspondence: 'in-item-menu',
  document: 'in-file-menu',
};

/** What takes the button away has checks of its own; this one tells what is left when none of them does. */
export const sendButtonCheck = defineCheck({
  id: 'send-button',
  stage: 'project',
  weight: 16,
  reads: ['page', 'ledger', 'tools', 'permissions', 'item'],
  places: ['item', 'list'],
  outcomes: {
    there: pass,
    seen: pass,
    explained: skip,
    envelope: skip,
    list: skip,
    greyed: warn('open-item', 'report'),
    missing: warn('open-item', 'message-project-admin', 'report'),
    'missing-here': cannotTell(['open-item'], 'open-item'),
    'in-item-menu': cannotTell(['open-menu']),
    'in-file-menu': cannotTell(['open-menu']),
    'not-readable': cannotTell(['later'], 'report'),
    unread: cannotTell(['open-item'], 'open-item'),
  },
  judge: (facts) => {
    if (isList(facts)) return 'list';
    const here = inFront(facts, 'send-button');
    if (isButtonMissing(facts)) {
      if (isMissingExplained(facts)) return 'explained';
      const inMenu = facts.subject.item && IN_MENU[facts.subject.item.type];
      if (inMenu) return inMenu;
      // An envelope that was seen before may be there still, in words that are not readable.
      const hadEnvelope = knownValue(facts.ledger)?.banner != null;
      if (inFront(facts, 'sign-toggle')?.says === 'on' && !hadEnvelope) return 'missing';
      const elsewhere = knownValue(facts.ledger)?.sendButtonElsewhere ?? false;
      return { outcome: 'missing-here', needs: elsewhere ? ['open-item'] : ['open-item', 'answer'] };
    }
    const seen = here ?? lastSeen(facts, 'send-button');
    if (!seen) {
      if (banners(facts).length > 0) return 'envelope';
      if (isMissingExplained(facts)) return 'explained';
      return facts.ledger.known ? 'unread' : { outcome: 'unread', needs: needsOf(facts, 'ledger') };
    }
    if (seen.says === 'unknown') return { outcome: 'not-readable', at: seen.at };
    if (seen.disabled) return isMissingExplained(facts) ? 'explained' : { outcome: 'greyed', at: seen.at };
    return { outcome: here ? 'there' : 'seen', at: seen.at };
  },
});
