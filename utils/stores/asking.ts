import { type ReadonlySignal, signal } from '@preact/signals';
import type { AppError } from '../errors.ts';
import type { Ask } from '../messaging/ask.ts';
import type { MessageData, MessageName, MessageReply } from '../messaging/protocol.ts';

/** Asks one thing at a time, and keeps what went wrong until it is dismissed or something else is asked. */
export type Asking = {
  busy: ReadonlySignal<MessageName | null>;
  problem: ReadonlySignal<AppError | null>;
  /** The answer, or undefined: refused (see `problem`), or something else is still under way. */
  tell: <N extends MessageName>(
    name: N,
    data: MessageData<N>,
  ) => Promise<{ value: MessageReply<N> } | undefined>;
  dismiss: () => void;
};

export function createAsking(ask: Ask): Asking {
  const busy = signal<MessageName | null>(null);
  const problem = signal<AppError | null>(null);
  return {
    busy,
    problem,
    tell: async (name, data) => {
      if (busy.value !== null) return undefined;
      busy.value = name;
      problem.value = null;
      const answer = await ask(name, data);
      busy.value = null;
      if (answer.ok) return { value: answer.value };
      problem.value = answer.error;
      return undefined;
    },
    dismiss: () => {
      problem.value = null;
    },
  };
}
