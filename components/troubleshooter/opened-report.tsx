import { X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { diagnose } from '../../utils/domain/diagnosis/diagnose.ts';
import type { Report } from '../../utils/domain/diagnosis/report/report.ts';
import { Button } from '../shared/button.tsx';
import { Moment } from '../shared/time.tsx';
import { Cause } from './results.tsx';
import { Tree } from './tree.tsx';
import styles from './troubleshooter.module.css';

/** A report somebody else sent, judged anew: the tree its sender saw, with nothing to press. */
export function OpenedReport({ report, onClose }: { report: Report; onClose: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [report]);
  const diagnosis = diagnose(report.facts);
  return (
    <section class={`card ${styles.troubleshooter}`} aria-labelledby="opened-title">
      <h2 id="opened-title" ref={title} tabIndex={-1}>
        {i18n.t('report.opened.title')}
      </h2>
      <p class={styles.quiet}>
        {i18n.t('report.opened.made', [report.app])} <Moment at={report.madeAt} />
      </p>
      <Cause pass={{ diagnosis, which: 'all' }} />
      <Tree diagnosis={diagnosis} facts={report.facts} busy={false} onFix={null} />
      <div class="row">
        <Button icon={X} onPress={onClose}>
          {i18n.t('common.close')}
        </Button>
      </div>
    </section>
  );
}
