import { CONDITIONS, type Family, type Item, parentOf, seededId } from '../../items.ts';
import { toolsOf } from '../../tools.ts';
import { projectOf, type ProjectPlace, type RestContext, type RestRoutes, wants } from './caller.ts';
import { RestError } from './errors.ts';
import { pageOf } from './paging.ts';

type Statuses = Record<Item['status'], string>;

/** The API's words for a status. Sources: the OpenAPI text; developers.procore.com. */
const CONTRACT: Statuses = {
  draft: 'Draft',
  underReview: 'Out For Bid',
  outForSignature: 'Out For Signature',
  approved: 'Approved',
};
const PURCHASE_ORDER: Statuses = {
  draft: 'Draft',
  underReview: 'Processing',
  outForSignature: 'Submitted',
  approved: 'Approved',
};
const CHANGE_ORDER: Statuses = {
  draft: 'draft',
  underReview: 'pending',
  outForSignature: 'proceeding',
  approved: 'approved',
};
const INVOICE: Statuses = {
  draft: 'draft',
  underReview: 'under_review',
  outForSignature: 'pending_owner_approval',
  approved: 'approved',
};

function statusOf({ family, status }: Item): string {
  switch (family) {
    case 'subcontract':
    case 'prime-contract':
      return CONTRACT[status];
    case 'purchase-order':
      return PURCHASE_ORDER[status];
    case 'owner-invoice':
    case 'subcontractor-invoice':
    case 'purchase-order-invoice':
      return INVOICE[status];
    default:
      return CHANGE_ORDER[status];
  }
}

const executed = ({ envelope }: Item) => envelope?.shown === 'completed';

/** What every v1 item tells. */
const commonOf = (item: Item) => ({
  id: Number(item.id),
  number: item.number,
  title: item.title,
  status: statusOf(item),
  executed: executed(item),
});

const contractOf = (item: Item) => ({
  ...commonOf(item),
  description: '',
  private: true,
  grand_total: item.amount.replace(/[$,]/g, ''),
  execution_date: null,
  signed_contract_received_date: null,
  vendor: { id: 9, company: 'Calder Steelwork Ltd' },
});
const changeOrderOf = (item: Item) => ({
  ...commonOf(item),
  type:
    item.family === 'commitment-change-order' ? 'CommitmentContractChangeOrder' : 'PrimeContractChangeOrder',
  contract_id: Number(contractIdOf(item)),
  signed_change_order_received_date: null,
});
const requisitionOf = (item: Item) => ({
  id: Number(item.id),
  commitment_id: Number(contractIdOf(item)),
  invoice_number: item.number,
  status: statusOf(item),
  erp_status: 'synced',
  // An envelope has one. Whether a value means just that is not documented.
  electronic_signature_id: item.envelope ? Number(item.id) + 7 : null,
  vendor_name: 'Calder Steelwork Ltd',
});
const paymentApplicationOf = (item: Item) => ({
  id: Number(item.id),
  contract_id: Number(contractIdOf(item)),
  invoice_number: item.number,
  number: item.number,
  status: statusOf(item),
});

/** v2 tells ids as text, and what stands in the Sign with DocuSign box. */
const second = (item: Item) => ({
  id: item.id,
  number: item.number,
  title: item.title,
  status: statusOf(item),
  type: item.family === 'purchase-order' ? 'PurchaseOrderContract' : 'WorkOrderContract',
  executed: executed(item),
  signature_required: item.sign,
  vendor_id: '9',
});

function contractIdOf({ zone, project, family }: Item): string {
  const parent = parentOf(family);
  return parent ? seededId(zone, project, parent) : '0';
}

function itemOf(c: RestContext, at: ProjectPlace, families: readonly Family[]): Item {
  const item = c.var.caller.state.item(at.zone, c.req.param('id') ?? '');
  if (item === null || item.project !== at.project.key || !families.includes(item.family)) {
    throw new RestError(404, 'Not Found');
  }
  return item;
}

