import { Lock } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import styles from './field.module.css';

/** What a control needs to be named and explained by the texts around it. */
export type Described = { id: string; describedBy: string; invalid: boolean };

/** A label, what it is for, the control, and what is wrong with its value. */
export function Field(props: {
  label: string;
  help?: string;
  wrong?: string | null;
  locked?: boolean;
  children: (described: Described) => ComponentChildren;
}) {
  const id = useId();
  const help = `${id}-help`;
  const wrong = `${id}-wrong`;
  return (
    <div class={styles.field}>
      <label for={id}>{props.label}</label>
      {props.help && (
        <p id={help} class={styles.help}>
          {props.help}
        </p>
      )}
      {props.children({
        id,
        describedBy: [props.help && help, wrong].filter(Boolean).join(' '),
        invalid: Boolean(props.wrong),
      })}
      <p id={wrong} class={styles.wrong} aria-live="polite">
        {props.wrong}
      </p>
      {props.locked && <ByOrganization />}
    </div>
  );
}

export function ByOrganization() {
  return (
    <p class={styles.locked}>
      <Lock size={14} aria-hidden="true" />
      {i18n.t('settings.by_organization')}
    </p>
  );
}
