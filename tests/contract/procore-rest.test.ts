import { describe, expect } from 'vitest';
import { ERROR_SHAPES } from '../sandbox/procore/api/state.ts';
import { type Condition, type Family, seededId } from '../sandbox/procore/items.ts';
import { TOOLS } from '../sandbox/procore/tools.ts';
import { companyId, projectId, userId } from '../sandbox/procore/zones.ts';
import type { Sandbox } from '../sandbox/server.ts';
import type { PersonAtBrowser } from './docusign-person.ts';
import { test } from './docusign-fixtures.ts';
import { bearer, read } from './docusign-sign-in.ts';
import { type Ask, asks, COMPANY, connect, PROJECT, restHost, ZONE } from './procore-api-fixtures.ts';

/** Somebody connected, with room for more calls than the vendor's examples allow in ten seconds. */
async function asked(sandbox: Sandbox, person: PersonAtBrowser): Promise<Ask> {
  sandbox.procore.state.api.switches.spikeLimit = 500;
  return asks(person, await connect(person));
}
const itemIn = (family: Family, condition: Condition = 'fresh') =>
  seededId(ZONE, 'riverside', family, condition);
const USERS = `/rest/v1.3/companies/${COMPANY}/users`;

describe('who may ask', () => {
  test('nobody without a living token', async ({ person }) => {
    const refused = { status: 401, body: { error: 'The access token is invalid' } };
    expect(await read(person.client.fetch(`${restHost()}/rest/v1.0/me`))).toEqual(refused);
    expect(await read(person.client.fetch(`${restHost()}/rest/v1.0/me`, bearer('guess')))).toEqual(refused);
  });

  test('every call names its company, but two', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    const company = null;
    expect((await ask('/rest/v1.0/me', { company })).status).toBe(200);
    expect((await ask('/rest/v1.0/companies', { company })).status).toBe(200);
    for (const path of [
      `/rest/v1.0/me?company_id=${COMPANY}`,
      '/rest/v1.0/company_base_url',
      `/rest/v1.1/projects?company_id=${COMPANY}`,
      USERS,
      `/rest/v1.0/settings/permissions?project_id=${PROJECT}`,
    ]) {
      const answer = await read(ask(path, { company }));
      expect([path, answer.status, JSON.stringify(answer.body)]).toEqual([
        path,
        400,
        expect.stringContaining('Missing Procore-Company-Id header!'),
      ]);
    }
  });

  test('not about companies that have not installed the app, or that are not there', async ({
    sandbox,
    person,
  }) => {
    const ask = await asked(sandbox, person);
    expect((await ask('/rest/v1.0/company_base_url', { company: '1' })).status).toBe(403);
    sandbox.procore.state.api.setInstalled(ZONE, 'ashworth', false);
    expect(await read(ask('/rest/v1.0/company_base_url'))).toEqual({
      status: 403,
      body: { message: 'App is not connected to this company' },
    });
  });

  test('web pages only from origins that were opened', async ({ sandbox, person }) => {
    const { switches } = sandbox.procore.state.api;
    const preflight = async () => {
      const { status, headers } = await person.client.fetch(`${restHost()}${USERS}`, {
        method: 'OPTIONS',
        headers: { origin: 'https://example.com', 'access-control-request-method': 'PATCH' },
      });
      return { status, allow: (name: string) => headers.get(`access-control-${name}`) };
    };
    expect((await preflight()).allow('allow-origin')).toBe(null);
    switches.corsOrigins.push('https://example.com');
    const { status, allow } = await preflight();
    expect([status, allow('allow-origin'), allow('allow-credentials')]).toEqual([
      204,
      'https://example.com',
      null,
    ]);
    for (const header of ['procore-company-id', 'procore-sdk-version', 'authorization', 'content-type']) {
      expect(allow('allow-headers')).toContain(header);
    }
    expect(allow('expose-headers')).toContain('X-Rate-Limit-Reset');
    switches.corsCredentials = true;
    expect((await preflight()).allow('allow-credentials')).toBe('true');
  });
});

