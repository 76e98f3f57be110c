import { describe, expect, it } from 'vitest';
import { parts, type Subject } from '../../../../../utils/domain/diagnosis/facts.ts';
import { json, refusal } from '../../auth/fake-docusign.ts';
import { setUp } from '../connections/procore-world.ts';

const SUBJECT: Subject = {
  zone: 'us02.procore.com',
  company: '7',
  project: '101',
  person: '',
  item: { type: 'commitment', id: '5' },
};
const TOOLS = {
  tools: [
    {
      id: 1,
      name: 'Commitments',
      friendly_name: 'Commitments',
      available_for_user: true,
      user_access_level: { id: 4, name: 'Admin' },
    },
    { id: 2, name: 'prime_contract', friendly_name: 'Prime', user_access_level: { name: 'Read-Only' } },
    { id: 3, name: 'directory', user_access_level: { name: 'Überblick' } },
    { id: 4, name: 'admin', user_access_level: null },
  ],
};

async function connected() {
  const world = setUp();
  await world.connect();
  world.procore.seen.length = 0;
  const facts = () => world.here.procoreFacts;
  return { ...world, world, facts };
}

/** Each fact has the shape that travels. */
const fits = (name: 'procore' | 'permissions' | 'tools' | 'item', fact: unknown) =>
  expect(parts[name]().safeParse(fact).success).toBe(true);

describe('what Procore tells the troubleshooter', () => {
  it('is who the person is in this company', async () => {
    const { facts, time } = await connected();
    const fact = await facts().procore(SUBJECT);
    expect(fact).toEqual({
      known: true,
      value: {
        login: 'pat@riverside.example',
        name: 'Pat Lee',
        companyId: '7',
        companyName: 'Riverside Builders',
        zone: 'us02.procore.com',
      },
      at: time.clock(),
    });
    fits('procore', fact);
  });

  it('is the permission on each tool, its name compared loosely', async () => {
    const { facts, procore } = await connected();
    procore.state.answers['/rest/v1.0/settings/permissions'] = () => json(TOOLS);
    const fact = await facts().permissions(SUBJECT);
    expect(fact).toMatchObject({
      known: true,
      value: [
        { name: 'commitments', label: 'Commitments', level: 'admin', available: true },
        { name: 'prime_contract', label: 'Prime', level: 'read-only', available: false },
        { name: 'directory', label: 'directory', level: 'unknown', available: false },
        { name: 'admin', label: 'admin', level: 'unknown', available: false },
      ],
    });
    fits('permissions', fact);
    expect(procore.seen.map(({ path, query, company }) => [path, query, company])).toEqual([
      ['/rest/v1.0/settings/permissions', '?project_id=101', '7'],
    ]);
  });

  it('is the tools of the project', async () => {
    const { facts, procore } = await connected();
    procore.state.answers['/rest/v1.0/projects/101/tools'] = () =>
      json([
        { id: 1, engine_name: 'Commitments', title: 'Contracts', is_active: true },
        { id: 2, engine_name: 'invoicing', is_active: false },
      ]);
    const fact = await facts().tools(SUBJECT);
    expect(fact).toMatchObject({
      known: true,
      value: [
        { name: 'commitments', label: 'Contracts', active: true },
        { name: 'invoicing', label: 'invoicing', active: false },
      ],
    });
    fits('tools', fact);
  });

  it.each<[NonNullable<Subject['item']>['type'], string, unknown, object]>([
    [
      'subcontractor-invoice',
      '/rest/v1.1/requisitions/5',
      { status: 'Pending Owner Approval' },
      { status: 'pending_owner_approval', executed: null },
    ],
    [
      'owner-invoice',
      '/rest/v1.0/payment_applications/5',
      { status: 'approved' },
      { status: 'approved', executed: null },
    ],
    [
      'commitment',
      '/rest/v2.0/companies/7/projects/101/commitment_contracts/5',
      { data: { id: '5', status: 'Out For Signature', executed: false } },
      { status: 'out_for_signature', executed: false },
    ],
    [
      'prime-contract',
      '/rest/v2.0/companies/7/projects/101/prime_contracts/5',
      { data: { status: 'Draft', executed: true } },
      { status: 'draft', executed: true },
    ],
    [
      'prime-change-order',
      '/rest/v1.0/change_order_packages/5',
      { status: null },
      { status: '', executed: null },
    ],
  ])('is the status of a %s', async (type, path, answer, value) => {
    const { facts, procore } = await connected();
    procore.state.answers[path] = () => json(answer);
    const fact = await facts().item({ ...SUBJECT, item: { type, id: '5' } });
    expect(fact).toMatchObject({ known: true, value: { type, ...value } });
    fits('item', fact);
  });

  it('names the only prime contract of the project for a change order', async () => {
    const { facts, procore } = await connected();
    procore.state.answers['/rest/v2.0/companies/7/projects/101/prime_contracts'] = () =>
      json({ data: [{ id: '77' }] });
    procore.state.answers['/rest/v1.0/change_order_packages/5'] = () => json({ status: 'Approved' });
    await facts().item({ ...SUBJECT, item: { type: 'prime-change-order', id: '5' } });
    expect(procore.seen.at(-1)?.query).toBe('?project_id=101&contract_id=77');
  });
});

