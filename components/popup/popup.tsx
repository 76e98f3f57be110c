import { Settings as SettingsIcon } from 'lucide-preact';
import { i18n } from '#i18n';
import { ConnectionFold } from '../connections/docusign-connection.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { OtherRuns } from '../shared/other-runs.tsx';
import { Here } from './here.tsx';
import styles from './popup.module.css';
import { Projects } from './projects.tsx';
import { Running } from './running.tsx';
import type { PopupActions, PopupStores } from './types.ts';
import type { ShownRun } from '../../utils/domain/guide/store.ts';
import { frontOf, type ActiveContext } from '../../utils/domain/pages/active-context.ts';

export function Popup({ stores, actions }: { stores: PopupStores; actions: PopupActions }) {
  const { runs, connection, settings, ledger } = stores;
  const run = runs.run.value;
  const scene = stores.scene.context.value;
  // What is below comes when the height of what is above is known: nothing moves under the pointer.
  const settled = scene.status !== 'project' || ledger.active.value.status !== 'loading';
  const running = run?.status === 'running' ? run : null;
  return (
    <>
      <header class={styles.header}>
        <h1>{i18n.t('popup.title')}</h1>
        <button
          type="button"
          class={styles.icon}
          aria-label={i18n.t('common.open_settings')}
          onClick={() => actions.openSettings()}
        >
          <SettingsIcon size={18} aria-hidden="true" />
        </button>
      </header>
      <main class={styles.main}>
        <ErrorNote
          error={runs.problem.value ?? settings.problem.value}
          onDismiss={() => {
            runs.dismiss();
            settings.dismiss();
          }}
        />
        {running && (
          <Running
            run={running}
            onContinue={actions.openPanel}
            onStop={() => void runs.step(running.runId, 'cancel')}
          />
        )}
        <OtherRuns store={runs} onGone={actions.leave} />
        <Here stores={stores} actions={actions} running={isInZone(running, scene)} />
        {settled && (
          <>
            <ConnectionFold
              store={connection}
              keyLocked={settings.isLocked('integrationKey')}
              onOpenSettings={actions.openSettings}
            />
            <Projects
              others={ledger.others.value}
              person={scene.status === 'project' ? scene.here.person : ''}
              wantAll={ledger.wantAllOthers}
            />
          </>
        )}
      </main>
    </>
  );
}

/** Steps of another zone are no reason not to begin some here; others of the same zone would end them. */
function isInZone(run: ShownRun | null, scene: ActiveContext): boolean {
  const front = frontOf(scene);
  return run !== null && (front === null || front.zone === run.key.zone);
}