describe('people, companies and projects', () => {
  test('are those of the pages, with numbers above 2^49', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    const id = Number(userId(ZONE, 'gc-admin'));
    expect(id).toBeGreaterThan(2 ** 49);
    expect(await read(ask('/rest/v1.0/me', { company: null }))).toEqual({
      status: 200,
      body: { id, login: 'sue.sender@example.com' },
    });
    sandbox.procore.state.emails.set('gc-admin', 'sue@ashworth.example');
    expect(await read(ask(`/rest/v1.0/me?company_id=${COMPANY}`))).toEqual({
      status: 200,
      body: { id, login: 'sue@ashworth.example', name: 'Sue Sender' },
    });
    expect((await read(ask(`/rest/v1.3/companies/${COMPANY}/me`))).body).toMatchObject({
      id,
      email_address: 'sue@ashworth.example',
      is_employee: true,
      company_permission_template: { name: 'Company Admin' },
    });
    expect((await read(ask('/rest/v1.0/companies'))).body).toContainEqual({
      id: Number(COMPANY),
      name: 'Ashworth & Pine Builders',
      is_active: true,
      logo_url: null,
      my_company: true,
      pcn_business_experience: null,
    });
    expect((await read(ask('/rest/v1.0/company_base_url'))).body).toEqual({
      zone: 'production-us02',
      web_base_url: 'https://us02.procore.com',
    });
  });

  test('are asked for by company', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    const names = ['Riverside Tower', 'Harbour Lofts', 'Mill Lane School'];
    for (const path of [
      `/rest/v1.0/projects?company_id=${COMPANY}`,
      `/rest/v1.1/projects?company_id=${COMPANY}`,
      `/rest/v1.0/companies/${COMPANY}/projects`,
    ]) {
      const { body } = await read(ask(path));
      expect(body).toEqual(names.map((name) => expect.objectContaining({ name, active: true })));
    }
    expect((await ask('/rest/v1.1/projects')).status).toBe(400);
    const other = companyId(ZONE, 'herrera');
    expect((await ask(`/rest/v1.1/projects?company_id=${other}`)).status).toBe(404);
    expect((await ask(`/rest/v1.0/companies/${other}/projects`)).status).toBe(404);
  });

  test('of the sandbox are on its own host, beside the pages', async ({ person }) => {
    const ask = asks(person, await connect(person, 'sandbox'), 'sandbox');
    const company = companyId('sandbox.procore.com', 'ashworth');
    expect((await read(ask('/rest/v1.0/company_base_url', { company }))).body).toEqual({
      zone: 'sandbox',
      web_base_url: 'https://sandbox.procore.com',
    });
    expect((await person.open('https://sandbox.procore.com/')).status).toBe(200);
    expect((await ask('/rest/v1.0/company_base_url')).status).toBe(403);
  });
});

describe('permissions', () => {
  const manifest = `/rest/v1.0/settings/permissions?project_id=${PROJECT}`;

  test('are told tool by tool', async ({ sandbox, person }) => {
    const { state } = sandbox.procore;
    const ask = await asked(sandbox, person);
    state.setLevel(['commitments'], 'Standard');
    state.setLevel(['documents'], 'None');
    state.setLevel(['commitments'], 'Read Only', 'second');
    const { body } = await read(ask(manifest));
    expect(body).toMatchObject({ tools: expect.any(Array) });
    const { tools } = body as { tools: { name: string }[] };
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    expect(tools.find(({ name }) => name === 'commitments')).toEqual({
      id: 2,
      name: 'commitments',
      friendly_name: 'Commitments',
      domain_id: 12,
      tab_group: 'financials',
      available_for_user: true,
      url: `/${PROJECT}/project/commitments`,
      user_access_level: { id: 3, name: 'Standard' },
      permitted_actions: [],
      create_url: `/${PROJECT}/project/commitments/new`,
      can_create: true,
      trial: false,
    });
    expect(tools.find(({ name }) => name === 'documents')).toMatchObject({
      available_for_user: false,
      user_access_level: { id: 1, name: 'None' },
    });
    expect((await read(ask(`/rest/v1.0/settings/permissions?company_id=${COMPANY}`))).body).toMatchObject({
      tools: expect.arrayContaining([expect.objectContaining({ name: 'directory' })]),
    });
  });

  test('are of a project or of a company, not of both or none', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    expect((await ask('/rest/v1.0/settings/permissions')).status).toBe(400);
    expect((await ask(`${manifest}&company_id=${COMPANY}`)).status).toBe(400);
    const elsewhere = projectId(ZONE, 'substation');
    expect((await ask(`/rest/v1.0/settings/permissions?project_id=${elsewhere}`)).status).toBe(404);
  });

  test('leave out a tool that is off, which the tools tell too', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    sandbox.procore.state.setToolActive(ZONE, 'riverside', 'commitments', false);
    const engines = async (filter: string) => {
      const { body } = await read(ask(`/rest/v1.0/projects/${PROJECT}/tools${filter}`));
      return (body as { engine_name: string; is_active: boolean }[]).map(({ engine_name }) => engine_name);
    };
    expect(await engines('?filters%5Bis_active%5D=false')).toEqual(['commitments']);
    expect(await engines('?filters[is_active]=true')).not.toContain('commitments');
    expect(await engines('')).toHaveLength(TOOLS.length);
    const contract = `/rest/v1.0/work_order_contracts/${itemIn('subcontract')}?project_id=${PROJECT}`;
    expect(await read(ask(contract))).toEqual({
      status: 403,
      body: { error: { code: 403, message: 'This tool is not active on this project' } },
    });
    expect((await person.open(`https://${ZONE}/${PROJECT}/project/commitments`)).status).toBe(404);
  });
});

