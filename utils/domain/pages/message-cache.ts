import { i18n } from '#i18n';
import { browser } from '../../platform/browser.ts';
import { cachedMessages } from './items.ts';

/**
 * Sentences lately said. Chromium reads a whole language from the disk for a worker's first sentence, and the worker
 * stands still meanwhile; so what an earlier worker said is remembered as long as the browser runs.
 */
const said = new Map<string, string>();
/** Sentences remembered at once. Some hold a number or a day, so new ones keep coming. */
const MAX_MESSAGES = 200;

let isNew = false;
let loading: Promise<void> | undefined;

/** What `make` answered the last time it was asked for by this name. */
export function cached(name: string, make: () => string): string {
  const before = said.get(name);
  if (before !== undefined) return before;
  const made = make();
  said.set(name, made);
  isNew = true;
  return made;
}

/** `i18n.t` with a memory. */
export const cachedMessage = ((...asked: Parameters<typeof i18n.t>) =>
  cached(JSON.stringify(asked), () => i18n.t(...asked))) as typeof i18n.t;

/** To be awaited before the first sentence; a sentence said earlier is only slower. */
export function loadMessageCache(): Promise<void> {
  loading ??= cachedMessages.get().then(({ language, words }) => {
    if (language !== browser.i18n.getUILanguage()) return;
    for (const [name, word] of Object.entries(words)) if (!said.has(name)) said.set(name, word);
  });
  return loading;
}

export async function saveMessageCache(): Promise<void> {
  if (!isNew) return;
  isNew = false;
  const words = Object.fromEntries([...said].slice(-MAX_MESSAGES));
  await cachedMessages.set({ language: browser.i18n.getUILanguage(), words });
}
