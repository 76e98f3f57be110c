import { describe, expect, test } from 'vitest';
import { classify, mayBeItem, type ProcorePage } from '../../../../../utils/vendors/procore/urls.ts';

const C = '562949953421312';
const P = '562949953430001';
const mfe = `/webclients/host/companies/${C}/projects/${P}/tools`;

const page = (over: Partial<ProcorePage>): ProcorePage => ({
  zone: 'app.procore.com',
  company: '',
  project: '99',
  item: null,
  ...over,
});

const examples: Record<string, ProcorePage> = {
  'https://app.procore.com/7/company/home/list': page({ company: '7', project: '' }),
  'https://app.procore.com/99/project/home': page({}),
  'https://app.procore.com/99/project/commitments/work_order_contracts/42': page({
    item: { type: 'commitment', id: '42' },
  }),
  'https://app.procore.com/99/project/contracts/commitments/purchase_order_contracts/42/edit?x=1#y': page({
    item: { type: 'commitment', id: '42' },
  }),
  'https://app.procore.com/99/project/commitments/work_order_contracts/42/change_orders/commitment_contract_change_orders/5/edit':
    page({ item: { type: 'commitment-change-order', id: '5' } }),
  'https://app.procore.com/99/project/commitments/work_order_contracts/42/change_orders/commitment_contract_change_orders/new':
    page({ item: { type: 'commitment-change-order', id: '' } }),
  'https://app.procore.com/99/project/prime_contracts/3': page({ item: { type: 'prime-contract', id: '3' } }),
  'https://app.procore.com/99/project/prime_contracts/3/change_orders/change_order_packages/8': page({
    item: { type: 'prime-change-order', id: '8' },
  }),
  'https://app.procore.com/99/project/prime_contracts/3/change_orders/potential_change_orders/8/edit': page({
    item: { type: 'potential-change-order', id: '8' },
  }),
  'https://app.procore.com/99/project/prime_contracts/3/payment_applications/11/edit': page({
    item: { type: 'owner-invoice', id: '11' },
  }),
  'https://app.procore.com/99/project/commitments/work_order_contracts/42/admin/requisitions/12/edit': page({
    item: { type: 'subcontractor-invoice', id: '12' },
  }),
  'https://app.procore.com/99/project/generic_tool/show/15': page({
    item: { type: 'correspondence', id: '15' },
  }),
  'https://app.procore.com/99/project/directory/groups/users': page({}),
  [`https://us02.procore.com${mfe}/contracts/commitments/work_order_contracts/77`]: page({
    zone: 'us02.procore.com',
    company: C,
    project: P,
    item: { type: 'commitment', id: '77' },
  }),
  [`https://us02.procore.com${mfe}/contracts/commitments`]: page({
    zone: 'us02.procore.com',
    company: C,
    project: P,
    item: { type: 'commitment-list', id: '' },
  }),
  [`https://us02.procore.com${mfe}/invoicing/subcontractor`]: page({
    zone: 'us02.procore.com',
    company: C,
    project: P,
    item: { type: 'invoice-list', id: '' },
  }),
  [`https://us02.procore.com${mfe}/projecthome/`]: page({ zone: 'us02.procore.com', company: C, project: P }),
  'https://app.procore.com/companies/7/projects/99/tools/budget_changes': page({ company: '7' }),
  'https://app.procore.com/projects/99/budgeting': page({}),
  'https://app.procore.com/account/settings?project_id=99': page({}),
  'https://app.procore.com/account/settings?project_id=99%27': page({ project: '' }),
  'https://eu01.procore.com/99/project/home': page({ zone: 'eu01.procore.com' }),
  'https://app.uk01.procore.com/99/project/home': page({ zone: 'app.uk01.procore.com' }),
};

describe('classify', () => {
  test.each(Object.entries(examples))('should read %s', (address, expected) => {
    expect(classify(address)).toEqual(expected);
  });

  test.each([
    'http://app.procore.com/99/project/home',
    'https://app.procore.com:8443/99/project/home',
    'https://login.procore.com/oauth/authorize',
    'https://login-sandbox.procore.com/',
    'https://api.procore.com/rest/v1.0/me',
    'https://support.procore.com/99/project/home',
    'https://en-gb.support.procore.com/',
    'https://contracts-ui-service.pages.procore.com/',
    'https://app.procore.com.evil.test/99/project/home',
    'https://evilprocore.com/99/project/home',
    'https://account.docusign.com/',
    'about:blank',
    '',
    'not an address',
  ])('should not take %s for Procore', (address) => {
    expect(classify(address)).toBeUndefined();
  });
});

test('the short look at an address misses no item, and leaves other tools out', () => {
  const items = Object.entries(examples).filter(([, { item }]) => item !== null);
  expect(items.length).toBeGreaterThan(10);
  expect(items.filter(([address]) => !mayBeItem(address))).toEqual([]);
  expect(
    ['/99/project/home', '/99/project/rfi/list', '/99/project/submittal_logs'].filter(mayBeItem),
  ).toEqual([]);
});
