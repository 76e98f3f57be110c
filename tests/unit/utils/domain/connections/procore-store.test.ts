import { signal } from '@preact/signals';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AppError } from '../../../../../utils/base/errors.ts';
import type { Ask } from '../../../../../utils/app/messaging/ask.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { createProcoreStore } from '../../../../../utils/domain/connections/procore-store.ts';
import type { ProcoreEnvironment } from '../../../../../utils/base/types.ts';

const closing: AbortController[] = [];
afterEach(() => {
  for (const one of closing.splice(0)) one.abort();
});

function setUp(refused?: AppError) {
  const ended = new AbortController();
  closing.push(ended);
  const steps: string[] = [];
  const ask = vi.fn(async (name: string) => {
    steps.push(name);
    if (name === 'procoreSecret') return { ok: true, value: { by: 'person' } };
    return refused ? { ok: false, error: refused } : { ok: true, value: null };
  });
  const requestHosts = vi.fn(async (_hosts: readonly string[]) => {
    steps.push('question');
    return true;
  });
  const forget = vi.fn();
  const environment = signal<ProcoreEnvironment>('production');
  const store = createProcoreStore({
    database: new CountersignDatabase(`store-${Math.random()}`),
    ask: ask as unknown as Ask,
    environment,
    hasApp: signal(true),
    loginOpen: signal(false),
    codeAwaited: signal(false),
    lastLogin: { problem: signal(null), forget },
    requestHosts,
    holdHosts: async (work) => {
      steps.push('held');
      await work();
      steps.push('let go');
    },
    until: ended.signal,
  });
  return { store, ask, steps, requestHosts, environment };
}

describe('connecting with Procore', () => {
  it('asks the browser for the hosts in the press itself, then signs in', async () => {
    const { store, steps, requestHosts } = setUp();
    steps.length = 0;
    const connecting = store.connect();
    // Nothing was awaited before: for the browser it is still the press.
    expect(steps[0]).toBe('question');
    await connecting;
    expect(requestHosts.mock.calls).toEqual([[['login.procore.com', 'api.procore.com']]]);
    expect(steps).toEqual(['question', 'held', 'connect', 'let go', 'procoreSecret']);
  });

  it('asks for the sandbox’s hosts there', async () => {
    const { store, requestHosts, environment } = setUp();
    environment.value = 'sandbox';
    await store.startCode();
    expect(requestHosts.mock.calls).toEqual([[['login-sandbox.procore.com']]]);
  });

  it('says that the question was answered no, and signs in nowhere', async () => {
    const { store, ask, requestHosts } = setUp();
    requestHosts.mockResolvedValueOnce(false);
    await store.connect();
    expect(store.problem.value).toEqual({ kind: 'permission-refused' });
    expect(ask.mock.calls.map(([name]) => name)).not.toContain('connect');
    store.dismiss();
    expect(store.problem.value).toBeNull();
  });
});

it('knows that a secret is there, and never which', async () => {
  const { store, ask } = setUp();
  await vi.waitFor(() => expect(store.secretBy.value).toBe('person'));
  expect(await store.setSecret('secret-0123456789')).toBe(true);
  expect(ask.mock.calls).toContainEqual(['setProcoreSecret', { secret: 'secret-0123456789' }]);
  expect(JSON.stringify(store)).not.toContain('secret-0123456789');
});

it('says what was forgotten once, and not when it failed', async () => {
  const good = setUp();
  await good.store.disconnect('procore:production:42');
  expect(good.store.disconnected.value).toBe(true);
  const bad = setUp({ kind: 'bug' });
  await bad.store.disconnect('procore:production:42');
  expect([bad.store.disconnected.value, bad.store.problem.value]).toEqual([false, { kind: 'bug' }]);
});
