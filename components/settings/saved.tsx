import { i18n } from '#i18n';
import type { SettingName } from '../../utils/settings/schema.ts';
import type { SettingsStore } from '../../utils/stores/settings.ts';
import styles from './section.module.css';

/** Says that a setting was saved, where it was saved. */
export function Saved({ store, name }: { store: SettingsStore; name: SettingName }) {
  return (
    <p role="status" class={styles.saved}>
      {store.saved.value === name && i18n.t('settings.saved')}
    </p>
  );
}
