import { i18n } from '#i18n';
import type { SettingName } from '../../utils/domain/settings/schema.ts';
import type { SettingsStore } from '../../utils/domain/settings/store.ts';
import styles from './section.module.css';

/** Says that a setting was saved, where it was saved. */
export function Saved({ store, name }: { store: SettingsStore; name: SettingName }) {
  return (
    <p role="status" class={styles.saved}>
      {store.saved.value === name && i18n.t('settings.saved')}
    </p>
  );
}
