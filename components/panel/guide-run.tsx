import {
  Check,
  CircleDot,
  Hand,
  type LucideIcon,
  MousePointerClick,
  SkipForward,
  Circle,
} from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { RunView, StepState, StepView } from '../../utils/domain/guide/types.ts';
import type { DocusignConnection } from '../../utils/domain/connections/tables.ts';
import type { StepAction, RunStore, ShownRun } from '../../utils/domain/guide/store.ts';
import { AskFirst } from '../shared/ask-first.tsx';
import { Button } from '../shared/button.tsx';
import { ConfirmWho } from '../shared/confirm-who.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { Fill, slot } from '../shared/fill.tsx';
import { ASKS_WHO, procedureName, stepState, stepText, stepTitle } from '../shared/guide-words.ts';
import { Note } from '../shared/note.tsx';
import { OutsideText } from '../shared/outside-text.tsx';
import styles from './guide-run.module.css';

const ICONS: Readonly<Record<StepState, LucideIcon>> = {
  proven: Check,
  'by-hand': Hand,
  skipped: SkipForward,
  current: CircleDot,
  waiting: Circle,
};

/** One pass through guided steps: the current step large, all of them below, and how it ended. */
export function GuideRun(props: {
  run: ShownRun;
  store: RunStore;
  connection: DocusignConnection | null;
  /** The checks stand above, and ran again at the end. */
  checked: boolean;
}) {
  const { run, store } = props;
  return (
    <section class={`card ${styles.run}`} aria-labelledby="run-title">
      <div>
        <h2 id="run-title">{procedureName(run)}</h2>
        {run.projectName !== '' && (
          <p class={styles.quiet}>
            <Fill
              text={i18n.t('popup.run.where', [slot(0)])}
              parts={[<OutsideText text={run.projectName} />]}
            />
          </p>
        )}
      </div>
      <p class="unseen" aria-live="polite">
        {announcement(run)}
      </p>
      <ErrorNote error={store.problem.value} onDismiss={store.dismiss} />
      {run.status === 'running' && run.step ? <Current {...props} step={run.step} /> : <Over {...props} />}
      <details class={styles.all} open>
        <summary>{i18n.t('panel.run.steps')}</summary>
        <ol>
          {run.steps.map((step) => (
            <StepLine key={step.id} step={step} />
          ))}
        </ol>
      </details>
    </section>
  );
}

/** What is read out when the run moves. */
function announcement(run: RunView): string {
  if (run.status === 'done') return i18n.t('panel.run.done_title');
  if (run.status === 'cancelled') return i18n.t('panel.run.cancelled_title');
  return run.step ? i18n.t('panel.run.now', [run.number, run.total, stepTitle(run.step)]) : '';
}

