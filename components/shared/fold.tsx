import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import styles from './fold.module.css';

/** A part of a page that opens on demand; `word` tells in short what is inside. `open` opens it, and never closes it. */
export function Fold(props: {
  title: string;
  word?: ComponentChildren;
  open: boolean;
  children: ComponentChildren;
}) {
  const [open, setOpen] = useState(props.open);
  useEffect(() => {
    if (props.open) setOpen(true);
  }, [props.open]);
  return (
    <details class={styles.fold} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{props.title}</h2>
        {props.word !== undefined && <span class={styles.word}>{props.word}</span>}
      </summary>
      {props.children}
    </details>
  );
}
