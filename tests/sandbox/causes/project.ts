/** Where Procore offers the integration, and what an item needs to be sent. */
import { legacy, webclient } from '../procore/addresses.ts';
import { CONDITIONS, type EnvelopeState, type Item, seededId } from '../procore/items.ts';
import { all, change, linked } from './change.ts';
import { CONTRACT, HOME_ZONE, inZone, item, OLD_CONTRACT, place, PROJECT } from './places.ts';
import type { Cause, Lift, Stage } from './types.ts';

const SETTINGS = inZone(legacy(place(PROJECT), 'admin/general'));

const found = ({ procore: { state } }: Stage, id: string): Item => {
  const item = state.recordOf(HOME_ZONE, id);
  if (!item) throw new Error(`No item ${id}.`);
  return item;
};
const contract = (stage: Stage) => found(stage, seededId(HOME_ZONE, PROJECT, 'subcontract'));

/** The contract was sent with a link in use, and Procore shows this of its envelope. */
function enveloped(
  stage: Stage,
  shown: EnvelopeState,
  { actual = shown, refreshedAt = null }: { actual?: EnvelopeState; refreshedAt?: number | null } = {},
): Lift {
  return all(linked(stage, 'self', 1), change(contract(stage), { envelope: { shown, actual }, refreshedAt }));
}

const banner = (name: string, title: string, sentence: string, shown: EnvelopeState): Cause => ({
  id: `banner-${name}`,
  check: 'envelope',
  title,
  sentence,
  plant: (stage) => enveloped(stage, shown),
  opens: OLD_CONTRACT,
});

export const bannerCauses: readonly Cause[] = [
  banner(
    'setup',
    'Envelope Setup Not Completed',
    'The envelope was made and its setup left halfway.',
    'setup',
  ),
  banner('pending', 'Signature Pending', 'Others have still to sign.', 'pending'),
  banner('required', 'Signature Required', 'This person has to sign.', 'required'),
  banner('completed', 'Signature Completed', 'Everybody has signed.', 'completed'),
  banner(
    'unavailable',
    'Envelope Currently Unavailable',
    'Procore cannot reach the envelope.',
    'unavailable',
  ),
  {
    id: 'mail-missing',
    check: 'signature-mail',
    title: 'DocuSign’s e-mail held back',
    sentence: 'The envelope is out, and a mail filter keeps its e-mail from whoever is to sign.',
    plant: (stage) =>
      all(enveloped(stage, 'pending'), change(stage.docusign.switches, { mailHeldBack: true })),
    opens: OLD_CONTRACT,
  },
  {
    id: 'refresh-too-soon',
    check: 'refresh-wait',
    title: 'Refresh pressed a minute ago',
    sentence: 'Everybody has signed since, and Refresh does nothing for five minutes.',
    plant: (stage) =>
      enveloped(stage, 'pending', { actual: 'completed', refreshedAt: stage.world.now() - 60_000 }),
    opens: OLD_CONTRACT,
  },
  {
    id: 'banner-reauth',
    check: 'reauth',
    title: 'Re-Authentication Required',
    sentence: 'Thirty days without use have passed.',
    plant: (stage) => linked(stage, 'self', 31),
    opens: OLD_CONTRACT,
  },
];

export const projectCauses: readonly Cause[] = [
  {
    id: 'project-off',
    check: 'project-enabled',
    title: 'Project without the integration',
    sentence: 'Riverside Tower has Enable DocuSign® off: no row, no buttons.',
    plant({ procore: { state } }) {
      const lift = state.keepEnabled();
      state.setProjectEnabled(HOME_ZONE, PROJECT, false);
      return lift;
    },
    opens: SETTINGS,
  },
  {
    id: 'template-off',
    check: 'project-enabled',
    title: 'Made from a template without it',
    sentence: 'The company has it on; the template its projects were made from switched it off in each.',
    plant({ procore: { state } }) {
      const lift = state.keepEnabled();
      state.setTemplateEnabled(HOME_ZONE, 'ashworth', false);
      return lift;
    },
    opens: SETTINGS,
  },
  {
    id: 'company-off',
    check: 'company-enabled',
    title: 'Company without the integration',
    sentence: 'The company never turned it on, so project settings lack the box.',
    plant({ procore: { state } }) {
      const lift = state.keepEnabled();
      state.setCompanyEnabled(HOME_ZONE, 'ashworth', false);
      return lift;
    },
    opens: SETTINGS,
  },
  {
    id: 'item-deleted',
    check: 'page-found',
    title: 'The contract is gone',
    sentence: 'Somebody deleted it: its page is not found, and a link to it leads nowhere.',
    plant(stage) {
      const { id } = contract(stage);
      const { state } = stage.procore;
      state.setDeleted(HOME_ZONE, id, true);
      return () => state.setDeleted(HOME_ZONE, id, false);
    },
    opens: CONTRACT,
  },
  {
    id: 'sign-off',
    check: 'sign-toggle',
    title: 'Sign with DocuSign is off',
    sentence: 'The contract’s own switch is off, so it has no send button.',
    plant: (stage) => change(contract(stage), { sign: false }),
    opens: CONTRACT,
  },
  {
    id: 'invoice-status',
    check: 'invoice-status',
    title: 'Invoice not approved',
    sentence: 'The invoice is a draft, and only approved ones can be sent.',
    plant: (stage) =>
      change(found(stage, seededId(HOME_ZONE, PROJECT, 'subcontractor-invoice')), { status: 'draft' }),
    opens: item('subcontractor-invoice-legacy-edit', 'subcontractor-invoice'),
  },
  {
    id: 'invoice-contact-missing',
    check: 'bulk-send',
    title: 'No Invoice Contact',
    sentence: 'The commitment has none, so its invoices cannot be sent in bulk.',
    plant: (stage) =>
      all(
        change(contract(stage), { invoiceContact: false }),
        ...CONDITIONS.map((condition) =>
          change(found(stage, seededId(HOME_ZONE, PROJECT, 'subcontractor-invoice', condition)), {
            invoiceContact: false,
          }),
        ),
      ),
    opens: inZone(`${webclient(place(PROJECT), 'invoicing/subcontractor')}?ticked=first`),
  },
];
