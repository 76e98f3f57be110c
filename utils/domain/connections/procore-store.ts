import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AppError } from '../../base/errors.ts';
import type { Ask } from '../../app/messaging/ask.ts';
import type { MessageName } from '../../app/messaging/protocol.ts';
import type { CountersignDatabase } from '../database.ts';
import type { ProcoreConnection } from './tables.ts';
import type { ProcoreEnvironment, SecretHolder } from '../../base/types.ts';
import { hostsToAsk } from '../../vendors/procore/environments.ts';
import { createRequestState } from '../request-state.ts';
import type { LastLogin } from './docusign-store.ts';
import { type Live, live, rowOfEnvironment } from '../../storage/live.ts';

export type ProcoreStore = {
  /** The connection of the environment that the settings name, or null. */
  connection: ReadonlySignal<Live<ProcoreConnection | null>>;
  environment: ReadonlySignal<ProcoreEnvironment>;
  hasClientId: ReadonlySignal<boolean>;
  /** Who gave the client secret; null while that is not known. */
  secretBy: ReadonlySignal<SecretHolder | null>;
  /** Procore's login window is open, asked for here or by another page of ours. */
  waiting: ReadonlySignal<boolean>;
  /** Procore shows a code that is to be pasted. */
  awaitsCode: ReadonlySignal<boolean>;
  busy: ReadonlySignal<MessageName | null>;
  problem: ReadonlySignal<AppError | null>;
  /** True from a disconnect until the next connect. */
  disconnected: ReadonlySignal<boolean>;
  /** These two ask the browser for Procore's hosts first: to be called straight in the press. */
  connect: () => Promise<void>;
  startCode: () => Promise<void>;
  pasteCode: (code: string) => Promise<boolean>;
  cancel: () => Promise<void>;
  refresh: () => Promise<void>;
  disconnect: () => Promise<void>;
  setSecret: (secret: string) => Promise<boolean>;
  forgetSecret: () => Promise<void>;
  dismiss: () => void;
};

export function createProcoreStore(options: {
  database: CountersignDatabase;
  ask: Ask;
  environment: ReadonlySignal<ProcoreEnvironment>;
  hasClientId: ReadonlySignal<boolean>;
  loginOpen: ReadonlySignal<boolean>;
  codeAwaited: ReadonlySignal<boolean>;
  lastLogin: LastLogin;
  /** The browser's question for hosts. */
  requestHosts: (hosts: readonly string[]) => Promise<boolean>;
  /** Keeps what was granted from being given back until the work has ended. */
  holdHosts: (work: () => Promise<void>) => Promise<void>;
  until: AbortSignal;
}): ProcoreStore {
  const { database, ask, environment, hasClientId, loginOpen, codeAwaited, lastLogin, until } = options;
  const all = live(() => database.procoreConnections.toArray(), until);
  const login = createRequestState(ask);
  const rest = createRequestState(ask);
  const disconnected = signal(false);
  const refused = signal<AppError | null>(null);
  const secretBy = signal<SecretHolder | null>(null);

  const lookForSecret = async () => {
    const answer = await ask('procoreSecret', null);
    if (answer.ok) secretBy.value = answer.value.by;
  };
  void lookForSecret();

  const dismiss = () => {
    refused.value = null;
    login.dismiss();
    rest.dismiss();
    lastLogin.forget();
  };

  /** The question comes first of all: after anything else the browser would no longer count it as pressed. */
  const allowed = async (): Promise<boolean> => {
    const answer = options.requestHosts(hostsToAsk(environment.value));
    disconnected.value = false;
    dismiss();
    if (await answer) return true;
    refused.value = { kind: 'permission-refused' };
    return false;
  };

  const withHosts = async (tell: () => Promise<unknown>): Promise<void> => {
    const answer = allowed();
    await options.holdHosts(async () => {
      if (await answer) await tell();
    });
    await lookForSecret();
  };

  return {
    connection: rowOfEnvironment(all, environment),
    environment,
    hasClientId,
    secretBy,
    waiting: computed(() => login.busy.value === 'connectProcore' || loginOpen.value),
    awaitsCode: codeAwaited,
    busy: computed(() => login.busy.value ?? rest.busy.value),
    problem: computed(
      () => refused.value ?? login.problem.value ?? rest.problem.value ?? lastLogin.problem.value,
    ),
    disconnected,
    connect: () => withHosts(() => login.send('connectProcore', null)),
    startCode: () => withHosts(() => login.send('startProcoreCode', null)),
    pasteCode: async (code) => {
      dismiss();
      return (await login.send('pasteProcoreCode', { code })) !== undefined;
    },
    cancel: async () => {
      await rest.send('cancelProcore', null);
    },
    refresh: async () => {
      await rest.send('refreshProcore', { environment: environment.value });
    },
    disconnect: async () => {
      const done = await rest.send('disconnectProcore', { environment: environment.value });
      disconnected.value = done !== undefined;
    },
    setSecret: async (secret) => {
      const done = await rest.send('setProcoreSecret', { secret });
      await lookForSecret();
      return done !== undefined;
    },
    forgetSecret: async () => {
      await rest.send('forgetProcoreSecret', null);
      await lookForSecret();
    },
    dismiss,
  };
}