describe('the directory', () => {
  test('has people in each state of an invitation', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    const find = async (search: string) =>
      ((await read(ask(`${USERS}?filters[search]=${search}`))).body as Record<string, unknown>[])[0];
    expect(await find('never')).toBe(undefined);
    expect(await find('nina')).toMatchObject({ welcome_email_sent_at: null, last_login_at: null });
    expect(await find('ivo')).toMatchObject({
      welcome_email_sent_at: expect.any(String),
      last_login_at: null,
    });
    expect(await find('gwen')).toMatchObject({
      welcome_email_sent_at: null,
      last_login_at: expect.any(String),
      vendor: { name: 'Herrera Electrical' },
    });
    expect(await find('omar')).toBe(undefined);
    expect((await read(ask(`${USERS}/inactive`))).body).toEqual([
      expect.objectContaining({ name: 'Omar Off', is_active: false }),
    ]);
  });

  test('invites with 202, an object or nothing, and dates the e-mail', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    const nina = sandbox.procore.state
      .directory(ZONE, 'ashworth')
      .find(({ key }) => key === 'never-invited')!;
    for (const version of ['v1.0', 'v1.1', 'v1.2', 'v1.3']) {
      const user = `/rest/${version}/companies/${COMPANY}/users/${nina.id}`;
      expect(await read(ask(`${user}/invite`, { method: 'PATCH' }))).toEqual({ status: 202, body: {} });
      expect((await read(ask(user))).body).toMatchObject({
        id: Number(nina.id),
        welcome_email_sent_at: new Date(nina.invitedAt ?? 0).toISOString(),
      });
    }
    sandbox.procore.state.api.switches.inviteAnswers = 'nothing';
    expect(await read(ask(`${USERS}/${nina.id}/invite`, { method: 'PATCH' }))).toEqual({
      status: 202,
      body: '',
    });
    sandbox.procore.state.setLevel(['directory'], 'Standard');
    expect((await ask(`${USERS}/${nina.id}/invite`, { method: 'PATCH' })).status).toBe(403);
    expect((await ask(USERS)).status).toBe(200);
  });

  test('invites nobody who is not active, until reactivated', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    const { id } = sandbox.procore.state
      .directory(ZONE, 'ashworth')
      .find(({ key }) => key === 'deactivated')!;
    expect((await ask(`${USERS}/${id}/invite`, { method: 'PATCH' })).status).toBe(404);
    const back = await ask(`/rest/v1.0/companies/${COMPANY}/users/inactive/${id}`, { method: 'PATCH' });
    expect(back.status).toBe(200);
    expect((await ask(`${USERS}/${id}/invite`, { method: 'PATCH' })).status).toBe(202);
  });

  test('comes in pages', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    const first = await ask(`${USERS}?per_page=15&view=ids_only`);
    const total = Number(first.headers.get('total'));
    expect([total, first.headers.get('per-page')]).toEqual([44, '15']);
    expect(await first.json()).toHaveLength(15);
    const link = (rel: string, { headers }: Response) =>
      new RegExp(`<([^>]+)>; rel="${rel}"`).exec(headers.get('link') ?? '')?.[1];
    expect(link('next', first)).toBe(`https://api.procore.com${USERS}?per_page=15&view=ids_only&page=2`);
    expect(link('prev', first)).toBe(undefined);
    const last = await ask(new URL(link('last', first) ?? '').href.replace(restHost(), ''));
    expect(await last.json()).toHaveLength(14);
    expect([link('next', last), link('first', last) !== undefined]).toEqual([undefined, true]);
  });
});

