import { ExternalLink } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import styles from './outside-link.module.css';

/** A link that leaves for a new tab, and says so. */
export function OutsideLink(props: {
  href: string;
  children: ComponentChildren;
  /** In a list of them the sign would only be noise. */
  signed?: boolean;
}) {
  const { href, children, signed = true } = props;
  return (
    <a class={styles.link} href={href} target="_blank" rel="noreferrer">
      {children}
      {signed && <ExternalLink size={13} aria-hidden="true" />}
      <span class="unseen">{i18n.t('common.new_tab')}</span>
    </a>
  );
}
