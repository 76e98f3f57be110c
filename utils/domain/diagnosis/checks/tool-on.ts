import { toolState, wantedFor } from '../required-permissions.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip } from './define.ts';

export const toolOn = defineCheck({
  id: 'tool-on',
  stage: 'permissions',
  weight: 76,
  reads: ['tools', 'page'],
  places: ['item', 'list'],
  outcomes: {
    on: pass,
    open: pass,
    off: fail('message-project-admin'),
    'not-told': skip,
    'no-item': cannotTell(['open-item'], 'open-item'),
    unread: cannotTell(['procore-connection']),
  },
  judge: (facts) => {
    if (!facts.subject.item) return 'no-item';
    if (!wantedFor(facts)) return 'not-told';
    const state = toolState(facts);
    if (typeof state === 'object') return { outcome: 'off', values: [state.off] };
    if (state === 'on') return 'on';
    // A page of the tool that is open shows that it is on.
    const place = facts.page.known ? facts.page.value.place : undefined;
    if (place === 'item' || place === 'list') return 'open';
    return { outcome: 'unread', needs: needsOf(facts, 'tools') };
  },
});
