import { Check, Copy, Mail } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Message } from '../../utils/domain/diagnosis/drafts.ts';
import type { Recipient } from '../../utils/domain/diagnosis/types.ts';
import { recipientName } from '../../utils/domain/diagnosis/sentence.ts';
import { Button } from '../shared/button.tsx';
import styles from './troubleshooter.module.css';

/** The message to whoever can act: the person reads it, changes it, and sends it with their own mail. */
export function MessageDraft(props: {
  recipient: Recipient;
  /** Called once: what the person reads and changes stays theirs, whatever is found meanwhile. */
  write: () => Message | null;
  copy: (text: string) => Promise<boolean>;
  /** The person changed it. */
  onEdit: () => void;
  onClose: () => void;
}) {
  const [message] = useState(props.write);
  const [body, setBody] = useState(message?.body ?? '');
  const [copied, setCopied] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  // It opens below the button that asked for it, mostly out of sight.
  useEffect(() => title.current?.focus(), []);
  if (!message) return null;
  const { subject } = message;
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.toWellFormed())}`;
  return (
    <section class={`card ${styles.draft}`} aria-labelledby="draft-title">
      <h3 id="draft-title" ref={title} tabIndex={-1}>
        {i18n.t('troubleshooter.message.title', [recipientName(props.recipient)])}
      </h3>
      <p class={styles.quiet}>{i18n.t('troubleshooter.message.text')}</p>
      <p>
        <span class={styles.quiet}>{i18n.t('troubleshooter.message.subject')}</span> <bdi>{subject}</bdi>
      </p>
      <textarea
        class="input"
        rows={12}
        aria-label={i18n.t('troubleshooter.message.body')}
        value={body}
        onInput={(event) => {
          setBody(event.currentTarget.value);
          setCopied(false);
          props.onEdit();
        }}
      />
      <div class="row">
        <Button
          look="primary"
          icon={copied ? Check : Copy}
          onPress={() => void props.copy(`${subject}\n\n${body}`).then(setCopied)}
        >
          {i18n.t('troubleshooter.message.copy')}
        </Button>
        <a class={styles.mail} href={mail}>
          <Mail size={16} aria-hidden="true" />
          {i18n.t('troubleshooter.message.mail')}
        </a>
        <Button look="quiet" onPress={props.onClose}>
          {i18n.t('common.close')}
        </Button>
      </div>
      <p role="status">{copied && i18n.t('troubleshooter.message.copied')}</p>
    </section>
  );
}
