import type { LucideIcon } from 'lucide-preact';
import type { ComponentChildren, Ref } from 'preact';
import styles from './button.module.css';

/** A button. While `busy` it keeps the focus and does nothing. */
export function Button(props: {
  children: ComponentChildren;
  onPress: () => void;
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  icon?: LucideIcon;
  busy?: boolean;
  disabled?: boolean;
  label?: string;
  submit?: boolean;
  expanded?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
}) {
  const { look = 'plain', icon: Icon, busy = false } = props;
  return (
    <button
      ref={props.buttonRef ?? null}
      type={props.submit ? 'submit' : 'button'}
      class={`${styles.button} ${styles[look]}`}
      aria-label={props.label}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      aria-expanded={props.expanded}
      disabled={props.disabled}
      onClick={(event) => {
        if (props.submit && !busy) return;
        event.preventDefault();
        if (!busy) props.onPress();
      }}
    >
      {Icon && <Icon size={16} aria-hidden="true" />}
      <span>{props.children}</span>
    </button>
  );
}