function StepLine({ step }: { step: StepView }) {
  const Icon = ICONS[step.state];
  return (
    <li data-state={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
      <Icon size={16} aria-hidden="true" />
      <span>{stepTitle(step)}</span>
      <span class={styles.outcome}>{stepState(step)}</span>
    </li>
  );
}

function Current(props: {
  run: ShownRun;
  store: RunStore;
  connection: DocusignConnection | null;
  step: NonNullable<RunView['step']>;
}) {
  const { run, store, step } = props;
  const [stopping, setStopping] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const shownRef = useRef(step.id);
  useEffect(() => {
    // Only when the step changes under the person: the buttons they were at are gone.
    if (shownRef.current !== step.id && document.activeElement === document.body) title.current?.focus();
    shownRef.current = step.id;
  }, [step.id]);
  const busy = store.busy.value !== null;
  const act = (action: StepAction) => void store.step(run.runId, action, step.id);
  const asksWho = step.id === ASKS_WHO;
  return (
    <div class={styles.current}>
      <p class={styles.quiet}>{i18n.t('panel.run.count', [run.number, run.total])}</p>
      <progress
        class={styles.bar}
        max={run.total}
        value={run.number - 1}
        aria-label={i18n.t('panel.run.label')}
      />
      <h3 ref={title} tabIndex={-1}>
        {stepTitle(step)}
      </h3>
      <p>{stepText(step)}</p>
      {run.stale && <Note>{i18n.t('panel.run.stale')}</Note>}
      {run.notice === 'same-account' && (
        <Note>
          <Fill
            text={i18n.t('panel.run.same_account', [slot(0)])}
            parts={[<OutsideText text={run.oldAccount ?? ''} />]}
          />
        </Note>
      )}
      {asksWho && (
        <ConfirmWho
          key={run.runId}
          explained
          connection={props.connection}
          busy={store.busy.value === 'confirmAccount'}
          onConfirm={(answer) => void store.confirm({ key: run.key, ...answer })}
        />
      )}
      <div class="row">
        {run.stale ? (
          <Button look="primary" busy={busy} onPress={() => act('do')}>
            {i18n.t('popup.run.continue')}
          </Button>
        ) : (
          <>
            {step.opens && (
              <Button look="primary" icon={MousePointerClick} busy={busy} onPress={() => act('do')}>
                {i18n.t('panel.run.do')}
              </Button>
            )}
            {!asksWho && (
              <Button icon={Hand} busy={busy} onPress={() => act('by-hand')}>
                {i18n.t('panel.run.by_hand')}
              </Button>
            )}
            {!asksWho && (
              <Button busy={busy} onPress={() => act('skip')}>
                {i18n.t('panel.run.skip')}
              </Button>
            )}
          </>
        )}
      </div>
      {!asksWho && !run.stale && <p class={styles.quiet}>{i18n.t('panel.run.watching')}</p>}
      <div class="row">
        {asksWho && !run.stale && (
          <Button look="quiet" busy={busy} onPress={() => act('skip')}>
            {i18n.t('panel.run.skip')}
          </Button>
        )}
        {run.canGoBack && (
          <Button look="quiet" busy={busy} onPress={() => act('back')}>
            {i18n.t('panel.run.back')}
          </Button>
        )}
        <Button look="quiet" onPress={() => setStopping(true)}>
          {i18n.t('panel.run.stop')}
        </Button>
      </div>
      {stopping && (
        <AskFirst
          title={i18n.t('panel.run.stop_sure')}
          yes={i18n.t('panel.run.stop')}
          no={i18n.t('panel.run.keep')}
          onYes={() => {
            setStopping(false);
            void store.step(run.runId, 'cancel');
          }}
          onNo={() => setStopping(false)}
        >
          <p>{i18n.t('panel.run.stop_text')}</p>
        </AskFirst>
      )}
    </div>
  );
}

function Over({ run, store, checked }: { run: ShownRun; store: RunStore; checked: boolean }) {
  const skipped = run.steps.filter(({ state }) => state === 'skipped').length;
  const done = run.status === 'done';
  return (
    <div class={styles.current}>
      <Note tone={done ? 'good' : 'info'}>
        <strong>{done ? i18n.t('panel.run.done_title') : i18n.t('panel.run.cancelled_title')}</strong>
        <p>
          {!done
            ? i18n.t('panel.run.cancelled_text')
            : checked
              ? i18n.t('panel.run.done_checked')
              : i18n.t('panel.run.done_text')}
        </p>
        {done && skipped > 0 && <p>{i18n.t('panel.run.done_skipped', skipped)}</p>}
      </Note>
      <div class="row">
        <Button
          busy={store.busy.value !== null}
          onPress={() => {
            const { procedure, key, company, href } = run;
            void store.start({ procedure, key, company, href });
          }}
        >
          {i18n.t('panel.run.again')}
        </Button>
        <Button look="quiet" onPress={() => store.close(run.runId)}>
          {i18n.t('common.close')}
        </Button>
      </div>
    </div>
  );
}
