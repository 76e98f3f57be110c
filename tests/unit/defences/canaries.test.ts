import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGate, type Handlers } from '../../../utils/app/messaging/gate.ts';
import type { Seen } from '../utils/auth/fake-docusign.ts';
import { SUSAN } from '../utils/domain/connections/connection-world.ts';
import { connected } from './connected.ts';

const ID = 'jaigcjabaihpfpjjcmdnbjbncghajdne';
const OWN = `chrome-extension://${ID}`;
const ours = { id: ID, origin: OWN, url: `${OWN}/popup.html` };
const HINT = 'canary.hint@example.com';

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** What a vendor, a gateway or the browser may answer with: each repeats what it was sent, as a careless one would. */
const FAULTS: Record<string, (seen: Seen) => Response | Promise<Response>> = {
  'repeats the request in its error text': (seen) =>
    json({ errorCode: 'SOMETHING', message: `canary ${seen.authorization} ${seen.body}` }, 400),
  'repeats it in its error code': (seen) => json({ error: `canary.${seen.authorization}${seen.body}` }, 400),
  'repeats it in a page of HTML': (seen) =>
    new Response(`<h1>canary</h1>${seen.authorization}${seen.body}`, { status: 502 }),
  'repeats it in a header': (seen) =>
    new Response('', {
      status: 403,
      headers: { 'x-docusign-tracetoken': `canary ${seen.authorization} ${seen.body}`.trim() },
    }),
  'is cut short': () => new Response('{"access_token":"canary.cut'),
  'has another shape': () => json({ canary: true, access_token: 7, accounts: 'canary' }),
  'says that the sign-in is over': () => json({ error: 'invalid_grant', error_description: 'canary' }, 400),
  'does not come, and the browser’s error names all': ({ host, path, authorization, body }) => {
    throw new TypeError(`Failed to fetch https://${host}${path}?canary=${authorization} with ${body}`);
  },
  'breaks with a chain of causes': ({ authorization, body }) => {
    throw new Error('one', {
      cause: new Error(`two ${authorization}`, { cause: new Error(`three ${body}`) }),
    });
  },
};
const PLACES = ['/oauth/token', '/oauth/userinfo', '/restapi'];
const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;

let spoken: unknown[];
let world: ReturnType<typeof connected>;

beforeEach(() => {
  world = connected();
  spoken = [];
  for (const method of METHODS) {
    vi.spyOn(console, method).mockImplementation((...said: unknown[]) => {
      spoken.push(...said);
    });
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.db.delete();
});

/** D15: whatever goes wrong, no secret and no address of a person is in what is kept, said or answered. */
describe.each(PLACES)('an answer of %s', (place) => {
  it.each(Object.entries(FAULTS))('that %s leaves no canary', async (_, fault) => {
    const { handlers, log, docusign } = world;
    const all = handlers as unknown as Handlers;
    const gate = createGate({
      handlers: {},
      later: (name) => all[name],
      extensionId: ID,
      ownOrigin: OWN,
      log: log.note,
    });
    const sent: unknown[] = [];
    const ask = async (type: string, data: unknown) => {
      sent.push(await gate({ id: 1, type, data, timestamp: 0 }, ours));
    };
    docusign.state.fault = (seen) => (seen.path.startsWith(place) ? fault(seen) : undefined);
    // A sign-in that fails here and there, a good one, a reading and a renewal that fail, and the end.
    const first = ask('connect', { vendor: 'docusign', loginHint: HINT });
    await vi.waitFor(() => expect(world.browser.isOpen()).toBe(true));
    world.browser.comeBack(docusign.accept(world.browser.asked()));
    await first;
    const failing = docusign.state.fault;
    docusign.state.fault = () => undefined;
    const second = ask('connect', { vendor: 'docusign', loginHint: HINT });
    await vi.waitFor(() => expect(world.browser.isOpen()).toBe(true));
    world.browser.comeBack(docusign.accept(world.browser.asked()));
    await second;
    docusign.state.fault = failing;
    await ask('refreshConnection', { id: SUSAN });
    docusign.expire();
    await ask('refreshConnection', { id: SUSAN });
    await ask('disconnect', { id: SUSAN });

    const stored = await world.stored();
    // While it lasts, the session is where tokens belong.
    delete stored['session'];
    const kept = JSON.stringify([stored, sent, spoken, world.told.filter(({ area }) => area !== 'session')]);
    const canaries = [...world.secrets(), HINT, 'canary'];
    expect(canaries.filter((canary) => kept.includes(canary))).toEqual([]);
    expect(spoken).toEqual([]);
    expect(log.entries().length).toBeGreaterThan(0);
  });
});