describe('items', () => {
  test('tell their status, and what of signing the API knows', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    const get = async (path: string) => (await read(ask(`/rest/${path}`))).body;
    const query = `project_id=${PROJECT}`;
    expect(
      await get(`v1.0/work_order_contracts/${itemIn('subcontract', 'completed')}?${query}`),
    ).toMatchObject({ id: Number(itemIn('subcontract', 'completed')), status: 'Approved', executed: true });
    expect(await get(`v1.0/purchase_order_contracts/${itemIn('purchase-order')}?${query}`)).toMatchObject({
      status: 'Draft',
      executed: false,
    });
    expect(await get(`v1.0/prime_contracts/${itemIn('prime-contract', 'pending')}?${query}`)).toMatchObject({
      status: 'Out For Signature',
    });
    for (const version of ['v1.0', 'v1.1']) {
      expect(
        await get(`${version}/requisitions/${itemIn('subcontractor-invoice', 'pending')}?${query}`),
      ).toMatchObject({ status: 'pending_owner_approval', electronic_signature_id: expect.any(Number) });
    }
    expect(
      await get(`v1.1/requisitions/${itemIn('purchase-order-invoice', 'draft')}?${query}`),
    ).toMatchObject({ status: 'draft', electronic_signature_id: null });
    expect(await get(`v1.0/payment_applications/${itemIn('owner-invoice')}?${query}`)).toMatchObject({
      status: 'approved',
    });
    const order = `v1.0/change_order_packages/${itemIn('commitment-change-order')}?${query}`;
    expect(await get(`${order}&contract_id=${itemIn('subcontract')}`)).toMatchObject({ status: 'draft' });
    expect((await ask(`/rest/${order}`)).status).toBe(400);
    expect((await ask(`/rest/${order}&contract_id=1`)).status).toBe(404);
    // An id of another kind of thing is not found.
    expect((await ask(`/rest/v1.0/requisitions/${itemIn('subcontract')}?${query}`)).status).toBe(404);
    expect((await ask(`/rest/v1.0/requisitions/${itemIn('subcontractor-invoice')}`)).status).toBe(400);
  });

  test('of the second version carry ids as text, in pages of ten', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    const list = `/rest/v2.0/companies/${COMPANY}/projects/${PROJECT}`;
    const first = await ask(`${list}/commitment_contracts`);
    expect([first.headers.get('total'), first.headers.get('per-page')]).toEqual(['16', '10']);
    const { data } = (await first.json()) as { data: { id: string }[] };
    expect(data[0]).toEqual({
      id: itemIn('subcontract'),
      number: 'SC-001',
      title: 'Structural steel',
      status: 'Draft',
      type: 'WorkOrderContract',
      executed: false,
      signature_required: true,
      vendor_id: '9',
    });
    const ids = async (filter: string) => {
      const { body } = await read(ask(`${list}/prime_contracts?${filter}`));
      return (body as { data: { id: string }[] }).data.map(({ id }) => id);
    };
    expect(await ids('filters[signature_required]=false')).toEqual([itemIn('prime-contract', 'unsigned')]);
    expect(await ids('filters[executed]=true')).toEqual([itemIn('prime-contract', 'completed')]);
    expect(await ids('filters[status][]=Approved')).toEqual([itemIn('prime-contract', 'completed')]);
  });

  test('follow what is done on the pages', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    const id = itemIn('subcontract');
    const found = sandbox.procore.state.item(ZONE, id)!;
    found.sign = false;
    expect(
      (await read(ask(`/rest/v2.0/companies/${COMPANY}/projects/${PROJECT}/commitment_contracts/${id}`)))
        .body,
    ).toMatchObject({ data: { signature_required: false } });
    sandbox.procore.state.setLevel(['commitments'], 'None');
    expect((await ask(`/rest/v1.0/work_order_contracts/${id}?project_id=${PROJECT}`)).status).toBe(403);
  });
});

