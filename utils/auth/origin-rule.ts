import { browser } from '../platform/browser.ts';

/** One rule of ours; the number is only ours to choose. */
const RULE_ID = 1;

/**
 * Browsers put `Origin: chrome-extension://…` (or `moz-extension://…`) on everything but a GET, and DocuSign judges
 * requests by their Origin. The rule takes it off our own requests alone: our id as initiator *and* no tab, so that
 * DocuSign's and everybody else's pages keep theirs. `docusign.net` covers its API sites, one label below it.
 * Session rules are gone when the browser ends: put again at each start of a worker, awaited before each write.
 */
export function createOriginRule(domains: readonly string[]) {
  let placed: Promise<void> | undefined;
  const place = async (): Promise<void> => {
    // The host of our own address: the extension id in Chromium, a number of this very profile in Firefox.
    const own = new URL(browser.runtime.getURL('')).host;
    await browser.declarativeNetRequest.updateSessionRules({
      removeRuleIds: [RULE_ID],
      addRules: [
        {
          id: RULE_ID,
          action: {
            type: 'modifyHeaders',
            requestHeaders: [{ header: 'origin', operation: 'remove' }],
          },
          condition: {
            initiatorDomains: [own],
            tabIds: [-1],
            requestDomains: [...domains],
            resourceTypes: ['xmlhttprequest'],
          },
        },
      ],
    });
  };
  return {
    /** Resolves when the rule is in force. A failed try is repeated by the next call. */
    ensure: (): Promise<void> => {
      placed ??= place().catch((thrown: unknown) => {
        placed = undefined;
        throw thrown;
      });
      return placed;
    },
  };
}
