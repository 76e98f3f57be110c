import type { ReadonlySignal } from '@preact/signals';
import { RefreshCw, Unplug } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { MessageName } from '../../utils/app/messaging/protocol.ts';
import type { AppError } from '../../utils/base/errors.ts';
import type { Vendor } from '../../utils/base/types.ts';
import { type ConnectionId, idOf } from '../../utils/domain/connections/key.ts';
import type { Connection } from '../../utils/domain/connections/tables.ts';
import { type Live, valueOf } from '../../utils/storage/live.ts';
import { AskFirst } from '../shared/ask-first.tsx';
import { Button } from '../shared/button.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { Fill, slot } from '../shared/fill.tsx';
import { Fold } from '../shared/fold.tsx';
import { Note } from '../shared/note.tsx';
import { OutsideText } from '../shared/outside-text.tsx';
import { Ago } from '../shared/time.tsx';
import { Another, ConnectionList } from './connection-list.tsx';
import styles from './connections.module.css';

type Store<C extends Connection> = {
  connections: ReadonlySignal<Live<C[]>>;
  current: ReadonlySignal<Live<C | null>>;
  environment: ReadonlySignal<C['environment']>;
  isBusy: (name: MessageName, id: ConnectionId) => boolean;
  problem: ReadonlySignal<AppError | null>;
  disconnected: ReadonlySignal<boolean>;
  refresh: (id: ConnectionId) => Promise<void>;
  disconnect: (id: ConnectionId) => Promise<void>;
  dismiss: () => void;
};

/** One vendor's connections: its words, and the parts that no other vendor's has. */
export type VendorView<C extends Connection> = {
  store: Store<C>;
  /** Whose words a fault is told in, where that is not plain. */
  asked?: Vendor;
  words: {
    title: string;
    /** The states in a word. */
    waiting: string;
    none: string;
    disconnected: string;
    person: string;
    /** Has the slot of a moment. */
    refreshed: string;
    refresh: string;
    disconnect: string;
    askDisconnect: string;
    /** What is good to know before another person signs in. */
    another: string;
  };
  environmentName: (environment: C['environment']) => string;
  /** What the person signs in with. */
  loginOf: (connection: C) => string;
  /** Stands in the place of all else while a login is under way; null while none is. */
  underWay: ComponentChildren;
  /** Why have a connection, while there is none. */
  why: string;
  /** The ways to sign in. */
  begin: ComponentChildren;
  /** Where a sign-in is over: the ways to another one, above the buttons or in their row. */
  again: { above: ComponentChildren } | { inRow: (connection: C) => ComponentChildren };
  /** Behind the person in the folded line. */
  afterPerson?: (connection: C) => ComponentChildren;
  /** More lines of the list that begins with the person. */
  facts: (connection: C) => ComponentChildren;
  /** What was read of the person's accounts or companies. */
  read: (connection: C) => ComponentChildren;
  /** What is said before it is disconnected, and what once it is. */
  beforeDisconnect: (connection: C) => ComponentChildren;
  afterDisconnect?: ComponentChildren;
};

/** A connection folded away under its state in a word; open by itself while a login is under way, went wrong, or is wanted. */
export function VendorFold<C extends Connection>({
  view,
  wanted = false,
}: {
  view: VendorView<C>;
  wanted?: boolean;
}) {
  const { store, words } = view;
  const isOpen = wanted || view.underWay !== null || store.problem.value !== null || store.disconnected.value;
  return (
    <Fold title={words.title} word={<Word view={view} />} open={isOpen}>
      <VendorSection view={view} />
    </Fold>
  );
}

function Word<C extends Connection>({ view }: { view: VendorView<C> }) {
  const state = view.store.current.value;
  if (view.underWay !== null) return <>{view.words.waiting}</>;
  if (state.status !== 'ready') return null;
  if (!state.value) return <>{view.words.none}</>;
  return (
    <>
      <OutsideText text={state.value.name || view.loginOf(state.value)} />
      {view.afterPerson?.(state.value)}
    </>
  );
}

/** Our own grant with a vendor: none, being made, or there with its person and what was read of them. */
export function VendorSection<C extends Connection>({ view }: { view: VendorView<C> }) {
  const { store } = view;
  const current = valueOf(store.current.value) ?? null;
  const connections = valueOf(store.connections.value) ?? [];
  return (
    <div class={styles.section}>
      <ErrorNote
        error={store.problem.value}
        {...(view.asked ? { asked: view.asked } : {})}
        onDismiss={store.dismiss}
      />
      <div role="status">
        {store.disconnected.value && (
          <Note tone="good">
            <p>{view.words.disconnected}</p>
            {view.afterDisconnect}
          </Note>
        )}
      </div>
      {view.underWay ?? (
        <>
          {!current && (
            <>
              <p class={styles.quiet}>{view.why}</p>
              {view.begin}
            </>
          )}
          <ConnectionList view={view} connections={connections} current={current}>
            {(connection) => <Connected view={view} connection={connection} />}
          </ConnectionList>
          {current && <Another help={view.words.another}>{view.begin}</Another>}
        </>
      )}
    </div>
  );
}

function Connected<C extends Connection>({ view, connection }: { view: VendorView<C>; connection: C }) {
  const [asking, setAsking] = useState(false);
  const { store, words, again } = view;
  const { name, environment, signedOutAt } = connection;
  const id = idOf(connection);
  const login = view.loginOf(connection);
  const isOver = signedOutAt !== undefined;
  const isHere = environment === store.environment.value;
  return (
    <>
      {isOver && (
        <Note>
          <p>
            <Fill text={i18n.t('connection.signed_out', [slot(0)])} parts={[<Ago at={signedOutAt} />]} />
          </p>
        </Note>
      )}
      <dl class={styles.facts}>
        <dt>{words.person}</dt>
        <dd>
          <strong>
            <OutsideText text={name} fallback={login} />
          </strong>
          {name !== '' && login !== '' && (
            <div class={styles.quiet}>
              <OutsideText text={login} />
            </div>
          )}
        </dd>
        {view.facts(connection)}
      </dl>
      {view.read(connection)}
      <p class={styles.quiet}>
        <Fill text={words.refreshed} parts={[<Ago at={connection.refreshedAt} />]} />
      </p>
      {isOver && isHere && 'above' in again && again.above}
      {isOver && !isHere && (
        <p class={styles.quiet}>
          {i18n.t('connection.other_environment', [
            view.environmentName(environment),
            view.environmentName(store.environment.value),
          ])}
        </p>
      )}
      <div class="row">
        {!isOver && (
          <Button
            icon={RefreshCw}
            busy={store.isBusy('refreshConnection', id)}
            onPress={() => void store.refresh(id)}
          >
            {words.refresh}
          </Button>
        )}
        {isOver && isHere && 'inRow' in again && again.inRow(connection)}
        <Button
          icon={Unplug}
          look="quiet"
          busy={store.isBusy('disconnect', id)}
          onPress={() => setAsking(true)}
        >
          {words.disconnect}
        </Button>
      </div>
      {asking && (
        <AskFirst
          title={words.askDisconnect}
          yes={words.disconnect}
          onYes={() => {
            setAsking(false);
            void store.disconnect(id);
          }}
          onNo={() => setAsking(false)}
        >
          {view.beforeDisconnect(connection)}
        </AskFirst>
      )}
    </>
  );
}
