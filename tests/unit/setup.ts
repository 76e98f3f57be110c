import 'fake-indexeddb/auto';
import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import { beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

// The real English sentences, so that a test reads what a person reads and a missing key fails.
const messages = generateChromeMessages(await parseMessagesFile('utils/i18n/locales/en.yml'));

function getMessage(key: string, substitutions: string | string[] = []): string {
  const message = messages[key]?.message;
  if (message === undefined) throw new Error(`no sentence for "${key}" in en.yml`);
  const values = [substitutions].flat();
  return message.replace(/\$(\d)/g, (_, digit: string) => values[Number(digit) - 1] ?? '');
}

function speak(): void {
  fakeBrowser.i18n.getMessage = (key, substitutions) => getMessage(key, substitutions as string | string[]);
  fakeBrowser.i18n.getUILanguage = () => 'en';
}

// Addresses are matched as Chromium does (seen in 156): each by its pattern, and an empty list of patterns is no condition
// at all. Firefox finds no tab for that one. The fake compares patterns letter by letter, and finds none either.
const queryOfTheFake = fakeBrowser.tabs.query;
const query = async ({ url = [], ...which }: chrome.tabs.QueryInfo): Promise<chrome.tabs.Tab[]> => {
  const patterns = [url].flat().map((pattern) => {
    const parts = pattern.split('*').map((part) => RegExp.escape(part));
    return new RegExp(`^${parts.join('.*')}$`);
  });
  const tabs: chrome.tabs.Tab[] = await queryOfTheFake(which);
  return tabs.filter(
    (tab) => patterns.length === 0 || patterns.some((pattern) => pattern.test(tab.url ?? '')),
  );
};
fakeBrowser.tabs.query = query;

// What a test file makes while it is read speaks as well.
speak();
beforeEach(() => {
  fakeBrowser.reset();
  speak();
});
