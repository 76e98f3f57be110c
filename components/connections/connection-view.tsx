import type { ReadonlySignal } from '@preact/signals';
import { RefreshCw, Unplug } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { MessageName } from '../../utils/app/messaging/protocol.ts';
import type { AppError } from '../../utils/base/errors.ts';
import type { Instant } from '../../utils/base/types.ts';
import type { AskedVendor } from '../../utils/platform/error-sentence.ts';
import type { Live } from '../../utils/storage/live.ts';
import { AskFirst } from '../shared/ask-first.tsx';
import { Button } from '../shared/button.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { Fill, slot } from '../shared/fill.tsx';
import { Fold } from '../shared/fold.tsx';
import { Note } from '../shared/note.tsx';
import { OutsideText } from '../shared/outside-text.tsx';
import { Ago } from '../shared/time.tsx';
import styles from './connections.module.css';

type Row = { name: string; refreshedAt: Instant; signedOutAt?: Instant };

type Store<C> = {
  connection: ReadonlySignal<Live<C | null>>;
  busy: ReadonlySignal<MessageName | null>;
  problem: ReadonlySignal<AppError | null>;
  disconnected: ReadonlySignal<boolean>;
  refresh: () => Promise<void>;
  disconnect: () => Promise<void>;
  dismiss: () => void;
};

/** One vendor's connection: its words, and the parts that no other vendor's has. */
export type VendorView<C extends Row> = {
  store: Store<C>;
  /** Whose words a fault is told in, where that is not plain. */
  asked?: AskedVendor;
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
  };
  messages: { refresh: MessageName; disconnect: MessageName };
  /** What the person signs in with. */
  loginOf: (connection: C) => string;
  /** Stands in the place of all else while a login is under way; null while none is. */
  underWay: ComponentChildren;
  /** While there is no connection: why have one, and the ways to it. */
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
  beforeDisconnect: ComponentChildren;
  afterDisconnect?: ComponentChildren;
};

/** A connection folded away under its state in a word; open by itself while a login is under way, went wrong, or is wanted. */
export function VendorFold<C extends Row>({
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

function Word<C extends Row>({ view }: { view: VendorView<C> }) {
  const state = view.store.connection.value;
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
export function VendorSection<C extends Row>({ view }: { view: VendorView<C> }) {
  const { store } = view;
  const state = store.connection.value;
  const connection = state.status === 'ready' ? state.value : null;
  return (
    <div class={styles.section}>
      <ErrorNote
        error={store.problem.value}
        {...(view.asked ? { asked: view.asked } : {})}
        onDismiss={store.dismiss}
      />
      <div role="status">
        {store.disconnected.value && !connection && (
          <Note tone="good">
            <p>{view.words.disconnected}</p>
            {view.afterDisconnect}
          </Note>
        )}
      </div>
      {view.underWay ?? (connection ? <Connected view={view} connection={connection} /> : view.begin)}
    </div>
  );
}

function Connected<C extends Row>({ view, connection }: { view: VendorView<C>; connection: C }) {
  const [asking, setAsking] = useState(false);
  const { store, words, messages, again } = view;
  const { name, signedOutAt } = connection;
  const login = view.loginOf(connection);
  const isOver = signedOutAt !== undefined;
  const busy = store.busy.value;
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
      {isOver && 'above' in again && again.above}
      <div class="row">
        {!isOver && (
          <Button icon={RefreshCw} busy={busy === messages.refresh} onPress={() => void store.refresh()}>
            {words.refresh}
          </Button>
        )}
        {isOver && 'inRow' in again && again.inRow(connection)}
        <Button
          icon={Unplug}
          look="quiet"
          busy={busy === messages.disconnect}
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
            void store.disconnect();
          }}
          onNo={() => setAsking(false)}
        >
          {view.beforeDisconnect}
        </AskFirst>
      )}
    </>
  );
}
