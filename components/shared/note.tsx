import { CircleCheck, Info } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import styles from './note.module.css';

/** A calm message in a box: something worth knowing, or something that was done. */
export function Note({ tone = 'info', children }: { tone?: 'info' | 'good'; children: ComponentChildren }) {
  const Icon = tone === 'good' ? CircleCheck : Info;
  return (
    <div class={`${styles.note} ${styles[tone]}`}>
      <Icon size={16} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
