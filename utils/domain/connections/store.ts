import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Ask } from '../../app/messaging/ask.ts';
import type { MessageName } from '../../app/messaging/protocol.ts';
import { systemClock } from '../../base/clock.ts';
import type { AppError } from '../../base/errors.ts';
import type { Vendor } from '../../base/types.ts';
import { type Live, live } from '../../storage/live.ts';
import type { CountersignDatabase } from '../database.ts';
import { createRequestState, type RequestState } from '../request-state.ts';
import { type ConfirmedWho, currentOf } from './current.ts';
import type { ConnectionId } from './key.ts';
import { connectionsWith } from './rows.ts';
import type { ConnectionOf, EnvironmentOf } from './tables.ts';

/** Our connections with one vendor, as a page of ours shows them. */
export type ConnectionStore<V extends Vendor> = {
  /** Of every environment and person. */
  connections: ReadonlySignal<Live<ConnectionOf<V>[]>>;
  /** The one that speaks for the person, or null. */
  current: ReadonlySignal<Live<ConnectionOf<V> | null>>;
  /** Where one signs in, as the settings name it. */
  environment: ReadonlySignal<EnvironmentOf<V>>;
  /** An app to sign in with is set. */
  hasApp: ReadonlySignal<boolean>;
  /** The vendor's login window is open, asked for here or by another page of ours. */
  waiting: ReadonlySignal<boolean>;
  busy: ReadonlySignal<MessageName | null>;
  /** True while this is done with this one. */
  isBusy: (name: MessageName, id: ConnectionId) => boolean;
  problem: ReadonlySignal<AppError | null>;
  /** True from a disconnect until the next connect: what was forgotten is said once. */
  disconnected: ReadonlySignal<boolean>;
  /** Signs in as whoever logs in; the vendor's page gets the hint. */
  connect: (loginHint: string) => Promise<void>;
  cancel: () => Promise<void>;
  choose: (id: ConnectionId, accountId: string) => Promise<void>;
  refresh: (id: ConnectionId) => Promise<void>;
  disconnect: (id: ConnectionId) => Promise<void>;
  dismiss: () => void;
};

/** How the last login failed, kept where every page of ours sees it: the popup closes when the vendor's window opens. */
export type LastLogin = { problem: ReadonlySignal<AppError | null>; forget: () => void };

export type ConnectionStoreOptions<V extends Vendor> = {
  database: CountersignDatabase;
  ask: Ask;
  environment: ReadonlySignal<EnvironmentOf<V>>;
  hasApp: ReadonlySignal<boolean>;
  /** Who was confirmed to be behind the link in front, where a page shows one. */
  confirmed?: ReadonlySignal<ConfirmedWho | null>;
  /** True while the background holds an unanswered login. */
  loginOpen: ReadonlySignal<boolean>;
  lastLogin: LastLogin;
  until: AbortSignal;
};

export function createConnectionStore<V extends Vendor>(
  vendor: V,
  options: ConnectionStoreOptions<V>,
): ConnectionStore<V> & { login: RequestState; rest: RequestState; begin: () => void } {
  const { database, ask, environment, hasApp, confirmed, loginOpen, lastLogin, until } = options;
  const connections = live(() => connectionsWith(database, vendor), until);
  const login = createRequestState(ask);
  const rest = createRequestState(ask);
  const busyWith = signal<ConnectionId | null>(null);
  const disconnected = signal(false);

  const dismiss = () => {
    login.dismiss();
    rest.dismiss();
    lastLogin.forget();
  };
  const begin = () => {
    disconnected.value = false;
    dismiss();
  };
  /** Refused while something else is under way: that goes on being what is busy. */
  const withOne = <T>(id: ConnectionId, work: () => Promise<T>): Promise<T> => {
    if (rest.busy.value === null) busyWith.value = id;
    return work();
  };

  return {
    connections,
    current: computed(() => {
      const all = connections.value;
      if (all.status !== 'ready') return all;
      const rule = {
        environment: environment.value,
        confirmed: confirmed?.value ?? null,
        now: systemClock(),
      };
      return { status: 'ready', value: currentOf(all.value, rule) };
    }),
    environment,
    hasApp,
    waiting: computed(() => login.busy.value === 'connect' || loginOpen.value),
    busy: computed(() => login.busy.value ?? rest.busy.value),
    isBusy: (name, id) => rest.busy.value === name && busyWith.value === id,
    problem: computed(() => login.problem.value ?? rest.problem.value ?? lastLogin.problem.value),
    disconnected,
    connect: async (loginHint) => {
      begin();
      await login.send('connect', { vendor, loginHint });
    },
    cancel: async () => {
      await rest.send('cancelConnect', { vendor });
    },
    choose: async (id, accountId) => {
      await withOne(id, () => rest.send('chooseAccount', { id, accountId }));
    },
    refresh: async (id) => {
      await withOne(id, () => rest.send('refreshConnection', { id }));
    },
    disconnect: async (id) => {
      const done = await withOne(id, () => rest.send('disconnect', { id }));
      disconnected.value = done !== undefined;
    },
    dismiss,
    // For a vendor that offers more than this.
    login,
    rest,
    begin,
  };
}
