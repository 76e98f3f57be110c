import { Building, KeyRound, Plug } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ERROR_KINDS } from '../../utils/base/errors.ts';
import type { ProcoreEnvironment } from '../../utils/base/types.ts';
import type { ProcoreStore } from '../../utils/domain/connections/procore-store.ts';
import type { ProcoreCompany, ProcoreConnection } from '../../utils/domain/connections/tables.ts';
import { errorSentence } from '../../utils/platform/error-sentence.ts';
import { Button } from '../shared/button.tsx';
import { Field } from '../shared/field.tsx';
import { slot } from '../shared/fill.tsx';
import { Note } from '../shared/note.tsx';
import { OutsideText } from '../shared/outside-text.tsx';
import { Ago } from '../shared/time.tsx';
import { VendorFold, VendorSection, type VendorView } from './connection-view.tsx';
import styles from './connections.module.css';

type Props = {
  store: ProcoreStore;
  /** The organization set the client id: it cannot be entered here. */
  idLocked: boolean;
  /** Left out where the settings are in front already. */
  onOpenSettings?: () => void;
};

export function ProcoreConnectionFold(props: Props) {
  return <VendorFold view={viewOf(props)} />;
}

export function ProcoreConnectionSection(props: Props) {
  return <VendorSection view={viewOf(props)} />;
}

function viewOf(props: Props): VendorView<ProcoreConnection> {
  const { store } = props;
  return {
    store,
    asked: 'procore',
    words: {
      title: i18n.t('procore.connection.title'),
      waiting: i18n.t('procore.connection.waiting_word'),
      none: i18n.t('procore.connection.none'),
      disconnected: i18n.t('procore.connection.disconnected'),
      person: i18n.t('procore.connection.person'),
      refreshed: i18n.t('procore.connection.refreshed', [slot(0)]),
      refresh: i18n.t('procore.connection.refresh'),
      disconnect: i18n.t('procore.connection.disconnect'),
      askDisconnect: i18n.t('procore.connection.disconnect_title'),
      another: i18n.t('procore.connection.another_help'),
    },
    environmentName: procoreEnvironmentName,
    loginOf: ({ login }) => login,
    underWay: underWay(store),
    why: i18n.t('procore.connection.why'),
    begin: <Connecting {...props} label={i18n.t('procore.connection.connect')} />,
    again: { above: <Connecting {...props} label={i18n.t('procore.connection.reconnect')} /> },
    facts: ({ environment, connectedAt }) => (
      <>
        <dt>{i18n.t('procore.connection.environment')}</dt>
        <dd>{procoreEnvironmentName(environment)}</dd>
        <dt>{i18n.t('procore.connection.since')}</dt>
        <dd>
          <Ago at={connectedAt} />
        </dd>
      </>
    ),
    read: ({ companies }) => <Companies companies={companies} />,
    beforeDisconnect: () => (
      <>
        <p>{i18n.t('procore.connection.disconnect_text')}</p>
        <p>{i18n.t('procore.connection.disconnect_later')}</p>
      </>
    ),
  };
}

function underWay(store: ProcoreStore) {
  if (store.waiting.value) return <Waiting onCancel={() => void store.cancel()} />;
  return store.awaitsCode.value ? <PasteCode store={store} /> : null;
}

/** The ways to sign in, or what is missing for them. */
function Connecting({ store, idLocked, onOpenSettings, label }: Props & { label: string }) {
  if (!store.hasApp.value || store.secretBy.value === 'nobody') {
    const noId = !store.hasApp.value;
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
          busy={store.busy.value === 'startCode'}
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
        <Button icon={Plug} submit busy={store.busy.value === 'pasteCode'} onPress={use}>
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

function Companies({ companies }: { companies: readonly ProcoreCompany[] }) {
  return (
    <>
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
