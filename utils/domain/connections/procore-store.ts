import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AppError } from '../../base/errors.ts';
import type { SecretHolder } from '../../base/types.ts';
import { hostsToAsk } from '../../vendors/procore/environments.ts';
import { type ConnectionStore, type ConnectionStoreOptions, createConnectionStore } from './store.ts';

/** What Procore has besides: hosts that are asked for in the press, a code that is pasted, the secret of the company's app. */
export type ProcoreStore = Omit<ConnectionStore<'procore'>, 'connect' | 'choose'> & {
  /** Who gave the client secret; null while that is not known. */
  secretBy: ReadonlySignal<SecretHolder | null>;
  /** Procore shows a code that is to be pasted. */
  awaitsCode: ReadonlySignal<boolean>;
  /** These two ask the browser for Procore's hosts first: to be called straight in the press. */
  connect: () => Promise<void>;
  startCode: () => Promise<void>;
  pasteCode: (code: string) => Promise<boolean>;
  setSecret: (secret: string) => Promise<boolean>;
  forgetSecret: () => Promise<void>;
};

export function createProcoreStore(
  options: ConnectionStoreOptions<'procore'> & {
    codeAwaited: ReadonlySignal<boolean>;
    /** The browser's question for hosts. */
    requestHosts: (hosts: readonly string[]) => Promise<boolean>;
    /** Keeps what was granted from being given back until the work has ended. */
    holdHosts: (work: () => Promise<void>) => Promise<void>;
  },
): ProcoreStore {
  const { ask, environment, codeAwaited } = options;
  const { login, rest, begin, choose: _, ...shared } = createConnectionStore('procore', options);
  const refused = signal<AppError | null>(null);
  const secretBy = signal<SecretHolder | null>(null);

  const lookForSecret = async () => {
    const answer = await ask('procoreSecret', null);
    if (answer.ok) secretBy.value = answer.value.by;
  };
  void lookForSecret();

  const dismiss = () => {
    refused.value = null;
    shared.dismiss();
  };

  /** The question comes first of all: after anything else the browser would no longer count it as pressed. */
  const allowed = async (): Promise<boolean> => {
    const answer = options.requestHosts(hostsToAsk(environment.value));
    refused.value = null;
    begin();
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
    ...shared,
    secretBy,
    awaitsCode: codeAwaited,
    problem: computed(() => refused.value ?? shared.problem.value),
    connect: () => withHosts(() => login.send('connect', { vendor: 'procore', loginHint: '' })),
    startCode: () => withHosts(() => login.send('startCode', { vendor: 'procore' })),
    pasteCode: async (code) => {
      dismiss();
      return (await login.send('pasteCode', { vendor: 'procore', code })) !== undefined;
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
