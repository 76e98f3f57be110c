import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AppError } from '../../base/errors.ts';
import type { Ask } from '../../app/messaging/ask.ts';
import type { MessageName } from '../../app/messaging/protocol.ts';
import type { Connection } from './tables.ts';
import type { CountersignDatabase } from '../database.ts';
import type { Environment } from '../../base/types.ts';
import { createRequestState } from '../request-state.ts';
import { type Live, live, rowOfEnvironment } from '../../storage/live.ts';

export type ConnectionStore = {
  /** The connection of the environment that the settings name, or null. */
  connection: ReadonlySignal<Live<Connection | null>>;
  environment: ReadonlySignal<Environment>;
  hasKey: ReadonlySignal<boolean>;
  /** DocuSign's login window is open, asked for here or by another page of ours. */
  waiting: ReadonlySignal<boolean>;
  busy: ReadonlySignal<MessageName | null>;
  problem: ReadonlySignal<AppError | null>;
  /** True from a disconnect until the next connect: what was forgotten is said once. */
  disconnected: ReadonlySignal<boolean>;
  connect: (loginHint: string) => Promise<void>;
  cancel: () => Promise<void>;
  choose: (accountId: string) => Promise<void>;
  refresh: () => Promise<void>;
  disconnect: () => Promise<void>;
  dismiss: () => void;
};

/** How the last login failed, kept where every page of ours sees it: the popup closes when DocuSign's window opens. */
export type LastLogin = { problem: ReadonlySignal<AppError | null>; forget: () => void };

export function createConnectionStore(options: {
  database: CountersignDatabase;
  ask: Ask;
  environment: ReadonlySignal<Environment>;
  hasKey: ReadonlySignal<boolean>;
  /** True while the background holds an unanswered login. */
  loginOpen: ReadonlySignal<boolean>;
  lastLogin: LastLogin;
  until: AbortSignal;
}): ConnectionStore {
  const { database, ask, environment, hasKey, loginOpen, lastLogin, until } = options;
  const all = live(() => database.connections.toArray(), until);
  const login = createRequestState(ask);
  const rest = createRequestState(ask);
  const disconnected = signal(false);

  return {
    connection: rowOfEnvironment(all, environment),
    environment,
    hasKey,
    waiting: computed(() => login.busy.value !== null || loginOpen.value),
    busy: rest.busy,
    problem: computed(() => login.problem.value ?? rest.problem.value ?? lastLogin.problem.value),
    disconnected,
    connect: async (loginHint) => {
      disconnected.value = false;
      rest.dismiss();
      await login.send('connect', { loginHint });
    },
    cancel: async () => {
      await rest.send('cancelConnect', null);
    },
    choose: async (accountId) => {
      await rest.send('chooseAccount', { environment: environment.value, accountId });
    },
    refresh: async () => {
      await rest.send('refreshConnection', { environment: environment.value });
    },
    disconnect: async () => {
      const done = await rest.send('disconnect', { environment: environment.value });
      disconnected.value = done !== undefined;
    },
    dismiss: () => {
      login.dismiss();
      rest.dismiss();
      lastLogin.forget();
    },
  };
}
