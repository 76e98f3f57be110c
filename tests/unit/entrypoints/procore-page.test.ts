// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import script from '../../../entrypoints/procore-page.ts';

/** The page's script is put by the browser where it is told to; whatever that was, it looks where it is before all else. */

const BUTTON = '<button>Complete with DocuSign</button>';
const world = globalThis as { countersignReads?: boolean };

/** Everything a script may do to a page, or tell of it. */
function watchAll() {
  const sendMessage = vi.fn(async () => undefined);
  const addListener = vi.fn();
  const runtime = {
    id: 'countersign',
    sendMessage,
    onMessage: { addListener, removeListener: vi.fn() },
  };
  vi.stubGlobal('chrome', { runtime });
  Object.assign(fakeBrowser.runtime, runtime);
  const touches = [
    sendMessage,
    addListener,
    vi.spyOn(globalThis, 'setInterval'),
    vi.spyOn(window, 'addEventListener'),
    vi.spyOn(document, 'addEventListener'),
    vi.spyOn(document, 'querySelectorAll'),
    vi.spyOn(document, 'createTreeWalker'),
    vi.spyOn(MutationObserver.prototype, 'observe'),
  ];
  return () => touches.filter((touch) => touch.mock.calls.length > 0).length;
}

beforeEach(() => {
  delete world.countersignReads;
  document.body.innerHTML = BUTTON;
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const standAt = (address: string) => window.happyDOM.setURL(address);

test.each([
  'https://account.docusign.com/oauth/auth?client_id=x',
  'https://na4.docusign.net/Signing/?ti=secret',
  'https://app.procore.com.example/99/project/home',
  'https://procore.com/',
  'http://app.procore.com/99/project/home',
  'https://app.procore.com:8443/99/project/home',
])('does nothing at all at %s', async (address) => {
  standAt(address);
  const touched = watchAll();
  await script.main();
  expect([touched(), world.countersignReads, document.body.innerHTML]).toEqual([0, undefined, BUTTON]);
});

test('reads where it is Procore', async () => {
  standAt('https://app.procore.com/99/project/commitments/work_order_contracts/42');
  const touched = watchAll();
  await script.main();
  expect(world.countersignReads).toBe(true);
  expect(touched()).toBeGreaterThan(4);
});