const DETAILS: readonly {
  path: string;
  versions: readonly string[];
  families: readonly [Family, ...Family[]];
  make: (item: Item) => object;
  /** `contract_id` in the query is wanted too. */
  inContract?: true;
}[] = [
  { path: 'work_order_contracts', versions: ['v1.0'], families: ['subcontract'], make: contractOf },
  { path: 'purchase_order_contracts', versions: ['v1.0'], families: ['purchase-order'], make: contractOf },
  { path: 'prime_contracts', versions: ['v1.0'], families: ['prime-contract'], make: contractOf },
  {
    path: 'change_order_packages',
    versions: ['v1.0'],
    families: ['commitment-change-order', 'prime-contract-change-order'],
    make: changeOrderOf,
    inContract: true,
  },
  {
    path: 'potential_change_orders',
    versions: ['v1.0'],
    families: ['potential-change-order'],
    make: changeOrderOf,
  },
  {
    path: 'requisitions',
    versions: ['v1.0', 'v1.1'],
    families: ['subcontractor-invoice', 'purchase-order-invoice'],
    make: requisitionOf,
  },
  {
    path: 'payment_applications',
    versions: ['v1.0'],
    families: ['owner-invoice'],
    make: paymentApplicationOf,
  },
  { path: 'generic_tool_items', versions: ['v1.0'], families: ['correspondence'], make: commonOf },
];

const LISTS: readonly { path: string; families: readonly [Family, ...Family[]] }[] = [
  { path: 'commitment_contracts', families: ['subcontract', 'purchase-order'] },
  { path: 'prime_contracts', families: ['prime-contract'] },
];

/** The things that can be signed, as far as reading them goes. */
export function registerItems(app: RestRoutes): void {
  for (const { path, versions, families, make, inContract } of DETAILS) {
    for (const version of versions) {
      app.get(`/rest/${version}/${path}/:id{[0-9]+}`, (c) => {
        const at = projectOf(c);
        if (inContract && c.req.query('contract_id') === undefined) {
          throw new RestError(400, 'param is missing or the value is empty: contract_id');
        }
        const item = itemOf(c, at, families);
        wants(c, toolsOf(item.family)[0], 'Read Only', at);
        if (inContract && c.req.query('contract_id') !== contractIdOf(item)) {
          throw new RestError(404, 'Not Found');
        }
        return c.json(make(item));
      });
    }
  }

  for (const { path, families } of LISTS) {
    const list = `/rest/v2.0/companies/:company{[0-9]+}/projects/:project{[0-9]+}/${path}`;
    app.get(list, (c) => {
      const at = projectOf(c);
      wants(c, toolsOf(families[0])[0], 'Read Only', at);
      const query = new URL(c.req.url).searchParams;
      const asked = (name: string) => {
        const values = [...query.getAll(`filters[${name}]`), ...query.getAll(`filters[${name}][]`)];
        return values.length === 0 ? null : values;
      };
      const fits = (name: string, value: unknown) => asked(name)?.includes(String(value)) ?? true;
      const found = families
        .flatMap((family) =>
          CONDITIONS.flatMap(
            (condition) =>
              c.var.caller.state.item(at.zone, seededId(at.zone, at.project.key, family, condition)) ?? [],
          ),
        )
        .map(second)
        .filter(
          (item) =>
            fits('signature_required', item.signature_required) &&
            fits('executed', item.executed) &&
            fits('status', item.status) &&
            fits('type', item.type) &&
            fits('vendor_id', item.vendor_id),
        );
      return c.json({ data: pageOf(c, found, 'v2') });
    });
    app.get(`${list}/:id{[0-9]+}`, (c) => {
      const at = projectOf(c);
      wants(c, toolsOf(families[0])[0], 'Read Only', at);
      return c.json({ data: second(itemOf(c, at, families)) });
    });
  }
}
