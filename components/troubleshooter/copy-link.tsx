import { Check, Link } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { CheckId } from '../../utils/domain/diagnosis/types.ts';
import { checkTitle } from '../../utils/domain/diagnosis/sentence.ts';
import { Button } from '../shared/button.tsx';
import styles from './finding.module.css';

export type Share = {
  /** Null where the address of our panel is another in each browser, and so leads nobody else anywhere. */
  linkTo: ((check: CheckId) => string) | null;
  copy: (text: string) => Promise<boolean>;
};

/** Copies what leads somebody else to the same check: a link, or the id, which the search takes. */
export function CopyLink({ check, linkTo, copy }: Share & { check: CheckId }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const name = linkTo ? i18n.t('troubleshooter.share.link') : i18n.t('troubleshooter.share.id');
  return (
    <div class={styles.share}>
      <Button
        look="quiet"
        icon={copied ? Check : Link}
        label={`${name}: ${checkTitle(check)}`}
        onPress={() => void copy(linkTo ? linkTo(check) : check).then(setCopied)}
      >
        {name}
      </Button>
      <p role="status" class={styles.quiet}>
        {copied === true &&
          (linkTo ? i18n.t('troubleshooter.share.link_copied') : i18n.t('troubleshooter.share.id_copied'))}
        {copied === false && i18n.t('troubleshooter.share.not_copied', [check])}
      </p>
    </div>
  );
}
