import { ArrowRight } from 'lucide-preact';
import { i18n } from '#i18n';
import { Button } from '../shared/button.tsx';
import { OutsideText } from '../shared/outside-text.tsx';
import { Fill, slot } from '../shared/fill.tsx';
import { procedureName, stepTitle } from '../shared/guide-words.ts';
import type { ShownRun } from '../../utils/domain/guide/store.ts';
import styles from './running.module.css';

/** Guided steps that are under way, wherever they were begun. */
export function Running(props: { run: ShownRun; onContinue: () => void; onStop: () => void }) {
  const { run } = props;
  return (
    <section class={`card ${styles.running}`} aria-labelledby="run-title">
      <div>
        <p class={styles.count}>
          {i18n.t('popup.run.title')} · {i18n.t('popup.run.step', [run.number, run.total])}
        </p>
        <h2 id="run-title">{procedureName(run)}</h2>
        {run.projectName !== '' && (
          <p class={styles.count}>
            <Fill
              text={i18n.t('popup.run.where', [slot(0)])}
              parts={[<OutsideText text={run.projectName} />]}
            />
          </p>
        )}
      </div>
      <progress
        class={styles.bar}
        max={run.total}
        value={run.number - 1}
        aria-label={i18n.t('panel.run.label')}
      />
      {run.step && <p>{stepTitle(run.step)}</p>}
      <div class="row">
        <Button look="primary" icon={ArrowRight} onPress={props.onContinue}>
          {i18n.t('popup.run.continue')}
        </Button>
        <Button look="quiet" onPress={props.onStop}>
          {i18n.t('popup.run.stop')}
        </Button>
      </div>
    </section>
  );
}
