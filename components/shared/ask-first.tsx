import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import styles from './ask-first.module.css';
import { Button } from './button.tsx';

/** A question before something that cannot be undone. Opens on the safe answer; Escape is that answer too. */
export function AskFirst(props: {
  title: string;
  yes: string;
  no?: string;
  children: ComponentChildren;
  onYes: () => void;
  onNo: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  const title = useId();
  const text = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    no.current?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={styles.dialog}
      aria-labelledby={title}
      aria-describedby={text}
      onCancel={(event) => {
        event.preventDefault();
        props.onNo();
      }}
    >
      <h2 id={title}>{props.title}</h2>
      <div id={text} class={styles.text}>
        {props.children}
      </div>
      <div class="row">
        <Button look="danger" onPress={props.onYes}>
          {props.yes}
        </Button>
        <Button buttonRef={no} onPress={props.onNo}>
          {props.no ?? i18n.t('common.cancel')}
        </Button>
      </div>
    </dialog>
  );
}
