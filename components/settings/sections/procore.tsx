import { HardHat } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { procoreClientId, procoreClientSecret } from '../../../utils/domain/settings/schema.ts';
import { PROCORE_ENVIRONMENTS } from '../../../utils/base/types.ts';
import { PROCORE_DEVELOPERS } from '../../../utils/vendors/procore/environments.ts';
import { Button } from '../../shared/button.tsx';
import { ByOrganization, Field } from '../../shared/field.tsx';
import { OutsideLink } from '../../shared/outside-link.tsx';
import { ProcoreConnectionSection, procoreEnvironmentName } from '../../connections/procore-connection.tsx';
import { ChoiceOf } from '../choice-of.tsx';
import { CodeField } from '../code-field.tsx';
import { RedirectAddress } from '../redirect-address.tsx';
import styles from '../section.module.css';
import type { SettingsProps, SettingsSection } from '../types.ts';

function EnvironmentChoice({ store }: SettingsProps) {
  return (
    <ChoiceOf
      store={store}
      name="procoreEnvironment"
      title={i18n.t('settings.procore.environment')}
      help={i18n.t('settings.procore.environment_help')}
      values={PROCORE_ENVIRONMENTS}
      nameOf={procoreEnvironmentName}
      save={(procoreEnvironment) => store.save({ procoreEnvironment })}
    />
  );
}

function ClientId({ store }: SettingsProps) {
  return (
    <CodeField
      store={store}
      name="procoreClientId"
      label={i18n.t('settings.procore.client_id')}
      help={i18n.t('settings.procore.client_id_help')}
      wrong={i18n.t('settings.procore.client_id_wrong')}
      read={(text) => text.trim()}
      fits={(id) => procoreClientId().safeParse(id).success}
    />
  );
}

const HOLDER_SENTENCES = {
  person: () => i18n.t('settings.procore.secret_there'),
  nobody: () => i18n.t('settings.procore.secret_none'),
  pending: () => i18n.t('settings.procore.secret_pending'),
  unreadable: () => i18n.t('settings.procore.secret_unreadable'),
} as const;

/** Takes a secret and tells whether one is there; it never shows one. */
function Secret({ procore }: SettingsProps) {
  const by = procore.secretBy.value;
  if (by === 'organization') {
    return (
      <div class={styles.group}>
        <h3>{i18n.t('settings.procore.secret')}</h3>
        <p class={styles.help}>{i18n.t('settings.procore.secret_policy')}</p>
        <ByOrganization />
      </div>
    );
  }
  return (
    <div class={styles.group}>
      <SecretForm save={procore.setSecret} />
      <p role="status" class={styles.help}>
        {by !== null && HOLDER_SENTENCES[by]()}
      </p>
      {by === 'person' && (
        <Button
          look="quiet"
          label={`${i18n.t('settings.procore.secret_forget')}: ${i18n.t('settings.procore.secret')}`}
          onPress={() => void procore.forgetSecret()}
        >
          {i18n.t('settings.procore.secret_forget')}
        </Button>
      )}
    </div>
  );
}

function SecretForm({ save }: { save: (secret: string) => Promise<boolean> }) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const keep = () => {
    const secret = typed.trim();
    if (!procoreClientSecret().safeParse(secret).success) {
      setWrong(i18n.t('settings.procore.secret_wrong'));
      return;
    }
    setWrong(null);
    void save(secret).then((kept) => {
      if (kept) setTyped('');
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <Field
        label={i18n.t('settings.procore.secret')}
        help={i18n.t('settings.procore.secret_help')}
        wrong={wrong}
      >
        {({ id, describedBy, invalid }) => (
          <div class={styles.addRow}>
            <input
              id={id}
              type="password"
              class={`input ${styles.code}`}
              // Browsers offer to save what they take for a password: this one is not to be on the disk.
              autocomplete="off"
              spellcheck={false}
              aria-describedby={describedBy}
              aria-invalid={invalid}
              value={typed}
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                setWrong(null);
              }}
            />
            <Button submit onPress={keep}>
              {i18n.t('settings.procore.secret_save')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}

function RedirectAddresses({ procoreRedirects, copy }: SettingsProps) {
  return (
    <div class={styles.group}>
      <h3>{i18n.t('settings.procore.redirect')}</h3>
      <p class={styles.help}>{i18n.t('settings.procore.redirect_help')}</p>
      {PROCORE_ENVIRONMENTS.map((environment) => (
        <RedirectAddress
          key={environment}
          name={procoreEnvironmentName(environment)}
          label={i18n.t('settings.procore.redirect_for', [procoreEnvironmentName(environment)])}
          address={procoreRedirects[environment]}
          copy={copy}
        />
      ))}
    </div>
  );
}

function ForTheAdmin() {
  return (
    <details class={styles.details}>
      <summary>{i18n.t('settings.procore.admin')}</summary>
      <p class={styles.help}>
        {i18n.t('settings.procore.admin_1')}{' '}
        <OutsideLink href={PROCORE_DEVELOPERS}>{i18n.t('settings.procore.admin_open')}</OutsideLink>
      </p>
    </details>
  );
}

function Connection({ store, procore }: SettingsProps) {
  return (
    <div class={styles.group}>
      <h3>{i18n.t('procore.connection.title')}</h3>
      <ProcoreConnectionSection store={procore} idLocked={store.isLocked('procoreClientId')} />
    </div>
  );
}

export const procoreSection: SettingsSection = {
  id: 'procore',
  icon: HardHat,
  title: () => i18n.t('settings.procore.title'),
  about: () => i18n.t('settings.procore.about'),
  words: () => i18n.t('settings.procore.words'),
  items: [
    { id: 'connection', words: () => i18n.t('procore.connection.title'), View: Connection },
    {
      id: 'environment',
      words: () => `${i18n.t('settings.procore.environment')} ${i18n.t('settings.procore.sandbox')}`,
      View: EnvironmentChoice,
    },
    {
      id: 'client-id',
      words: () => `${i18n.t('settings.procore.client_id')} ${i18n.t('settings.procore.client_id_help')}`,
      View: ClientId,
    },
    {
      id: 'secret',
      words: () => `${i18n.t('settings.procore.secret')} ${i18n.t('settings.procore.secret_help')}`,
      View: Secret,
    },
    {
      id: 'redirect',
      words: () => `${i18n.t('settings.procore.redirect')} ${i18n.t('settings.procore.redirect_help')}`,
      View: RedirectAddresses,
    },
    { id: 'admin', words: () => i18n.t('settings.procore.admin'), View: ForTheAdmin },
  ],
};
