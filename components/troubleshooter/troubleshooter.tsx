import { FileText, RefreshCw, X } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ConnectionStore } from '../../utils/domain/connections/store.ts';
import { leadsAway } from '../../utils/domain/diagnosis/leads-away.ts';
import type { TroubleshooterStore } from '../../utils/domain/diagnosis/store.ts';
import type { CheckId, Diagnosis, FixId } from '../../utils/domain/diagnosis/types.ts';
import type { RunStore } from '../../utils/domain/guide/store.ts';
import { Button } from '../shared/button.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import type { TroubleshooterActions } from './actions.ts';
import { applyFix } from './apply-fix.ts';
import { type OpenRemedy, Remedy } from './remedy.tsx';
import { Cause, Results } from './results.tsx';
import { showFinding } from './show-finding.ts';
import styles from './troubleshooter.module.css';

/** Why it does not work, and who can fix it: the likely cause on top, what fails open, the rest folded. */
export function Troubleshooter(props: {
  store: TroubleshooterStore;
  runs: RunStore;
  connection: ConnectionStore<'docusign'>;
  actions: TroubleshooterActions;
  /** The finding to go to, once for each object. */
  wanted: { check: CheckId } | null;
  version: string;
}) {
  const { store, runs } = props;
  const pass = store.pass.value;
  // A pass that began by itself leaves all where it is until there is something new.
  const progress = store.isAutomatic.value ? null : store.progress.value;
  const [open, setOpen] = useState<OpenRemedy | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const section = useRef<HTMLElement>(null);
  const { wanted } = props;
  useEffect(() => {
    if (wanted && section.current) showFinding(wanted.check, section.current);
  }, [wanted]);
  // What was found is read from the top, also when the button that asked for it was far below.
  useEffect(() => {
    if (!store.isAutomatic.value && !isTyping()) title.current?.focus();
  }, [pass?.facts.gatheredAt, store]);

  // What a message asks for may be there by now. One that the person has worked on stays theirs.
  useEffect(() => {
    if (!pass || open?.what !== 'message' || open.edited) return;
    if (!isOffered(`message-${open.recipient}`, pass.diagnosis)) setOpen(null);
  }, [pass, open]);

  // A guided procedure that came to its end may have put it right.
  const ended = runs.run.value?.status === 'done' ? runs.run.value.runId : null;
  const seenEndRef = useRef(ended);
  useEffect(() => {
    if (ended !== null && ended !== seenEndRef.current) void store.runAgain();
    seenEndRef.current = ended;
  }, [ended, store]);

  const busy = store.busy.value !== null || progress !== null;
  return (
    <section ref={section} class={`card ${styles.troubleshooter}`} aria-labelledby="troubleshooter-title">
      <h2 id="troubleshooter-title" ref={title} tabIndex={-1}>
        {i18n.t('troubleshooter.title')}
      </h2>
      <ErrorNote
        // A run that is shown tells its own.
        error={store.problem.value ?? (runs.run.value ? null : runs.problem.value)}
        onDismiss={() => {
          store.dismiss();
          runs.dismiss();
        }}
      />
      {progress && (
        <div>
          <p class={styles.quiet}>{i18n.t('troubleshooter.gathering', [progress.done, progress.total])}</p>
          <progress
            class={styles.bar}
            max={progress.total}
            value={progress.done}
            aria-label={i18n.t('troubleshooter.title')}
          />
        </div>
      )}
      <div role="status">{pass && !progress && <Cause pass={pass} />}</div>
      {pass && (
        <Results
          {...props}
          pass={pass}
          busy={busy}
          onFix={(fix, finding) => {
            if (leadsAway(fix)) store.awaitExternalFix(finding.check);
            applyFix(fix, pass, { ...props, setOpen });
          }}
        />
      )}
      {pass && open && <Remedy {...props} open={open} setOpen={setOpen} pass={pass} />}
      <div class="row">
        <Button icon={RefreshCw} busy={busy} disabled={!pass} onPress={() => void store.runAgain()}>
          {i18n.t('troubleshooter.again')}
        </Button>
        <Button
          icon={FileText}
          disabled={!pass}
          expanded={open?.what === 'report'}
          onPress={() => setOpen(open?.what === 'report' ? null : { what: 'report' })}
        >
          {i18n.t('troubleshooter.report')}
        </Button>
        <Button look="quiet" icon={X} onPress={store.close}>
          {i18n.t('common.close')}
        </Button>
      </div>
    </section>
  );
}

const isOffered = (fix: FixId, { findings }: Diagnosis): boolean =>
  findings.some(({ fixes }) => fixes.includes(fix));

/** The person is at a field with something in it. */
function isTyping(): boolean {
  const field = document.activeElement;
  return (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && field.value !== '';
}
