import type { Procedure, Proof } from '../types.ts';
import { openItem } from './shared.ts';

/** The banner says so once the envelope is on its way. */
const sent: Proof = {
  by: 'reading',
  of: 'banner',
  says: ['signature-pending', 'signature-required', 'signature-completed'],
  freshSince: 'press-finish',
  unless: ['setup-not-completed', 'unknown'],
};

/**
 * An envelope whose setup was left halfway. Source: support.procore.com FAQ, "What do the different DocuSign banners in
 * Procore mean?": Finish opens DocuSign's page again.
 */
export const finishEnvelope: Procedure = {
  id: 'finish-envelope',
  nameKey: 'finish_envelope',
  about: 'item',
  leavesOldAccount: false,
  steps: [
    { ...openItem, texts: 'finish_envelope.open_item' },
    {
      id: 'press-finish',
      texts: 'finish_envelope.press_finish',
      targets: ['finish-button'],
      opens: null,
      // The press may be lost: the page leaves while the background is still waking up.
      provenBy: [{ by: 'press', target: 'finish-button' }, sent],
      passedBy: [],
    },
    {
      id: 'see-sent',
      texts: 'finish_envelope.see_sent',
      targets: [],
      opens: 'item',
      provenBy: [sent],
      passedBy: [],
    },
  ],
};
