import { TriangleAlert, X } from 'lucide-preact';
import { i18n } from '#i18n';
import type { AppError } from '../../utils/base/errors.ts';
import type { Vendor } from '../../utils/base/types.ts';
import { errorSentence } from '../../utils/platform/error-sentence.ts';
import styles from './note.module.css';

/** What went wrong and what to do about it, announced at once. The place is always there, so that it is announced. */
export function ErrorNote(props: { error: AppError | null; asked?: Vendor; onDismiss: () => void }) {
  const { error, onDismiss } = props;
  return (
    <div role="alert">
      {error && (
        <div class={`${styles.note} ${styles.bad}`}>
          <TriangleAlert size={16} aria-hidden="true" />
          <p>{errorSentence(error, props.asked)}</p>
          <button
            type="button"
            class={styles.close}
            aria-label={i18n.t('common.dismiss')}
            onClick={() => onDismiss()}
          >
            <X size={16} aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  );
}
