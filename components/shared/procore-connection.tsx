import { Building, KeyRound, Plug, RefreshCw, Unplug } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ERROR_KINDS } from '../../utils/base/errors.ts';
import { errorSentence } from '../../utils/platform/error-sentence.ts';
import type { ProcoreCompany, ProcoreConnection } from '../../utils/domain/connections/tables.ts';
import type { ProcoreStore } from '../../utils/domain/connections/procore-store.ts';
import type { ProcoreEnvironment } from '../../utils/base/types.ts';
import { AskFirst } from './ask-first.tsx';
import { Button } from './button.tsx';
import styles from './connection.module.css';
import { ErrorNote } from './error-note.tsx';
import { Field } from './field.tsx';
import { Fill, slot } from './fill.tsx';
import { Fold } from './fold.tsx';
import { Note } from './note.tsx';
import { OutsideText } from './outside-text.tsx';
import { Ago } from './time.tsx';

type Props = {
  store: ProcoreStore;
  /** The organization set the client id: it cannot be entered here. */
  idLocked: boolean;
  /** Left out where the settings are in front already. */
  onOpenSettings?: () => void;
};

/** The same, folded away under its state in a word; open by itself while a login is under way or went wrong. */
export function ProcoreConnectionFold(props: Props) {
  const { store } = props;
  return (
    <Fold
      title={i18n.t('procore.connection.title')}
      word={<Word store={store} />}
      open={
        store.waiting.value ||
        store.awaitsCode.value ||
        store.problem.value !== null ||
        store.disconnected.value
      }
    >
      <ProcoreConnectionSection {...props} />
    </Fold>
  );
}

function Word({ store }: { store: ProcoreStore }) {
  const state = store.connection.value;
  if (store.waiting.value || store.awaitsCode.value) return <>{i18n.t('procore.connection.waiting_word')}</>;
  if (state.status !== 'ready') return null;
  if (!state.value) return <>{i18n.t('procore.connection.none')}</>;
  return <OutsideText text={state.value.name || state.value.login} />;
}

/** Our own grant with Procore: none, being made, or there with its person and companies. */
export function ProcoreConnectionSection(props: Props) {
  const { store } = props;
  const state = store.connection.value;
  const connection = state.status === 'ready' ? state.value : null;
  return (
    <div class={styles.section}>
      <ErrorNote error={store.problem.value} asked="procore" onDismiss={store.dismiss} />
      <div role="status">
        {store.disconnected.value && !connection && (
          <Note tone="good">
            <p>{i18n.t('procore.connection.disconnected')}</p>
          </Note>
        )}
      </div>
      {store.waiting.value ? (
        <Waiting onCancel={() => void store.cancel()} />
      ) : store.awaitsCode.value ? (
        <PasteCode store={store} />
      ) : connection ? (
        <Connected {...props} connection={connection} />
      ) : (
        <NotConnected {...props} />
      )}
    </div>
  );
}

function NotConnected(props: Props) {
  return (
    <>
      <p class={styles.quiet}>{i18n.t('procore.connection.why')}</p>
      <Connecting {...props} label={i18n.t('procore.connection.connect')} />
    </>
  );
}

/** The ways to sign in, or what is missing for them. */
function Connecting({ store, idLocked, onOpenSettings, label }: Props & { label: string }) {
  if (!store.hasClientId.value || store.secretBy.value === 'nobody') {
    const noId = !store.hasClientId.value;
    return (
      <>
        <p>{noId ? i18n.t('procore.connection.needs_app') : i18n.t('procore.connection.needs_secret')}</p>
        {noId && idLocked ? (
          <p class={styles.quiet}>{i18n.t('procore.connection.app_locked')}</p>
        ) : (
          onOpenSettings && (
            <div class="row">
              <Button onPress={onOpenSettings}>{i18n.t('procore.connection.enter')}</Button>
            </div>
          )
        )}
      </>
    );
  }
  return (
    <>
      <p class={styles.quiet}>{i18n.t('procore.connection.asks')}</p>
      <div class="row">
        <Button icon={Plug} onPress={() => void store.connect()}>
          {label}
        </Button>
        <Button
          icon={KeyRound}
          look="quiet"
          busy={store.busy.value === 'startProcoreCode'}
          onPress={() => void store.startCode()}
        >
          {i18n.t('procore.connection.with_code')}
        </Button>
      </div>
    </>
  );
}

function Waiting({ onCancel }: { onCancel: () => void }) {
  return (
    <>
      <div role="status">
        <p>
          <strong>{i18n.t('procore.connection.waiting')}</strong>
        </p>
        <p>{i18n.t('procore.connection.waiting_text')}</p>
      </div>
      <p class={styles.quiet}>{i18n.t('procore.connection.stuck')}</p>
      <div class="row">
        <Button onPress={onCancel}>{i18n.t('procore.connection.cancel')}</Button>
      </div>
    </>
  );
}

