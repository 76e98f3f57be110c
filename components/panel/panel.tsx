import { Stethoscope, UserCheck } from 'lucide-preact';
import { useContext, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { isAfter } from '../../utils/base/clock.ts';
import type { CheckId, Finding } from '../../utils/domain/diagnosis/types.ts';
import type { Report } from '../../utils/domain/diagnosis/report/report.ts';
import type { ConnectionStore } from '../../utils/domain/connections/store.ts';
import type { ProcoreStore } from '../../utils/domain/connections/procore-store.ts';
import type { LedgerStore, ProjectState } from '../../utils/domain/links/store.ts';
import { valueOf } from '../../utils/storage/live.ts';
import type { QuestionStore } from '../../utils/domain/pages/question.ts';
import type { RunStore } from '../../utils/domain/guide/store.ts';
import type { SettingsStore } from '../../utils/domain/settings/store.ts';
import type { TroubleshooterStore } from '../../utils/domain/diagnosis/store.ts';
import type { Instant } from '../../utils/base/types.ts';
import { Button } from '../shared/button.tsx';
import { ConfirmWho } from '../shared/confirm-who.tsx';
import { ConnectionFold } from '../connections/docusign-connection.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { Fold } from '../shared/fold.tsx';
import { OtherRuns } from '../shared/other-runs.tsx';
import { LinkSummary, ProjectTitle, ProjectLocation } from '../shared/link-summary.tsx';
import { Offers } from '../shared/offers.tsx';
import { ProcoreConnectionFold } from '../connections/procore-connection.tsx';
import { TimeContext } from '../shared/time.tsx';
import { Unreadable } from '../shared/unreadable.tsx';
import { OpenedReport } from '../troubleshooter/opened-report.tsx';
import { CheckSearch } from '../troubleshooter/check-search.tsx';
import { OpenReport } from '../troubleshooter/open-report.tsx';
import type { TroubleshooterActions } from '../troubleshooter/actions.ts';
import { Troubleshooter } from '../troubleshooter/troubleshooter.tsx';
import { AnswerView } from './answer.tsx';
import { GuideRun } from './guide-run.tsx';
import styles from './panel.module.css';

export type PanelStores = {
  question: QuestionStore;
  ledger: LedgerStore;
  runs: RunStore;
  connection: ConnectionStore<'docusign'>;
  procore: ProcoreStore;
  settings: SettingsStore;
  troubleshooter: TroubleshooterStore;
};

export type PanelActions = Omit<TroubleshooterActions, 'showConnection'> & {
  /** Finds out why it does not work, where the person is or about the badge they pressed. */
  findOut: () => void;
  /** Runs one check alone. */
  runCheck: (check: CheckId) => void;
};

/** Beside the page: the question a badge was pressed for, the guided steps, and the link they are about. */
export function Panel(props: { stores: PanelStores; actions: PanelActions; version: string }) {
  const { stores, actions } = props;
  const { ledger, runs, connection, troubleshooter } = stores;
  const { now } = useContext(TimeContext);
  const [wantsConnection, setWantsConnection] = useState(false);
  const [opened, setOpened] = useState<Report | null>(null);
  const [wanted, setWanted] = useState<{ check: CheckId } | null>(null);
  const findings = troubleshooter.pass.value?.diagnosis.findings ?? [];
  const finding = troubleshooter.pass.value !== null || troubleshooter.progress.value !== null;
  const asked = stores.question.question.value;
  // What was found out answers the question it was asked for; a badge that is pressed afterwards is another one.
  const checksAskedAt = troubleshooter.askedAt.value;
  const comesAfter = (at: Instant, other: Instant) => isAfter(at, other, now.value);
  const question = asked && (!finding || comesAfter(asked.at, checksAskedAt)) ? asked : null;
  const latest = runs.run.value;
  // Somebody who asks something new is done with what ended before.
  const isDoneWith = (endedAt: Instant) =>
    [...(asked ? [asked.at] : []), checksAskedAt].some((at) => comesAfter(at, endedAt));
  const run = latest?.endedAt != null && isDoneWith(latest.endedAt) ? null : latest;
  const state = valueOf(ledger.active.value) ?? null;
  const connected = valueOf(connection.current.value) ?? null;
  return (
    <main class={styles.panel}>
      <h1 class="unseen">{i18n.t('panel.title')}</h1>
      {opened && <OpenedReport report={opened} onClose={() => setOpened(null)} />}
      {question && (
        <AnswerView
          question={question}
          state={state}
          lastRead={ledger.lastOf(question.kind)}
          version={props.version}
          copy={actions.copy}
          onFindOut={actions.findOut}
          onBack={stores.question.putAway}
        />
      )}
      {finding && (
        <Troubleshooter
          store={troubleshooter}
          runs={runs}
          connection={connection}
          actions={{ ...actions, showConnection: () => setWantsConnection(true) }}
          wanted={wanted}
          version={props.version}
        />
      )}
      {run ? (
        <GuideRun run={run} store={runs} connection={connected} checked={finding} />
      ) : (
        !finding && <ErrorNote error={runs.problem.value} onDismiss={runs.dismiss} />
      )}
      <OtherRuns store={runs} />
      {ledger.active.value.status === 'failed' && <Unreadable />}
      {finding ? null : state ? (
        <Summary
          state={state}
          stores={stores}
          offers={run?.status !== 'running' || run.key.zone !== state.link.key.zone}
          onFindOut={question ? null : actions.findOut}
        />
      ) : (
        !question &&
        !run &&
        ledger.active.value.status === 'ready' && (
          <section class={`card ${styles.idle}`}>
            <h2>{i18n.t('panel.idle.title')}</h2>
            <p>{i18n.t('panel.idle.text')}</p>
            <div class="row">
              <FindOut onPress={actions.findOut} />
            </div>
          </section>
        )
      )}
      <CheckSearch
        findings={findings}
        onChoose={(check) => {
          if (findings.some((one) => one.check === check)) setWanted({ check });
          else actions.runCheck(check);
        }}
        onAll={actions.findOut}
      />
      <ConnectionFold
        wanted={wantsConnection}
        store={connection}
        keyLocked={stores.settings.isLocked('integrationKey')}
        onOpenSettings={actions.openSettings}
      />
      {(stores.procore.hasApp.value || needsProcore(findings)) && (
        <ProcoreConnectionFold
          store={stores.procore}
          idLocked={stores.settings.isLocked('procoreClientId')}
          onOpenSettings={actions.openSettings}
        />
      )}
      <Fold title={i18n.t('report.open.title')} open={false}>
        <OpenReport onOpen={setOpened} />
      </Fold>
    </main>
  );
}

/** A check could tell more with it. */
const needsProcore = (findings: readonly Finding[]): boolean =>
  findings.some(({ needs }) => needs.includes('procore-connection'));

function FindOut({ onPress }: { onPress: () => void }) {
  return (
    <Button icon={Stethoscope} label={i18n.t('troubleshooter.open_label')} onPress={onPress}>
      {i18n.t('troubleshooter.open')}
    </Button>
  );
}

function Summary({
  state,
  stores,
  offers,
  onFindOut,
}: {
  state: ProjectState;
  stores: PanelStores;
  offers: boolean;
  /** Null where it is offered already, beside the explanation of a badge. */
  onFindOut: (() => void) | null;
}) {
  const { runs, connection } = stores;
  const [confirming, setConfirming] = useState(false);
  const { key } = state.link;
  return (
    <section class={`card ${styles.summary}`} aria-labelledby="summary-title">
      <div>
        <p class={styles.where}>
          <ProjectLocation zone={key.zone} company={state.company} />
        </p>
        <h2 id="summary-title">
          <ProjectTitle state={state} />
        </h2>
      </div>
      <LinkSummary state={state} />
      {confirming ? (
        <ConfirmWho
          connection={valueOf(connection.current.value) ?? null}
          busy={runs.busy.value === 'confirmAccount'}
          onCancel={() => setConfirming(false)}
          onConfirm={(answer) => {
            void runs.confirm({ key, ...answer }).then((done) => {
              if (done) setConfirming(false);
            });
          }}
        />
      ) : (
        offers && (
          <div class="row">
            <Offers state={state} onStart={(start) => void runs.start(start)} />
            {state.link.state === 'synced' && (
              <Button look="quiet" icon={UserCheck} onPress={() => setConfirming(true)}>
                {state.link.confirmation ? i18n.t('popup.confirm_again') : i18n.t('popup.confirm')}
              </Button>
            )}
            {onFindOut && <FindOut onPress={onFindOut} />}
          </div>
        )
      )}
    </section>
  );
}
