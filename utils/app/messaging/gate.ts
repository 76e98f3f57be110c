import { type AppError, toAppError } from '../../base/errors.ts';
import { mayBeZone } from '../../base/hosts.ts';
import { cookieStoreOf } from '../../domain/pages/page-context.ts';
import type { Result } from '../../base/types.ts';
import { type MessageData, type MessageName, type MessageReply, protocol } from './protocol.ts';
import type { SenderClass } from '../../base/define-message.ts';

/** What a handler learns about who asks. For pages: the tab and the origin the browser vouches for. */
export type Caller = {
  from: SenderClass;
  tabId: number | null;
  windowId: number | null;
  origin: string;
  /** See `cookieStoreOf`; absent is ''. */
  cookieStore?: string;
  /** The tab that the page's tab was opened from, as long as that one is there. */
  opener?: number | undefined;
};

export type Handler<N extends MessageName> = (
  data: MessageData<N>,
  caller: Caller,
) => Promise<MessageReply<N>> | MessageReply<N>;
export type Handlers = { [N in MessageName]: Handler<N> };

/** The wire format of @webext-core/messaging, whose senders our pages use. */
export type WireReply = { res: Result<unknown, AppError> };

export type GateOptions = {
  handlers: Partial<Handlers>;
  /** Who handles all other messages. */
  later: <N extends MessageName>(name: N) => Handler<N>;
  /** `runtime.id`. */
  extensionId: string;
  /** Origin of our own pages, without a trailing slash. */
  ownOrigin: string;
  log: (what: string, cause?: unknown) => void;
};

/** Characters of JSON; the largest honest message is some 4,000. */
const MAX_MESSAGE = 64_000;

type Sender = Pick<chrome.runtime.MessageSender, 'id' | 'origin' | 'frameId' | 'url' | 'tab'>;

/**
 * The one gate into the background. Default deny: the type must be one of the protocol's own, the sender of the class
 * that type allows, the data of its shape. Only codes and safe values go out: no stacks, causes or addresses.
 * The handler is called in the same turn, so that a press is still a press for the browser.
 */
export function createGate({ handlers, later, extensionId, ownOrigin, log }: GateOptions) {
  return (message: unknown, sender: Sender): Promise<WireReply> => {
    const refused: WireReply = { res: { ok: false, error: { kind: 'bad-message' } } };
    const name = nameOf(message);
    const caller = classifySender(sender, extensionId, ownOrigin);
    if (!name || !caller) return Promise.resolve(refused);
    if (protocol[name].from !== caller.from) {
      return Promise.resolve(refused);
    }
    const parsed = protocol[name].data.safeParse((message as { data?: unknown }).data ?? null);
    if (!parsed.success) {
      log(`refused a ${name} message of a wrong shape from ${caller.from}`);
      return Promise.resolve(refused);
    }
    return answer(name, parsed.data, caller);
  };

  async function answer<N extends MessageName>(name: N, data: unknown, caller: Caller): Promise<WireReply> {
    try {
      // The schema of this very name has just parsed the data; the compiler cannot follow that through the table.
      const own: Handler<N> | undefined = handlers[name];
      const value = await (own ?? later(name))(data as MessageData<N>, caller);
      const parsed = protocol[name].reply.safeParse(value ?? null);
      if (parsed.success) return { res: { ok: true, value: parsed.data } };
      log(`the answer to ${name} did not have its shape`, parsed.error);
      return { res: { ok: false, error: { kind: 'bug' } } };
    } catch (thrown) {
      const error = toAppError(thrown);
      log(`${name} failed: ${error.kind}`, thrown);
      return { res: { ok: false, error } };
    }
  }
}

function nameOf(message: unknown): MessageName | undefined {
  if (typeof message !== 'object' || message === null || !Object.hasOwn(message, 'type')) return undefined;
  const { type } = message as { type: unknown };
  if (typeof type !== 'string' || !Object.hasOwn(protocol, type)) return undefined;
  try {
    if (JSON.stringify(message).length > MAX_MESSAGE) return undefined;
  } catch {
    // What cannot be written as JSON (a cycle, a BigInt) is no message of ours.
    return undefined;
  }
  return type as MessageName;
}

/** A sender we know, or undefined. Never trusts what the message says about itself. */
export function classifySender(sender: Sender, extensionId: string, ownOrigin: string): Caller | undefined {
  if (sender.id !== extensionId || !sender.origin) return undefined;
  if (sender.frameId !== undefined && sender.frameId !== 0) return undefined;
  const tabId = sender.tab?.id ?? null;
  const windowId = sender.tab?.windowId ?? null;
  if (sender.origin === ownOrigin) return { from: 'ours', tabId, windowId, origin: ownOrigin };
  const url = URL.parse(sender.origin);
  if (!url || url.protocol !== 'https:' || url.port !== '' || !mayBeZone(url.hostname)) return undefined;
  if (tabId === null || sender.frameId !== 0) return undefined;
  const { openerTabId: opener } = sender.tab ?? {};
  return {
    from: 'page',
    tabId,
    windowId,
    origin: sender.origin,
    cookieStore: cookieStoreOf(sender.tab),
    opener,
  };
}
