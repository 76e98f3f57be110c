import { rm } from 'node:fs/promises';
import type { Sandbox } from '../../sandbox/server.ts';
import { newProfile } from '../chromium.ts';
import { ask, connect, contentWorld, expect, launch, ownPage, search, test, untoward } from './test.ts';

const HOUR = 3_600_000;

/** Every secret of our sign-ins that went over the wire, as the sandbox saw it. */
function secretsOf({
  world,
}: Sandbox): Record<'access' | 'refresh' | 'verifier' | 'code' | 'state', string[]> {
  const forms = world.log
    .filter(({ path }) => path === '/oauth/token')
    .map(({ body }) => new URLSearchParams(body));
  const values = (name: string) => [...new Set(forms.flatMap((form) => form.get(name) ?? []))];
  const bearers = world.log.flatMap(
    ({ headers }) => /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? [],
  );
  return {
    access: [...new Set(bearers)],
    refresh: values('refresh_token'),
    verifier: values('code_verifier'),
    code: values('code'),
    state: world.log
      .filter(({ path }) => path === '/oauth/auth')
      .flatMap(({ query }) => new URLSearchParams(query).get('state') ?? []),
  };
}

/** What a script in a Procore page gets when it asks for everything in every area. */
const DUMP = `(async () => {
  const said = {};
  for (const area of ['local', 'session', 'sync', 'managed']) {
    try { said[area] = JSON.stringify(await chrome.storage[area].get(null)); } catch (error) { said[area] = String(error); }
  }
  return said;
})()`;
const LISTEN = `globalThis.heard = []; chrome.storage.onChanged.addListener((change, area) => heard.push(JSON.stringify([area, change])))`;

/** D1 and D14 in the browser itself: storage areas, events and the bytes of the profile folder. */
test('a sign-in leaves its secrets in no file, and in no area a page’s script can read', async ({
  sandbox,
}) => {
  test.setTimeout(180_000);
  const profile = await newProfile();
  const first = await launch(sandbox, profile);
  const { context } = first;
  const [page = await context.newPage()] = context.pages();
  await page.goto('https://us02.procore.com/');
  const world = await contentWorld(page);
  await world.evaluate(LISTEN);
  const own = await ownPage(context);
  const { res } = await connect(context, own);
  expect(res).toEqual({ ok: true, value: { id: expect.stringMatching(/^docusign:demo:./) } });
  const { value: sue } = res as { value: { id: string } };
  // Two renewals: each shows the sandbox another refresh token.
  for (let round = 0; round < 2; round += 1) {
    sandbox.world.advance(9 * HOUR);
    expect((await ask(own, 'refreshConnection', sue)).res.ok).toBe(true);
  }
  const { access, refresh, verifier, code, state } = secretsOf(sandbox);
  expect([access, refresh, verifier, code, state].map(({ length }) => length)).toEqual([3, 2, 1, 1, 1]);
  const secrets = [...access, ...refresh, ...verifier, ...code, ...state];
  const inText = (text: string) => secrets.filter((secret) => text.includes(secret));

  await test.step('while signed in', async () => {
    const session = await own.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)));
    expect(inText(session)).toEqual([access.at(-1)]);
    const dumped = await world.evaluate<Record<string, string>>(DUMP);
    expect(Object.entries(dumped).filter(([, text]) => inText(text).length > 0)).toEqual([]);
    expect(dumped['session']).toContain('not allowed');
    expect(inText((await world.evaluate<string[]>('heard')).join('\n'))).toEqual([]);
    // The search finds what is there: a word that our page leaves in a file on purpose.
    await own.evaluate(() => chrome.storage.local.set({ planted: 'planted-in-a-file-5309' }));
    await expect.poll(() => search(profile, ['planted-in-a-file-5309'])).not.toEqual([]);
    expect(await search(profile, secrets)).toEqual([]);
  });

  await test.step('within five seconds of disconnecting', async () => {
    const before = Date.now();
    expect((await ask(own, 'disconnect', sue)).res.ok).toBe(true);
    const kept = await own.evaluate(async () => {
      const areas = [chrome.storage.local, chrome.storage.session, chrome.storage.sync];
      const texts = await Promise.all(areas.map(async (area) => JSON.stringify(await area.get(null))));
      const [{ name = '' } = {}] = (await indexedDB.databases()).filter(({ name: one }) => one !== undefined);
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const request = indexedDB.open(name);
        request.addEventListener('success', () => done(request.result));
        request.addEventListener('error', () => failed(request.error));
      });
      for (const table of database.objectStoreNames) {
        const rows = database.transaction(table).objectStore(table).getAll();
        await new Promise((done) => {
          rows.addEventListener('success', done);
        });
        texts.push(JSON.stringify(rows.result));
      }
      database.close();
      return texts.join('\n');
    });
    expect(Date.now() - before).toBeLessThan(5_000);
    const person = ['sue.sender@example.com', 'Sue Sender', 'Riverside Builders'];
    expect([...secrets, ...person].filter((text) => kept.includes(text))).toEqual([]);
    expect(kept).toContain('disconnected');
    expect(await search(profile, secrets)).toEqual([]);
  });

  await test.step('when the browser is closed', async () => {
    await first.close();
    expect(await search(profile, secrets)).toEqual([]);
  });
  expect(untoward(first)).toEqual({ strays: [], errors: [] });
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});
