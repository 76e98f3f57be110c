import { isAlive, pageBrowser } from '../page-browser.ts';
import type { MessageData, MessageName, MessageReply, PagePush } from './protocol.ts';

/**
 * Asks the background from inside somebody else's page, in the wire format of @webext-core/messaging. No schema library
 * there: `accept` looks at the answer by hand. Undefined when nobody answers, or answers something else.
 */
export async function askFromPage<N extends MessageName>(
  type: N,
  data: MessageData<N>,
  accept: (value: unknown) => value is MessageReply<N>,
): Promise<MessageReply<N> | undefined> {
  if (!isAlive()) return undefined;
  try {
    const id = Math.floor(Math.random() * 1e9);
    const answer: unknown = await pageBrowser.runtime.sendMessage({ id, type, data, timestamp: Date.now() });
    const { res } = Object(answer) as { res?: unknown };
    const { ok, value } = Object(res) as { ok?: unknown; value?: unknown };
    return ok === true && accept(value) ? value : undefined;
  } catch {
    // Nobody listens yet, the worker died under the question, or the extension is gone: all mean "no answer".
    return undefined;
  }
}

/** Calls `act` when the background says this. A message from anybody else is none. */
export function onPush(push: PagePush, act: () => void, signal: AbortSignal): void {
  const { runtime } = pageBrowser;
  const listener = (message: unknown, sender: { id?: string; tab?: unknown }): undefined => {
    const { type } = Object(message) as { type?: unknown };
    if (type === push && sender.id === runtime.id && sender.tab === undefined) act();
  };
  runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => {
    if (isAlive()) runtime.onMessage.removeListener(listener);
  });
}