function PasteCode({ store }: { store: ProcoreStore }) {
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const use = () => {
    const text = code.trim();
    setWrong(text === '' ? i18n.t('procore.connection.code_wrong') : null);
    if (text !== '') void store.pasteCode(text);
  };
  return (
    <form
      class={styles.connect}
      onSubmit={(event) => {
        event.preventDefault();
        use();
      }}
    >
      <div role="status">
        <p>
          <strong>{i18n.t('procore.connection.code_title')}</strong>
        </p>
        <p>{i18n.t('procore.connection.code_text')}</p>
      </div>
      <Field label={i18n.t('procore.connection.code')} wrong={wrong}>
        {({ id, describedBy, invalid }) => (
          <input
            id={id}
            class="input"
            autocomplete="off"
            spellcheck={false}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            value={code}
            onInput={(event) => {
              setCode(event.currentTarget.value);
              setWrong(null);
            }}
          />
        )}
      </Field>
      <div class="row">
        <Button icon={Plug} submit busy={store.busy.value === 'pasteProcoreCode'} onPress={use}>
          {i18n.t('procore.connection.code_use')}
        </Button>
        <Button look="quiet" onPress={() => void store.startCode()}>
          {i18n.t('procore.connection.code_again')}
        </Button>
        <Button look="quiet" onPress={() => void store.cancel()}>
          {i18n.t('procore.connection.cancel')}
        </Button>
      </div>
    </form>
  );
}

function Connected(props: Props & { connection: ProcoreConnection }) {
  const { store, connection } = props;
  const [asking, setAsking] = useState(false);
  const busy = store.busy.value;
  const { companies, signedOutAt } = connection;
  return (
    <>
      {signedOutAt !== undefined && (
        <Note>
          <p>
            <Fill text={i18n.t('connection.signed_out', [slot(0)])} parts={[<Ago at={signedOutAt} />]} />
          </p>
        </Note>
      )}
      <dl class={styles.facts}>
        <dt>{i18n.t('procore.connection.person')}</dt>
        <dd>
          <strong>
            <OutsideText text={connection.name} fallback={connection.login} />
          </strong>
          {connection.name !== '' && connection.login !== '' && (
            <div class={styles.quiet}>
              <OutsideText text={connection.login} />
            </div>
          )}
        </dd>
        <dt>{i18n.t('procore.connection.environment')}</dt>
        <dd>{procoreEnvironmentName(connection.environment)}</dd>
        <dt>{i18n.t('procore.connection.since')}</dt>
        <dd>
          <Ago at={connection.connectedAt} />
        </dd>
      </dl>
      <h3>{i18n.t('procore.connection.companies')}</h3>
      {companies.length === 0 ? (
        <Note>{i18n.t('procore.connection.companies_none')}</Note>
      ) : (
        <ul class={styles.accounts}>
          {companies.map((company) => (
            <Company key={company.companyId} company={company} />
          ))}
        </ul>
      )}
      <p class={styles.quiet}>
        <Fill
          text={i18n.t('procore.connection.refreshed', [slot(0)])}
          parts={[<Ago at={connection.refreshedAt} />]}
        />
      </p>
      {signedOutAt !== undefined && <Connecting {...props} label={i18n.t('procore.connection.reconnect')} />}
      <div class="row">
        {signedOutAt === undefined && (
          <Button icon={RefreshCw} busy={busy === 'refreshProcore'} onPress={() => void store.refresh()}>
            {i18n.t('procore.connection.refresh')}
          </Button>
        )}
        <Button
          icon={Unplug}
          look="quiet"
          busy={busy === 'disconnectProcore'}
          onPress={() => setAsking(true)}
        >
          {i18n.t('procore.connection.disconnect')}
        </Button>
      </div>
      {asking && (
        <AskFirst
          title={i18n.t('procore.connection.disconnect_title')}
          yes={i18n.t('procore.connection.disconnect')}
          onYes={() => {
            setAsking(false);
            void store.disconnect();
          }}
          onNo={() => setAsking(false)}
        >
          <p>{i18n.t('procore.connection.disconnect_text')}</p>
          <p>{i18n.t('procore.connection.disconnect_later')}</p>
        </AskFirst>
      )}
    </>
  );
}

function Company({ company }: { company: ProcoreCompany }) {
  const problem = ERROR_KINDS.find((kind) => kind === company.problem);
  return (
    <li class={styles.account}>
      <Building size={16} aria-hidden="true" />
      <div class={styles.accountText}>
        <strong>
          <OutsideText text={company.companyName} fallback={company.companyId} />
        </strong>
        {problem ? (
          <p class={styles.problem}>{errorSentence({ kind: problem }, 'procore')}</p>
        ) : (
          <p class={styles.quiet}>
            {company.readAt === undefined
              ? i18n.t('procore.connection.company_unread')
              : i18n.t('procore.connection.company_read')}
            {company.zone !== '' && (
              <>
                {' · '}
                <OutsideText text={company.zone} />
              </>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

export function procoreEnvironmentName(environment: ProcoreEnvironment): string {
  return environment === 'production' ? i18n.t('common.production') : i18n.t('settings.procore.sandbox');
}
