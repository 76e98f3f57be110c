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

// What a test file makes while it is read speaks as well.
speak();
beforeEach(() => {
  fakeBrowser.reset();
  speak();
});
