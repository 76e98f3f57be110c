import { Check, Copy } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '../shared/button.tsx';
import styles from './section.module.css';

/** One address to register with a vendor, with a button that copies it. */
export function RedirectAddress(props: {
  /** The environment it belongs to. */
  name: string;
  label: string;
  address: string;
  copy: (text: string) => Promise<boolean>;
}) {
  const [copied, setCopied] = useState(false);
  const { name, label } = props;
  return (
    <div class={styles.address}>
      <span class={styles.help}>{name}</span>
      <code tabIndex={0} role="textbox" aria-readonly="true" aria-label={label}>
        {props.address}
      </code>
      <Button
        icon={copied ? Check : Copy}
        label={`${i18n.t('common.copy')}: ${label}`}
        onPress={() => void props.copy(props.address).then(setCopied)}
      >
        {copied ? i18n.t('common.copied') : i18n.t('common.copy')}
      </Button>
      <span role="status" class="unseen">
        {copied && i18n.t('common.copied')}
      </span>
    </div>
  );
}
