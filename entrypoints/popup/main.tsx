import { computed } from '@preact/signals';
import { render } from 'preact';
import { Popup } from '../../components/popup/popup.tsx';
import { DatabaseNote } from '../../components/shared/database-note.tsx';
import { languageOfDates, TimeContext } from '../../components/shared/time.tsx';
import { browser } from '../../utils/platform/browser.ts';
import { systemClock } from '../../utils/base/clock.ts';
import { requestHost } from '../../utils/platform/host-permissions.ts';
import { ask } from '../../utils/app/messaging/ask.ts';
import { effectiveSettings, watchSettings } from '../../utils/domain/settings/effective.ts';
import { CountersignDatabase } from '../../utils/domain/database.ts';
import { watchDatabase } from '../../utils/domain/own-data/database-state.ts';
import {
  lastLogin,
  loginOpen,
  openSettings,
  panelOpener,
  sceneSources,
} from '../../utils/app/browser-sources.ts';
import { createConnectionStore } from '../../utils/domain/connections/store.ts';
import { createLedgerStore } from '../../utils/domain/links/store.ts';
import { valueOf } from '../../utils/storage/live.ts';
import { tickingNow } from '../../utils/platform/ticking-now.ts';
import { createRunStore } from '../../utils/domain/guide/store.ts';
import { createActiveContextStore, frontOf } from '../../utils/domain/pages/active-context.ts';
import { createSettingsStore } from '../../utils/domain/settings/store.ts';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
const until = closing.signal;

const database = new CountersignDatabase();
const databaseState = watchDatabase(database, until);
const now = tickingNow(systemClock, until);
const settings = createSettingsStore({ ask, effective: effectiveSettings, watch: watchSettings, until });
const scene = createActiveContextStore(sceneSources);
const runs = createRunStore({
  database,
  ask,
  now,
  front: computed(() => frontOf(scene.context.value)),
  until,
});

const [openPanel] = await Promise.all([panelOpener(), scene.look()]);
// Once it is known where the person is, so that this is read before everything else.
const ledger = createLedgerStore({
  database,
  here: computed(() => (scene.context.value.status === 'project' ? scene.context.value.here : null)),
  now,
  warningDay: computed(() => settings.settings.value.warningDay),
  listsOthers: true,
  until,
});
const connection = createConnectionStore('docusign', {
  database,
  ask,
  environment: computed(() => settings.settings.value.environment),
  hasApp: computed(() => settings.settings.value.integrationKey !== ''),
  confirmed: computed(() => valueOf(ledger.active.value)?.link.confirmation ?? null),
  loginOpen: loginOpen(until),
  lastLogin: lastLogin(until),
  until,
});

/** Chromium's popup goes when something else comes to the front. Firefox's stays, and covers what it opened. */
const leave = () => {
  if (import.meta.env.FIREFOX) window.close();
};

/**
 * Asks the background for something and shows the panel. Chromium's popup is gone the moment the panel comes, and with
 * it what the background has not taken in yet: there the panel comes last, while the press still counts. Firefox opens
 * its sidebar in the press itself alone.
 */
async function withPanel(work: () => Promise<boolean>): Promise<void> {
  if (import.meta.env.FIREFOX) openPanel();
  if (!(await work())) return;
  if (!import.meta.env.FIREFOX) openPanel();
  leave();
}

const app = document.getElementById('app');
if (app) {
  app.replaceChildren();
  app.removeAttribute('aria-busy');
  render(
    <TimeContext.Provider value={{ now, language: languageOfDates(browser.i18n.getUILanguage()) }}>
      <DatabaseNote state={databaseState} />
      <Popup
        stores={{ scene, ledger, runs, connection, settings }}
        actions={{
          openPanel,
          start: (request) => void withPanel(() => runs.start(request)),
          // Also when it was not taken in: the panel has the same button, and says what is wrong.
          findOut: () => void withPanel(() => ask('troubleshoot', { check: null }).then(() => true)),
          openSettings: () => void openSettings().then(leave),
          leave,
          requestHost: requestHost,
        }}
      />
    </TimeContext.Provider>,
    app,
  );
}

void ask('lookAtAlarms', null);