describe('what Procore does not tell', () => {
  it.each<[string, string, Partial<Subject>]>([
    ['permissions', 'no-project', { project: '' }],
    ['tools', 'no-project', { project: '' }],
    ['item', 'no-item', { item: null }],
    ['item', 'no-item', { item: { type: 'commitment', id: 'create' } }],
    ['item', 'no-item', { item: { type: 'invoice-list', id: '' } }],
    ['item', 'not-offered', { item: { type: 'correspondence', id: '5' } }],
  ])('%s: %s, without a question', async (name, why, over) => {
    const { facts, procore, time } = await connected();
    const read = facts()[name as 'item'];
    expect(await read({ ...SUBJECT, ...over })).toEqual({ known: false, why, at: time.clock() });
    expect(procore.seen).toEqual([]);
  });

  it('is not connected, signed out, not granted: each by its name', async () => {
    const fresh = setUp();
    expect(await fresh.here.procoreFacts.procore(SUBJECT)).toMatchObject({ why: 'not-connected' });
    const { world, facts } = await connected();
    world.granted.delete('api.procore.com');
    expect(await facts().procore(SUBJECT)).toMatchObject({ why: 'not-granted' });
    world.granted.add('api.procore.com');
    world.procore.revoke();
    expect(await facts().tools(SUBJECT)).toMatchObject({ why: 'signed-out' });
    // From then on the connection says so itself.
    expect(await world.row()).toHaveProperty('signedOutAt');
    expect(await facts().permissions(SUBJECT)).toMatchObject({ why: 'signed-out' });
  });

  it('fails each by itself, with the kind of fault', async () => {
    const { facts, procore } = await connected();
    procore.state.answers['/rest/v1.0/settings/permissions'] = () => refusal(403, 'x');
    procore.state.answers['/rest/v1.0/projects/101/tools'] = () => json([]);
    expect(await facts().permissions(SUBJECT)).toMatchObject({ why: 'no-permission' });
    expect(await facts().tools(SUBJECT)).toMatchObject({ known: true });
    expect(await facts().item(SUBJECT)).toMatchObject({ why: 'not-found' });
    procore.state.without.add('7');
    expect(await facts().procore(SUBJECT)).toMatchObject({ why: 'app-not-connected' });
  });

  it('does not guess a company among several', async () => {
    const { facts, world } = await connected();
    const row = await world.row();
    const one = row?.companies[0];
    if (!row || !one) throw new Error('no company');
    const subject = { ...SUBJECT, company: '' };
    expect(await facts().procore(subject)).toMatchObject({ known: true, value: { companyId: '7' } });
    await world.db.connections.put({
      ...row,
      companies: [one, { ...one, companyId: '8', zone: 'uk01.procore.com' }],
    });
    expect(await facts().procore(subject)).toMatchObject({ known: true, value: { companyId: '7' } });
    await world.db.connections.put({ ...row, companies: [one, { ...one, companyId: '8' }] });
    expect(await facts().procore(subject)).toMatchObject({ why: 'not-found', detail: 'company' });
  });
});