describe('limits and errors', () => {
  test('are counted down in the headers of every answer', async ({ sandbox, person }) => {
    const ask = asks(person, await connect(person));
    sandbox.world.setNow(Date.parse('2026-11-21T10:00:00Z'));
    const tokens = await connect(person);
    const again = asks(person, tokens);
    const { status, headers } = await again('/rest/v1.0/me');
    expect(status).toBe(200);
    expect([
      headers.get('x-rate-limit-limit'),
      headers.get('x-rate-limit-remaining'),
      headers.get('x-rate-limit-reset'),
    ]).toEqual(['25', '24', String(Date.parse('2026-11-21T10:00:10Z') / 1_000)]);
    expect((await ask('/no-such-path')).headers.has('x-rate-limit-limit')).toBe(true);
  });

  test('end in 429, with Retry-After or without', async ({ sandbox, person }) => {
    const { switches } = sandbox.procore.state.api;
    const ask = asks(person, await connect(person));
    switches.hourlyLimit = 2;
    sandbox.world.setNow(Date.parse('2026-11-21T10:00:00Z'));
    const fresh = asks(person, await connect(person));
    await fresh('/rest/v1.0/me');
    await fresh('/rest/v1.0/me');
    const over = await fresh('/rest/v1.0/me');
    expect([
      over.status,
      over.headers.get('retry-after'),
      over.headers.get('x-rate-limit-remaining'),
    ]).toEqual([429, null, '0']);
    expect(over.headers.get('x-rate-limit-reset')).toBe(String(Date.parse('2026-11-21T11:00:00Z') / 1_000));
    switches.retryAfter = 30;
    expect((await ask('/rest/v1.0/me')).headers.get('retry-after')).toBe('30');
    sandbox.world.setNow(Date.parse('2026-11-21T11:00:00Z'));
    expect((await fresh('/rest/v1.0/me')).status).toBe(200);
  });

  test('come as faults in the words of the vendor too', async ({ sandbox, person }) => {
    const ask = await asked(sandbox, person);
    sandbox.world.faults.push(
      { host: 'api.procore.com', path: '/', how: 'down', count: 1, headers: { 'retry-after': '5' } },
      { host: 'api.procore.com', path: '/', how: 'rate-limit', count: 1 },
    );
    const down = await ask('/rest/v1.0/me');
    expect([down.headers.get('retry-after'), await read(down)]).toEqual([
      '5',
      { status: 503, body: { errors: 'Service Unavailable' } },
    ]);
    expect((await read(ask('/rest/v1.0/me'))).status).toBe(429);
    expect((await ask('/rest/v1.0/me')).status).toBe(200);
  });

  test('can be had in each shape the vendor uses', async ({ sandbox, person }) => {
    const { switches } = sandbox.procore.state.api;
    const ask = await asked(sandbox, person);
    const bodies: unknown[] = [];
    for (const shape of ERROR_SHAPES) {
      switches.errorShape = shape;
      const { status, body } = await read(ask('/rest/v1.0/nothing'));
      expect(status).toBe(404);
      bodies.push(body);
    }
    expect(bodies).toEqual([
      { errors: 'Not Found' },
      { errors: { base: ['Not Found'] } },
      { error: 'Not Found' },
      { error: { code: 404, message: 'Not Found' } },
      { code: 404, message: 'Not Found', fields: {}, reason: 'Not Found' },
      { message: 'Not Found' },
      expect.stringContaining('<h1>404</h1>'),
    ]);
  });

  test('the asset host answers a small file', async ({ person }) => {
    const answer = await person.client.fetch('https://assets0.procore.com/anything.css');
    expect([answer.status, (await answer.text()).length]).toEqual([200, 3]);
  });
});
