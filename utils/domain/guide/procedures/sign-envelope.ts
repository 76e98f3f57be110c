import type { Procedure, Proof } from '../types.ts';
import { openItem } from './shared.ts';

/** The banner no longer asks this person. */
const signed: Proof = {
  by: 'reading',
  of: 'banner',
  says: ['signature-pending', 'signature-completed'],
  freshSince: 'press-sign',
  unless: ['signature-required', 'unknown'],
};

/** The person's own turn to sign. Source: support.procore.com FAQ, "What do the different DocuSign banners in Procore mean?". */
export const signEnvelope: Procedure = {
  id: 'sign-envelope',
  nameKey: 'sign_envelope',
  about: 'item',
  leavesOldAccount: false,
  steps: [
    { ...openItem, texts: 'sign_envelope.open_item' },
    {
      id: 'press-sign',
      texts: 'sign_envelope.press_sign',
      targets: ['sign-button'],
      opens: null,
      // The press may be lost: the page leaves while the background is still waking up.
      provenBy: [{ by: 'press', target: 'sign-button' }, signed],
      passedBy: [],
    },
    {
      id: 'see-signed',
      texts: 'sign_envelope.see_signed',
      targets: [],
      opens: 'item',
      provenBy: [signed],
      passedBy: [],
    },
  ],
};
