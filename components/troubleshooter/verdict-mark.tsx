import { CircleCheck, CircleHelp, CircleMinus, CircleX, type LucideIcon, TriangleAlert } from 'lucide-preact';
import type { Verdict } from '../../utils/domain/diagnosis/types.ts';
import { verdictWord } from '../../utils/domain/diagnosis/sentence.ts';
import styles from './verdict-mark.module.css';

// Shape, word and colour go together, so that each of them is enough.
const ICONS: Record<Verdict, LucideIcon> = {
  pass: CircleCheck,
  warn: TriangleAlert,
  fail: CircleX,
  'not-applicable': CircleMinus,
  'could-not-tell': CircleHelp,
};

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const Icon = ICONS[verdict];
  return (
    <span class={styles.mark} data-verdict={verdict}>
      <Icon size={16} aria-hidden="true" />
      <span>{verdictWord(verdict)}</span>
    </span>
  );
}
