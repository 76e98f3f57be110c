import { Plug } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Environment } from '../../utils/base/types.ts';
import type { ConnectionStore } from '../../utils/domain/connections/store.ts';
import type { DocusignConnection } from '../../utils/domain/connections/tables.ts';
import { DOCUSIGN_WORLDS } from '../../utils/vendors/docusign/environments.ts';
import { Button } from '../shared/button.tsx';
import { Field } from '../shared/field.tsx';
import { slot } from '../shared/fill.tsx';
import { OutsideLink } from '../shared/outside-link.tsx';
import { VendorFold, VendorSection, type VendorView } from './connection-view.tsx';
import styles from './connections.module.css';
import { Accounts } from './docusign-accounts.tsx';

type Props = {
  store: ConnectionStore<'docusign'>;
  /** The organization set the key: it cannot be entered here. */
  keyLocked: boolean;
  onOpenSettings: () => void;
};

export function ConnectionFold({ wanted = false, ...props }: Props & { wanted?: boolean }) {
  return <VendorFold view={viewOf(props)} wanted={wanted} />;
}

export function ConnectionSection(props: Props) {
  return <VendorSection view={viewOf(props)} />;
}

function viewOf(props: Props): VendorView<DocusignConnection> {
  const { store } = props;
  return {
    store,
    words: {
      title: i18n.t('popup.connection.title'),
      waiting: i18n.t('popup.connection.waiting_word'),
      none: i18n.t('popup.connection.none'),
      disconnected: i18n.t('popup.connection.disconnected'),
      person: i18n.t('popup.connection.person'),
      refreshed: i18n.t('popup.connection.refreshed', [slot(0)]),
      refresh: i18n.t('popup.connection.refresh'),
      disconnect: i18n.t('popup.connection.disconnect'),
      askDisconnect: i18n.t('popup.connection.disconnect_title'),
      another: i18n.t('popup.connection.another_help'),
    },
    environmentName,
    loginOf: ({ email }) => email,
    underWay: store.waiting.value ? (
      <Waiting onCancel={() => void store.cancel()} onOpenSettings={props.onOpenSettings} />
    ) : null,
    why: i18n.t('popup.connection.why'),
    begin: <Connecting {...props} />,
    again: {
      inRow: ({ email }) => (
        <Button icon={Plug} onPress={() => void store.connect(email)}>
          {i18n.t('popup.connection.reconnect')}
        </Button>
      ),
    },
    afterPerson: ({ environment }) => environment === 'demo' && ` · ${environmentName(environment)}`,
    facts: ({ environment }) => (
      <>
        <dt>{i18n.t('popup.connection.environment')}</dt>
        <dd>{environmentName(environment)}</dd>
      </>
    ),
    read: (connection) => <Accounts store={store} connection={connection} />,
    beforeDisconnect: ({ environment }) => (
      <>
        <p>{i18n.t('popup.connection.disconnect_text')}</p>
        <ConsentPlace environment={environment} />
      </>
    ),
    afterDisconnect: <ConsentPlace environment={store.environment.value} />,
  };
}

function ConsentPlace({ environment }: { environment: Environment }) {
  return (
    <p>
      {i18n.t('popup.connection.disconnect_consent')}{' '}
      <OutsideLink href={DOCUSIGN_WORLDS[environment].webApp}>
        {i18n.t('popup.connection.disconnect_open')}
      </OutsideLink>
    </p>
  );
}

/** The way to sign in, or what is missing for it. */
function Connecting(props: Props) {
  const { store } = props;
  const [hint, setHint] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const hintBox = useRef<HTMLInputElement>(null);
  const connect = () => {
    const loginHint = hint.trim();
    if (loginHint !== '' && (!/^[^\s@]+@[^\s@]+$/.test(loginHint) || loginHint.length > 254)) {
      setWrong(i18n.t('popup.connection.hint_wrong'));
      hintBox.current?.focus();
      return;
    }
    void store.connect(loginHint);
  };
  return (
    <>
      {store.hasApp.value ? (
        <form
          class={styles.connect}
          onSubmit={(event) => {
            event.preventDefault();
            connect();
          }}
        >
          <Field
            label={i18n.t('popup.connection.hint_label')}
            help={i18n.t('popup.connection.hint_help')}
            wrong={wrong}
          >
            {({ id, describedBy, invalid }) => (
              <input
                ref={hintBox}
                id={id}
                class="input"
                type="text"
                inputMode="email"
                autocomplete="email"
                spellcheck={false}
                aria-describedby={describedBy}
                aria-invalid={invalid}
                value={hint}
                onInput={(event) => {
                  setHint(event.currentTarget.value);
                  setWrong(null);
                }}
              />
            )}
          </Field>
          <div class="row">
            <Button icon={Plug} submit onPress={connect}>
              {i18n.t('popup.connection.connect')}
            </Button>
          </div>
        </form>
      ) : (
        <>
          <p>{i18n.t('popup.connection.needs_key')}</p>
          {props.keyLocked ? (
            <p class={styles.quiet}>{i18n.t('popup.connection.key_locked')}</p>
          ) : (
            <div class="row">
              <Button onPress={props.onOpenSettings}>{i18n.t('popup.connection.enter_key')}</Button>
            </div>
          )}
        </>
      )}
    </>
  );
}

function Waiting({ onCancel, onOpenSettings }: { onCancel: () => void; onOpenSettings: () => void }) {
  const answers = [
    {
      see: i18n.t('popup.connection.stuck_address'),
      then: i18n.t('popup.connection.stuck_address_do'),
      settings: true,
    },
    {
      see: i18n.t('popup.connection.stuck_key'),
      then: i18n.t('popup.connection.stuck_key_do'),
      settings: true,
    },
    {
      see: i18n.t('popup.connection.stuck_nothing'),
      then: i18n.t('popup.connection.stuck_nothing_do'),
      settings: false,
    },
    {
      see: i18n.t('popup.connection.stuck_other_person'),
      then: i18n.t('popup.connection.stuck_other_person_do'),
      settings: false,
    },
  ];
  return (
    <>
      <div role="status">
        <p>
          <strong>{i18n.t('popup.connection.waiting')}</strong>
        </p>
        <p>{i18n.t('popup.connection.waiting_text')}</p>
      </div>
      <p class={styles.quiet}>{i18n.t('popup.connection.stuck')}</p>
      <div class={styles.answers}>
        {answers.map(({ see, then, settings }) => (
          <details key={see} name="login-stuck">
            <summary>{see}</summary>
            <p>{then}</p>
            {settings && (
              <Button look="quiet" onPress={onOpenSettings}>
                {i18n.t('common.open_settings')}
              </Button>
            )}
          </details>
        ))}
      </div>
      <div class="row">
        <Button onPress={onCancel}>{i18n.t('popup.connection.cancel')}</Button>
      </div>
    </>
  );
}

export function environmentName(environment: Environment): string {
  return environment === 'production' ? i18n.t('common.production') : i18n.t('common.demo');
}
