import { type ReadonlySignal, signal } from '@preact/signals';
import type { AppError } from '../base/errors.ts';
import type { Ask } from '../app/messaging/ask.ts';
import type { MessageData, MessageName, MessageReply } from '../app/messaging/protocol.ts';

/**
 * Asks one thing at a time, and keeps what went wrong until it is dismissed or something else is asked. That no answer
 * came in time stands until it comes: then what was done is done, or it is known why not.
 */
export type RequestState = {
  busy: ReadonlySignal<MessageName | null>;
  problem: ReadonlySignal<AppError | null>;
  /**
   * The answer, or undefined: refused (see `problem`), or something else is still under way. Where none came in time,
   * `problem` says so and something else can be asked, and this goes on waiting for it.
   */
  send: <N extends MessageName>(
    name: N,
    data: MessageData<N>,
  ) => Promise<{ value: MessageReply<N> } | undefined>;
  dismiss: () => void;
};

export function createRequestState(ask: Ask): RequestState {
  const busy = signal<MessageName | null>(null);
  const problem = signal<AppError | null>(null);
  return {
    busy,
    problem,
    send: async (name, data) => {
      if (busy.value !== null) return undefined;
      busy.value = name;
      problem.value = null;
      const answer = await ask(name, data);
      busy.value = null;
      if (answer.ok) return { value: answer.value };
      const { error, late } = answer;
      problem.value = error;
      if (!late) return undefined;
      const after = await late;
      // What was asked or dismissed meanwhile is what the person has in mind by now.
      if (problem.value === error) problem.value = after.ok ? null : after.error;
      return after.ok ? { value: after.value } : undefined;
    },
    dismiss: () => {
      problem.value = null;
    },
  };
}
