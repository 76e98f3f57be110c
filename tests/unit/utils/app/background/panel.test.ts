import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showApart } from '../../../../../utils/app/background/panel.ts';
import type { Caller } from '../../../../../utils/app/messaging/gate.ts';

const PAGE: Caller = { from: 'page', tabId: 3, windowId: 7, origin: 'https://us02.procore.com' };

describe('the panel for a press on a badge, in Firefox', () => {
  const create = vi.fn(async () => undefined);
  const isOpen = vi.fn(async () => false);

  beforeEach(() => {
    vi.clearAllMocks();
    Object.assign(fakeBrowser, { sidebarAction: { isOpen } });
    Object.assign(fakeBrowser.windows, { create });
  });

  it('comes in a window of its own where no sidebar is open', async () => {
    await showApart(PAGE);
    expect(isOpen.mock.calls).toEqual([[{ windowId: 7 }]]);
    expect(create).toHaveBeenCalledOnce();
  });

  it('is left to the sidebar that is open beside the page', async () => {
    isOpen.mockResolvedValueOnce(true);
    await showApart(PAGE);
    expect(create).not.toHaveBeenCalled();
  });
});
