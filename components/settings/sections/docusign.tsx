import { KeyRound } from 'lucide-preact';
import { i18n } from '#i18n';
import { integrationKey } from '../../../utils/domain/settings/schema.ts';
import { ENVIRONMENTS } from '../../../utils/base/types.ts';
import { DOCUSIGN_WORLDS } from '../../../utils/vendors/docusign/environments.ts';
import { ConnectionSection, environmentName } from '../../connections/docusign-connection.tsx';
import { OutsideLink } from '../../shared/outside-link.tsx';
import { ChoiceOf } from '../choice-of.tsx';
import { CodeField } from '../code-field.tsx';
import { RedirectAddress } from '../redirect-address.tsx';
import styles from '../section.module.css';
import type { SettingsProps, SettingsSection } from '../types.ts';

function EnvironmentChoice({ store }: SettingsProps) {
  return (
    <ChoiceOf
      store={store}
      name="environment"
      title={i18n.t('settings.docusign.environment')}
      help={i18n.t('settings.docusign.environment_help')}
      values={ENVIRONMENTS}
      nameOf={environmentName}
      save={(environment) => store.save({ environment })}
    />
  );
}

function Key({ store }: SettingsProps) {
  return (
    <CodeField
      store={store}
      name="integrationKey"
      label={i18n.t('settings.docusign.key')}
      help={i18n.t('settings.docusign.key_help')}
      wrong={i18n.t('settings.docusign.key_wrong')}
      // A key copied from DocuSign's page often comes with spaces or braces around it.
      read={(text) => text.trim().replace(/^\{|\}$/g, '')}
      fits={(key) => integrationKey().safeParse(key).success}
    />
  );
}

function RedirectAddresses({ redirectAddresses, copy }: SettingsProps) {
  return (
    <div class={styles.group}>
      <h3>{i18n.t('settings.docusign.redirect')}</h3>
      <p class={styles.help}>{i18n.t('settings.docusign.redirect_help')}</p>
      {ENVIRONMENTS.map((environment) => (
        <RedirectAddress
          key={environment}
          name={environmentName(environment)}
          label={i18n.t('settings.docusign.redirect_for', [environmentName(environment)])}
          address={redirectAddresses[environment]}
          copy={copy}
        />
      ))}
    </div>
  );
}

function ForTheAdmin({ store }: SettingsProps) {
  return (
    <details class={styles.details}>
      <summary>{i18n.t('settings.docusign.admin')}</summary>
      <ol>
        <li>
          {i18n.t('settings.docusign.admin_1')}{' '}
          <OutsideLink href={DOCUSIGN_WORLDS[store.settings.value.environment].appsAndKeysPage}>
            {i18n.t('settings.docusign.admin_open')}
          </OutsideLink>
        </li>
        <li>{i18n.t('settings.docusign.admin_2')}</li>
        <li>{i18n.t('settings.docusign.admin_3')}</li>
        <li>{i18n.t('settings.docusign.admin_4')}</li>
        <li>{i18n.t('settings.docusign.admin_5')}</li>
        <li>{i18n.t('settings.docusign.admin_6')}</li>
      </ol>
    </details>
  );
}

function Connection({ store, docusign }: SettingsProps) {
  return (
    <div class={styles.group}>
      <h3>{i18n.t('popup.connection.title')}</h3>
      <ConnectionSection
        store={docusign}
        keyLocked={store.isLocked('integrationKey')}
        onOpenSettings={() =>
          document.querySelector<HTMLInputElement>('input[name="integrationKey"]')?.focus()
        }
      />
    </div>
  );
}

export const docuSign: SettingsSection = {
  id: 'docusign',
  icon: KeyRound,
  title: () => i18n.t('settings.docusign.title'),
  about: () => i18n.t('settings.docusign.about'),
  words: () => i18n.t('settings.docusign.words'),
  items: [
    { id: 'connection', words: () => i18n.t('popup.connection.title'), View: Connection },
    {
      id: 'environment',
      words: () =>
        `${i18n.t('settings.docusign.environment')} ${i18n.t('common.production')} ${i18n.t('common.demo')}`,
      View: EnvironmentChoice,
    },
    {
      id: 'key',
      words: () => `${i18n.t('settings.docusign.key')} ${i18n.t('settings.docusign.key_help')}`,
      View: Key,
    },
    {
      id: 'redirect',
      words: () => `${i18n.t('settings.docusign.redirect')} ${i18n.t('settings.docusign.redirect_help')}`,
      View: RedirectAddresses,
    },
    { id: 'admin', words: () => i18n.t('settings.docusign.admin'), View: ForTheAdmin },
  ],
};
