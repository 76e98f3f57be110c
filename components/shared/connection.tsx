import { Building, Plug, RefreshCw, Unplug } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { errorSentence } from '../../utils/platform/error-sentence.ts';
import { ERROR_KINDS } from '../../utils/base/errors.ts';
import type { AccountFacts } from '../../utils/vendors/docusign/account-facts.ts';
import type { Connection } from '../../utils/domain/connections/tables.ts';
import type { ConnectionStore } from '../../utils/domain/connections/docusign-store.ts';
import { DOCUSIGN_WORLDS } from '../../utils/vendors/docusign/environments.ts';
import { AskFirst } from './ask-first.tsx';
import { Button } from './button.tsx';
import styles from './connection.module.css';
import { ErrorNote } from './error-note.tsx';
import { Field } from './field.tsx';
import { Fill, slot } from './fill.tsx';
import { Fold } from './fold.tsx';
import { Note } from './note.tsx';
import { OutsideLink } from './outside-link.tsx';
import { OutsideText } from './outside-text.tsx';
import { Ago } from './time.tsx';
import { isolatedText } from '../../utils/base/visible-text.ts';

type Props = {
  store: ConnectionStore;
  /** The organization set the key: it cannot be entered here. */
  keyLocked: boolean;
  onOpenSettings: () => void;
};

/** The same, folded away under its state in a word; open by itself while a login is under way, went wrong, or is wanted. */
export function ConnectionFold({ wanted = false, ...props }: Props & { wanted?: boolean }) {
  const { store } = props;
  return (
    <Fold
      title={i18n.t('popup.connection.title')}
      word={<Word store={store} />}
      open={wanted || store.waiting.value || store.problem.value !== null || store.disconnected.value}
    >
      <ConnectionSection {...props} />
    </Fold>
  );
}

function Word({ store }: { store: ConnectionStore }) {
  const state = store.connection.value;
  if (store.waiting.value) return <>{i18n.t('popup.connection.waiting_word')}</>;
  if (state.status !== 'ready') return null;
  if (!state.value) return <>{i18n.t('popup.connection.none')}</>;
  const { name, email, environment } = state.value;
  return (
    <>
      <OutsideText text={name || email} />
      {environment === 'demo' && ` · ${environmentName(environment)}`}
    </>
  );
}

/** Our own grant with DocuSign: none, being made, or there with its person and accounts. */
export function ConnectionSection(props: Props) {
  const { store } = props;
  const state = store.connection.value;
  const connection = state.status === 'ready' ? state.value : null;
  return (
    <div class={styles.section}>
      <ErrorNote error={store.problem.value} onDismiss={store.dismiss} />
      <div role="status">
        {store.disconnected.value && !connection && (
          <Note tone="good">
            <p>{i18n.t('popup.connection.disconnected')}</p>
            <ConsentPlace store={store} />
          </Note>
        )}
      </div>
      {store.waiting.value ? (
        <Waiting onCancel={() => void store.cancel()} onOpenSettings={props.onOpenSettings} />
      ) : connection ? (
        <Connected store={store} connection={connection} />
      ) : (
        <NotConnected {...props} />
      )}
    </div>
  );
}

function ConsentPlace({ store }: { store: ConnectionStore }) {
  return (
    <p>
      {i18n.t('popup.connection.disconnect_consent')}{' '}
      <OutsideLink href={DOCUSIGN_WORLDS[store.environment.value].webApp}>
        {i18n.t('popup.connection.disconnect_open')}
      </OutsideLink>
    </p>
  );
}

