/** The things a project has that can be sent out for signature. Every project has each of them in each condition. */
import { itemId, type ProjectKey, PROJECTS, type ZoneHost } from './zones.ts';

export const FAMILIES = [
  'subcontract',
  'purchase-order',
  'commitment-change-order',
  'prime-contract',
  'prime-contract-change-order',
  'potential-change-order',
  'change-order-request',
  'owner-invoice',
  'subcontractor-invoice',
  'purchase-order-invoice',
  'correspondence',
  'document',
] as const;
export type Family = (typeof FAMILIES)[number];

/** What Procore shows of an envelope. The names are those of the banners. */
export const ENVELOPE_STATES = ['setup', 'pending', 'required', 'completed', 'unavailable'] as const;
export type EnvelopeState = (typeof ENVELOPE_STATES)[number];

/** `fresh`: never sent. `unsigned`: Sign with DocuSign is off. `draft`: as fresh, with a status that forbids sending an invoice. */
export const CONDITIONS = ['fresh', 'unsigned', 'draft', ...ENVELOPE_STATES] as const;
export type Condition = (typeof CONDITIONS)[number];

export type Envelope = {
  /** What Procore shows. */
  shown: EnvelopeState;
  /** What DocuSign would say; Refresh brings it over. */
  actual: EnvelopeState;
};

export type Item = {
  id: string;
  zone: ZoneHost;
  project: ProjectKey;
  family: Family;
  number: string;
  title: string;
  amount: string;
  status: 'draft' | 'underReview' | 'outForSignature' | 'approved';
  /** The Sign with DocuSign box. On by default once the integration is. Source: v2.support.procore.com. */
  sign: boolean;
  /** Bulk sending of invoices needs one on the commitment. Source: v2.support.procore.com. */
  invoiceContact: boolean;
  envelope: Envelope | null;
  /** When Refresh was last used: it is refused for five minutes after. */
  refreshedAt: number | null;
};

const FACES: Record<Family, { prefix: string; titles: readonly string[] }> = {
  subcontract: { prefix: 'SC', titles: ['Structural steel', 'Curtain wall', 'Electrical fit-out', 'Lifts'] },
  'purchase-order': { prefix: 'PO', titles: ['Precast stairs', 'Door hardware', 'Temporary power'] },
  'commitment-change-order': { prefix: 'CCO', titles: ['Added beam at grid C4', 'Night shift premium'] },
  'prime-contract': { prefix: 'PC', titles: ['Main building contract', 'Enabling works'] },
  'prime-contract-change-order': { prefix: 'PCCO', titles: ['Roof plant screen', 'Lobby finish'] },
  'potential-change-order': { prefix: 'PCO', titles: ['Unforeseen ground', 'Façade mock-up'] },
  'change-order-request': { prefix: 'COR', titles: ['Programme relief', 'Client fit-out changes'] },
  'owner-invoice': { prefix: 'INV', titles: ['Application 7', 'Application 8'] },
  'subcontractor-invoice': { prefix: 'SI', titles: ['Steel, period 4', 'Steel, period 5'] },
  'purchase-order-invoice': { prefix: 'PI', titles: ['Stairs, delivery 1', 'Stairs, delivery 2'] },
  correspondence: { prefix: 'COM', titles: ['Notice of delay', 'Site access letter'] },
  document: { prefix: 'DOC', titles: ['Site safety charter.pdf', 'Method statement.pdf'] },
};

export const familyNumber = (family: Family): number => FAMILIES.indexOf(family);

/** The id of the item of a family that is in a condition, before anybody does anything. */
export const seededId = (
  zone: ZoneHost,
  project: ProjectKey,
  family: Family,
  condition: Condition = 'fresh',
): string => itemId(zone, project, familyNumber(family), CONDITIONS.indexOf(condition));

/** What the id of an item says, in a zone; null for an id that no seeded item has. */
export function seedOf(
  zone: ZoneHost,
  id: string,
): { project: ProjectKey; family: Family; condition: Condition } | null {
  for (const { key: project } of PROJECTS) {
    const offset = Number(id) - Number(itemId(zone, project, 0, 0));
    if (!Number.isInteger(offset) || offset < 0 || offset >= 100 * FAMILIES.length) continue;
    const family = FAMILIES[Math.floor(offset / 100)];
    const condition = CONDITIONS[offset % 100];
    return family && condition ? { project, family, condition } : null;
  }
  return null;
}

/** The contract a change order or an invoice belongs to, in the address of its page. */
export function parentOf(family: Family): Family | null {
  switch (family) {
    case 'commitment-change-order':
    case 'subcontractor-invoice':
      return 'subcontract';
    case 'purchase-order-invoice':
      return 'purchase-order';
    case 'prime-contract-change-order':
    case 'potential-change-order':
    case 'change-order-request':
    case 'owner-invoice':
      return 'prime-contract';
    default:
      return null;
  }
}

/** The family of the invoices on a commitment. */
export const invoicesOf = (family: Family): Family | undefined =>
  family === 'prime-contract'
    ? undefined
    : FAMILIES.find((other) => isInvoice(other) && parentOf(other) === family);

const isEnvelopeState = (condition: Condition): condition is EnvelopeState =>
  ENVELOPE_STATES.some((state) => state === condition);

export function seedItem(zone: ZoneHost, project: ProjectKey, family: Family, condition: Condition): Item {
  const face = FACES[family];
  const position = CONDITIONS.indexOf(condition);
  const envelope = isEnvelopeState(condition) ? condition : null;
  return {
    id: seededId(zone, project, family, condition),
    zone,
    project,
    family,
    number: `${face.prefix}-${String(position + 1).padStart(3, '0')}`,
    title: face.titles[position % face.titles.length] ?? face.prefix,
    amount: `$${((position + 3) * 41_250).toLocaleString('en-US')}.00`,
    status:
      envelope === 'completed'
        ? 'approved'
        : envelope
          ? 'outForSignature'
          : condition === 'draft'
            ? 'draft'
            : invoices.has(family)
              ? 'approved'
              : 'draft',
    sign: condition !== 'unsigned',
    invoiceContact: condition !== 'unsigned',
    envelope: envelope ? { shown: envelope, actual: envelope } : null,
    refreshedAt: null,
  };
}

const invoices: ReadonlySet<Family> = new Set<Family>([
  'owner-invoice',
  'subcontractor-invoice',
  'purchase-order-invoice',
]);
export const isInvoice = (family: Family): boolean => invoices.has(family);

/** Invoices can be sent only in some statuses: Approved, Approved as Noted, Pending Owner Approval. Source: support.procore.com tutorials. */
export const maySend = (item: Pick<Item, 'family' | 'status'>): boolean =>
  !invoices.has(item.family) || item.status === 'approved';
