import type { ReadonlySignal } from '@preact/signals';
import { i18n } from '#i18n';
import type { DatabaseState } from '../../utils/domain/own-data/database-state.ts';
import styles from './database-note.module.css';
import { Note } from './note.tsx';

const TEXTS: Record<DatabaseState, (() => string) | null> = {
  ok: null,
  waiting: () => i18n.t('common.data_waiting'),
  newer: () => i18n.t('common.data_newer'),
  full: () => i18n.t('error.storage_full'),
  unreadable: () => i18n.t('common.unreadable_text'),
};

/** What is in the way of our stored data, and what to do about it. The place is always there, so that it is announced. */
export function DatabaseNote({ state }: { state: ReadonlySignal<DatabaseState> }) {
  const text = TEXTS[state.value];
  return (
    <div role="status" class={styles.place}>
      {text && <Note>{text()}</Note>}
    </div>
  );
}
