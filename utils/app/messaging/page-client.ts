import { isAlive, pageBrowser } from '../../platform/page-browser.ts';
import type { MessageData, MessageName, MessageReply } from './protocol.ts';
import type { PageNews } from '../../domain/pages/messages.ts';

/**
 * Asks the background from inside somebody else's page, in the wire format of @webext-core/messaging. No schema library
 * there: `accept` looks at the answer by hand. Undefined when nobody answers, or answers something else.
 * @param refused told the kind of the error, where the background says no
 */
export async function askFromPage<N extends MessageName>(
  type: N,
  data: MessageData<N>,
  accept: (value: unknown) => value is MessageReply<N>,
  refused?: (kind: unknown) => void,
): Promise<MessageReply<N> | undefined> {
  if (!isAlive()) return undefined;
  try {
    const id = Math.floor(Math.random() * 1e9);
    const answer: unknown = await pageBrowser.runtime.sendMessage({ id, type, data, timestamp: Date.now() });
    const { res } = Object(answer) as { res?: unknown };
    const { ok, value, error } = Object(res) as { ok?: unknown; value?: unknown; error?: unknown };
    if (ok === false) refused?.((Object(error) as { kind?: unknown }).kind);
    return ok === true && accept(value) ? value : undefined;
  } catch {
    // Nobody listens yet, the worker died under the question, or the extension is gone: all mean "no answer".
    return undefined;
  }
}

/** Calls `act` when the background says this, with the report it is about. A message from anybody else is none. */
export function onPush(push: PageNews['type'], act: (id: unknown) => void, signal: AbortSignal): void {
  const { runtime } = pageBrowser;
  const listener = (message: unknown, sender: { id?: string; tab?: unknown }): undefined => {
    const { type, id } = Object(message) as { type?: unknown; id?: unknown };
    if (type === push && sender.id === runtime.id && sender.tab === undefined) act(id);
  };
  runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => {
    if (isAlive()) runtime.onMessage.removeListener(listener);
  });
}
