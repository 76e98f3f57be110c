import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { createGate, type Handlers } from '../../../../../utils/app/messaging/gate.ts';
import { type MessageName, protocol } from '../../../../../utils/app/messaging/protocol.ts';
import { messagesFrom } from '../../../../messages.ts';

const ID = 'jaigcjabaihpfpjjcmdnbjbncghajdne';
const OWN = `chrome-extension://${ID}`;
const PAGE = 'https://app.procore.com';

const ours = { id: ID, origin: OWN, url: `${OWN}/popup.html` };
const page = {
  id: ID,
  origin: PAGE,
  url: `${PAGE}/99/project/home`,
  frameId: 0,
  tab: { id: 7, windowId: 1 },
};
type Sender = Parameters<ReturnType<typeof createGate>>[1];
const asSender = (sender: object): Sender => sender;

const samples = messagesFrom('app.procore.com');

const replies: Partial<Record<MessageName, unknown>> = {
  pageReport: { badges: [], validUntil: null },
  startRun: { runId: 'a' },
  connect: { id: 'docusign:demo:u' },
  pasteCode: { id: 'procore:sandbox:1' },
  procoreSecret: { by: 'person' },
  gather: { fact: { known: true, value: true, at: 1 } },
  clearSites: { sites: [{ host: 'us02.procore.com', cookies: 1, failed: null }] },
};

function setUp(over: Partial<Record<MessageName, () => unknown>> = {}) {
  const called: string[] = [];
  const handlers = Object.fromEntries(
    Object.keys(protocol).map((name) => [
      name,
      () => {
        called.push(name);
        return over[name as MessageName]?.() ?? replies[name as MessageName] ?? null;
      },
    ]),
  ) as unknown as Handlers;
  const log = vi.fn();
  return {
    gate: createGate({ handlers, later: (name) => handlers[name], extensionId: ID, ownOrigin: OWN, log }),
    called,
    log,
  };
}

const message = (name: string, data: unknown = samples[name as MessageName]) => ({
  id: 1,
  type: name,
  data,
  timestamp: 0,
});

describe('the message gate', () => {
  test.each(Object.keys(protocol))('should let %s in from its own sender class only', async (name) => {
    const { from } = protocol[name as MessageName];
    for (const [sender, senderClass] of [
      [ours, 'ours'],
      [page, 'page'],
    ] as const) {
      const { gate, called } = setUp();
      const reply = await gate(message(name), asSender(sender));
      const allowed = from === senderClass;
      expect({ called, ok: reply.res.ok }).toEqual({ called: allowed ? [name] : [], ok: allowed });
    }
  });

  test.each([
    ['another extension', { ...ours, id: 'b'.repeat(32) }],
    ['no id', { ...ours, id: undefined }],
    ['no origin', { ...ours, origin: undefined }],
    ['our page in a frame of another', { ...ours, frameId: 3 }],
    ['an origin that only starts like ours', { ...ours, origin: `${OWN}.evil.test` }],
    ['a frame of a Procore page', { ...page, frameId: 2 }],
    ['a Procore page without a frame', { ...page, frameId: undefined }],
    ['a Procore page without a tab', { ...page, tab: undefined }],
    ['a host that is no zone', { ...page, origin: 'https://evil.test' }],
    ['a host that ends like one', { ...page, origin: 'https://evilprocore.com' }],
    ['plain http', { ...page, origin: 'http://app.procore.com' }],
    ['a port', { ...page, origin: 'https://app.procore.com:8443' }],
    ['an opaque origin', { ...page, origin: 'null' }],
  ])('should refuse every message from %s', async (_, sender) => {
    const { gate, called } = setUp();
    for (const name of Object.keys(protocol)) {
      expect((await gate(message(name), asSender(sender))).res.ok).toBe(false);
    }
    expect(called).toEqual([]);
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'Sight'])(
    'should refuse the type %s',
    async (type) => {
      const { gate, called } = setUp();
      expect(await gate(message(type, {}), asSender(ours))).toEqual({
        res: { ok: false, error: { kind: 'bad-message' } },
      });
      expect(called).toEqual([]);
    },
  );

  test('should refuse a message over the size cap, even of a right shape otherwise', async () => {
    const { gate, called } = setUp();
    const big = { ...message('setSettings', { warningDay: 3 }), padding: 'x'.repeat(70_000) };
    expect((await gate(big, asSender(ours))).res.ok).toBe(false);
    expect(called).toEqual([]);
  });

  test('should refuse extra fields, so that a typo or a smuggled value is seen', async () => {
    const { gate, called } = setUp();
    await gate(message('disconnect', { id: 'docusign:demo:u', force: true }), asSender(ours));
    expect(called).toEqual([]);
  });

  test('should send nothing out of a fault but its kind and safe detail', async () => {
    const canary = 'CANARY-access-token-8f3a';
    const { gate } = setUp({
      disconnect: () => {
        throw new Error(canary, { cause: new Error(canary) });
      },
      chooseAccount: () => {
        throw new AppFault('rate-limited', '30', new Error(canary));
      },
      // A handler that answers with more than the protocol says.
      startRun: () => ({ runId: 'a', token: canary }),
    });
    const sent = await Promise.all(
      ['disconnect', 'chooseAccount', 'startRun'].map((name) => gate(message(name), asSender(ours))),
    );
    expect(sent).toEqual([
      { res: { ok: false, error: { kind: 'bug' } } },
      { res: { ok: false, error: { kind: 'rate-limited', detail: '30' } } },
      { res: { ok: false, error: { kind: 'bug' } } },
    ]);
    expect(JSON.stringify(sent)).not.toContain(canary);
  });

  test('should call the handler in the same turn, while a press still counts as one', () => {
    const { gate, called } = setUp();
    void gate(message('openPanel'), asSender(page));
    expect(called).toEqual(['openPanel']);
  });

  test('should stand whatever is thrown at it', async () => {
    const { gate, called } = setUp();
    const names = Object.keys(protocol);
    const anyMessage = fc.oneof(
      fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true }),
      fc.record({
        type: fc.oneof(fc.constantFrom(...names, 'constructor', '__proto__'), fc.anything()),
        data: fc.anything({ maxDepth: 3 }),
      }),
    );
    const anySender = fc.oneof(
      fc.constantFrom(page, { ...ours, frameId: 1 }, { ...page, origin: 'https://x.test' }, {}),
      fc.record({ id: fc.anything(), origin: fc.string(), frameId: fc.anything() }),
    );
    await fc.assert(
      fc.asyncProperty(anyMessage, anySender, async (fuzzed, sender) => {
        const { res } = await gate(fuzzed, asSender(sender));
        expect(res).toHaveProperty('ok');
      }),
      { numRuns: 20_000 },
    );
    // Only what a page may do anyway can have been done; nothing of ours.
    expect(called.filter((name) => protocol[name as MessageName].from === 'ours')).toEqual([]);
  }, 60_000);
});
