import { Info } from 'lucide-preact';
import { i18n } from '#i18n';
import styles from '../section.module.css';
import type { SettingsProps, SettingsSection } from '../types.ts';

function Facts({ version, extensionId }: SettingsProps) {
  return (
    <dl class={styles.facts}>
      <dt>{i18n.t('settings.about.version')}</dt>
      <dd>{version}</dd>
      <dt>{i18n.t('settings.about.id')}</dt>
      <dd>
        <code>{extensionId}</code>
      </dd>
      <dt>{i18n.t('settings.about.parts')}</dt>
      <dd>
        <a href="/third-party-notices.txt" target="_blank" rel="noreferrer">
          {i18n.t('settings.about.notices')}
        </a>
      </dd>
    </dl>
  );
}

export const about: SettingsSection = {
  id: 'about',
  icon: Info,
  title: () => i18n.t('settings.about.title'),
  about: () => i18n.t('settings.about.text'),
  words: () => i18n.t('settings.about.words'),
  items: [
    {
      id: 'facts',
      words: () =>
        `${i18n.t('settings.about.version')} ${i18n.t('settings.about.id')} ${i18n.t('settings.about.parts')} ${i18n.t('settings.about.notices')}`,
      View: Facts,
    },
  ],
};
