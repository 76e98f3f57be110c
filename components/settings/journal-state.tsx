import { useContext } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Fault, JournalVerdict } from '../../utils/domain/journal/verify.ts';
import { Note } from '../shared/note.tsx';
import { TimeContext } from '../shared/time.tsx';
import type { Instant } from '../../utils/base/types.ts';
import styles from './section.module.css';

/** Whether the journal is as it was written, in one sentence; and how much of it nobody can tell that of. */
export function JournalState({ verdict }: { verdict: JournalVerdict }) {
  const { language } = useContext(TimeContext);
  const dateOf = (at: Instant) =>
    new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  const { faults, since, earlier } = verdict;
  const [first] = faults;
  return (
    <>
      {first && <Note>{faultSentence(first, dateOf)}</Note>}
      {!first && since !== null && <p>{i18n.t('journal.whole', [dateOf(since)])}</p>}
      {earlier > 0 && <p class={styles.help}>{i18n.t('journal.not_checked', earlier)}</p>}
    </>
  );
}

function faultSentence(fault: Fault, dateOf: (at: Instant) => string): string {
  if (fault.kind === 'changed') return i18n.t('journal.changed', [dateOf(fault.at)]);
  const { count, near } = fault;
  if (near === null) return i18n.t('journal.missing_all', count);
  return i18n.t('journal.missing', count, [String(count), dateOf(near)]);
}