function NotConnected(props: Props) {
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
      <p class={styles.quiet}>{i18n.t('popup.connection.why')}</p>
      {store.hasKey.value ? (
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

function Connected({ store, connection }: { store: ConnectionStore; connection: Connection }) {
  const [asking, setAsking] = useState(false);
  const busy = store.busy.value;
  const { accounts, chosenAccountId } = connection;
  const undecided = accounts.length > 1 && chosenAccountId === null;
  return (
    <>
      {connection.signedOutAt !== undefined && (
        <Note>
          <p>
            <Fill
              text={i18n.t('connection.signed_out', [slot(0)])}
              parts={[<Ago at={connection.signedOutAt} />]}
            />
          </p>
        </Note>
      )}
      <dl class={styles.facts}>
        <dt>{i18n.t('popup.connection.person')}</dt>
        <dd>
          <strong>
            <OutsideText text={connection.name} fallback={connection.email} />
          </strong>
          {connection.name !== '' && connection.email !== '' && (
            <div class={styles.quiet}>
              <OutsideText text={connection.email} />
            </div>
          )}
        </dd>
        <dt>{i18n.t('popup.connection.environment')}</dt>
        <dd>{environmentName(connection.environment)}</dd>
      </dl>
      <h3>{i18n.t('popup.connection.accounts')}</h3>
      {accounts.length === 0 && <Note>{i18n.t('popup.connection.accounts_none')}</Note>}
      {undecided && (
        <p>
          {accounts.some(({ isDefault }) => isDefault)
            ? i18n.t('popup.connection.choose')
            : i18n.t('popup.connection.not_chosen')}
        </p>
      )}
      {accounts.length > 0 && (
        <ul class={styles.accounts}>
          {accounts.map((account) => (
            <Account
              key={account.accountId}
              account={account}
              chosen={account.accountId === chosenAccountId}
              choosable={accounts.length > 1}
              busy={busy === 'chooseAccount'}
              onChoose={() => void store.choose(account.accountId)}
            />
          ))}
        </ul>
      )}
      <p class={styles.quiet}>
        <Fill
          text={i18n.t('popup.connection.refreshed', [slot(0)])}
          parts={[<Ago at={connection.refreshedAt} />]}
        />
      </p>
      <div class="row">
        {connection.signedOutAt === undefined ? (
          <Button icon={RefreshCw} busy={busy === 'refreshConnection'} onPress={() => void store.refresh()}>
            {i18n.t('popup.connection.refresh')}
          </Button>
        ) : (
          <Button icon={Plug} onPress={() => void store.connect(connection.email)}>
            {i18n.t('popup.connection.reconnect')}
          </Button>
        )}
        <Button icon={Unplug} look="quiet" busy={busy === 'disconnect'} onPress={() => setAsking(true)}>
          {i18n.t('popup.connection.disconnect')}
        </Button>
      </div>
      {asking && (
        <AskFirst
          title={i18n.t('popup.connection.disconnect_title')}
          yes={i18n.t('popup.connection.disconnect')}
          onYes={() => {
            setAsking(false);
            void store.disconnect();
          }}
          onNo={() => setAsking(false)}
        >
          <p>{i18n.t('popup.connection.disconnect_text')}</p>
          <ConsentPlace store={store} />
        </AskFirst>
      )}
    </>
  );
}

function Account(props: {
  account: AccountFacts;
  chosen: boolean;
  choosable: boolean;
  busy: boolean;
  onChoose: () => void;
}) {
  const { account, chosen } = props;
  return (
    <li class={styles.account} aria-current={chosen || undefined}>
      <Building size={16} aria-hidden="true" />
      <div class={styles.accountText}>
        <strong>
          <OutsideText text={account.accountName} fallback={account.accountId} />
        </strong>
        <p class={styles.quiet}>
          {[
            membershipWord(account.membership),
            account.maySend === null
              ? i18n.t('popup.connection.send_unread')
              : account.maySend
                ? i18n.t('popup.connection.send_yes')
                : i18n.t('popup.connection.send_no'),
            account.isAdmin ? i18n.t('popup.connection.admin') : '',
            account.isDefault ? i18n.t('popup.connection.default') : '',
          ]
            .filter((word) => word !== '')
            .join(' · ')}
        </p>
        <Problem kind={account.problem} />
        {chosen && props.choosable && <p class={styles.chosen}>{i18n.t('popup.connection.chosen')}</p>}
        {!chosen && props.choosable && (
          <Button busy={props.busy} onPress={props.onChoose}>
            {i18n.t('popup.connection.choose_account')}
          </Button>
        )}
      </div>
    </li>
  );
}

function Problem({ kind }: { kind: string | null }) {
  const known = ERROR_KINDS.find((candidate) => candidate === kind);
  if (!known) return null;
  return (
    <p class={styles.problem}>
      <strong>{i18n.t('connection.problem_label')}.</strong> {errorSentence({ kind: known })}
    </p>
  );
}

function membershipWord(membership: string | null): string {
  switch (membership?.toLowerCase()) {
    case undefined:
      return i18n.t('popup.connection.membership.unread');
    case 'active':
      return i18n.t('popup.connection.membership.active');
    case 'activationrequired':
      return i18n.t('popup.connection.membership.activation_required');
    case 'activationsent':
      return i18n.t('popup.connection.membership.activation_sent');
    case 'closed':
      return i18n.t('popup.connection.membership.closed');
    case 'disabled':
      return i18n.t('popup.connection.membership.disabled');
    default:
      return i18n.t('popup.connection.membership.other', [isolatedText(membership ?? '')]);
  }
}

export function environmentName(environment: Connection['environment']): string {
  return environment === 'production' ? i18n.t('common.production') : i18n.t('common.demo');
}
