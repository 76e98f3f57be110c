import { i18n } from '#i18n';
import styles from './outside-text.module.css';
import { visibleText } from '../../utils/base/visible-text.ts';

/** The only way text from outside gets into a view: isolated, clamped, nothing unseen in it. */
export function OutsideText({ text, fallback }: { text: string; fallback?: string }) {
  const shown = visibleText(text);
  // What stands in may come from outside as well: an address for a name, an id for an account.
  if (shown.text === '') return <bdi>{visibleText(fallback ?? i18n.t('common.empty_text')).text}</bdi>;
  const title = shown.cut ? i18n.t('common.cut_text', [text.length]) : undefined;
  return (
    <bdi class={styles.outside} title={title}>
      {shown.text}
    </bdi>
  );
}
