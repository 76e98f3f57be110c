import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** The module as a worker that has just been started has it. */
async function freshWorker() {
  vi.resetModules();
  const asked = vi.spyOn(fakeBrowser.i18n, 'getMessage');
  asked.mockClear();
  return { ...(await import('../../../../../utils/domain/pages/message-cache.ts')), asked };
}

describe('cached words', () => {
  beforeEach(async () => {
    const { cachedMessage, saveMessageCache } = await freshWorker();
    cachedMessage('badge.row.synced');
    cachedMessage('badge.row.syncedDays', 7);
    await saveMessageCache();
  });

  test('should say what an earlier worker said without asking the browser', async () => {
    const { cachedMessage, loadMessageCache, asked } = await freshWorker();
    await loadMessageCache();
    expect(cachedMessage('badge.row.syncedDays', 7)).toMatch(/\b7\b/);
    expect(cachedMessage('badge.row.synced')).not.toBe('');
    expect(asked).not.toHaveBeenCalled();
  });

  test('should ask the browser for what was not said yet', async () => {
    const { cachedMessage, loadMessageCache, asked } = await freshWorker();
    await loadMessageCache();
    expect(cachedMessage('badge.row.syncedDays', 8)).toMatch(/\b8\b/);
    expect(asked).toHaveBeenCalledOnce();
  });

  test('should forget them when the language is another', async () => {
    vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockReturnValue('es');
    const { cachedMessage, loadMessageCache, asked } = await freshWorker();
    await loadMessageCache();
    cachedMessage('badge.row.synced');
    expect(asked).toHaveBeenCalledOnce();
    vi.mocked(fakeBrowser.i18n.getUILanguage).mockReturnValue('en');
  });

  test('should remember no more than the newest', async () => {
    const { cached, saveMessageCache, loadMessageCache } = await freshWorker();
    await loadMessageCache();
    for (let n = 0; n < 400; n += 1) cached(`made ${n}`, () => 'x');
    await saveMessageCache();
    const later = await freshWorker();
    await later.loadMessageCache();
    expect(later.cached('made 399', () => 'asked anew')).toBe('x');
    expect(later.cached('made 1', () => 'asked anew')).toBe('asked anew');
  });
});
