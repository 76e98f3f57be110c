import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createOriginRule } from '../../../../utils/auth/origin-rule.ts';
import { browser } from '../../../../utils/platform/browser.ts';

const DOMAINS = ['account.docusign.com', 'account-d.docusign.com', 'docusign.net'];

const update = vi.fn();
beforeEach(() => {
  update.mockReset().mockResolvedValue(undefined);
  vi.spyOn(browser, 'declarativeNetRequest', 'get').mockReturnValue({
    ...browser.declarativeNetRequest,
    updateSessionRules: update,
  });
});

describe('the rule that takes Origin off our own requests', () => {
  it.each([
    ['Chromium', 'chrome-extension://abcdefghijklmnopabcdefghijklmnop/', 'abcdefghijklmnopabcdefghijklmnop'],
    [
      'Firefox',
      'moz-extension://0f3b6c1e-1111-4222-8333-444455556666/',
      '0f3b6c1e-1111-4222-8333-444455556666',
    ],
  ])('is for our own background alone, in %s', async (_, root, host) => {
    vi.spyOn(browser.runtime, 'getURL').mockReturnValue(root);
    await createOriginRule(DOMAINS).ensure();
    expect(update.mock.calls).toEqual([
      [
        {
          removeRuleIds: [1],
          addRules: [
            {
              id: 1,
              action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
              condition: {
                initiatorDomains: [host],
                tabIds: [-1],
                requestDomains: DOMAINS,
                resourceTypes: ['xmlhttprequest'],
              },
            },
          ],
        },
      ],
    ]);
  });

  it('is put in place once in a worker, however many wait for it', async () => {
    const rule = createOriginRule(DOMAINS);
    await Promise.all([rule.ensure(), rule.ensure()]);
    await rule.ensure();
    expect(update).toHaveBeenCalledTimes(1);
  });

  it('is tried again after it could not be put in place', async () => {
    update.mockRejectedValueOnce(new Error('not now'));
    const rule = createOriginRule(DOMAINS);
    await expect(rule.ensure()).rejects.toThrow('not now');
    await rule.ensure();
    expect(update).toHaveBeenCalledTimes(2);
  });
});
