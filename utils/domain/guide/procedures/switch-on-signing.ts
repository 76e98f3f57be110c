import type { Procedure, Proof, StepId } from '../types.ts';
import { openItem } from './shared.ts';

/** The button says the same as the toggle: without it Procore shows none. */
const isOn = (saved?: { freshSince: StepId; saved: true }): Proof[] => [
  { by: 'reading', of: 'sign-toggle', says: ['on'], ...saved },
  {
    by: 'reading',
    of: 'send-button',
    says: ['complete', 'send', 'create-and-send', 'update-and-set-up', 'send-to'],
    ...saved,
  },
];

/** Source: support.procore.com and v2.support.procore.com, contract tutorials: Edit, Sign with DocuSign, Save. */
export const switchOnSigning: Procedure = {
  id: 'switch-on-signing',
  nameKey: 'switch_on_signing',
  about: 'item',
  leavesOldAccount: false,
  steps: [
    { ...openItem, texts: 'switch_on_signing.open_item' },
    {
      id: 'switch-on',
      texts: 'switch_on_signing.switch_on',
      targets: ['sign-toggle'],
      opens: null,
      provenBy: isOn(),
      passedBy: [],
    },
    {
      id: 'save-item',
      texts: 'switch_on_signing.save',
      targets: ['save-item'],
      opens: null,
      provenBy: isOn({ freshSince: 'save-item', saved: true }),
      passedBy: [],
    },
  ],
};
