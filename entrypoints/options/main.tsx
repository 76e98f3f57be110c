import { computed } from '@preact/signals';
import { render } from 'preact';
import { SettingsPage } from '../../components/settings/settings.tsx';
import { DatabaseNote } from '../../components/shared/database-note.tsx';
import { languageOfDates, TimeContext } from '../../components/shared/time.tsx';
import { browser } from '../../utils/platform/browser.ts';
import { systemClock } from '../../utils/base/clock.ts';
import { requestHost } from '../../utils/platform/host-permissions.ts';
import { ask } from '../../utils/app/messaging/ask.ts';
import { effectiveSettings, watchSettings } from '../../utils/domain/settings/effective.ts';
import { CountersignDatabase } from '../../utils/domain/database.ts';
import { watchDatabase } from '../../utils/domain/own-data/database-state.ts';
import { copyText, lastLogin, loginOpen, procoreSources, saveFile } from '../../utils/app/browser-sources.ts';
import { tickingNow } from '../../utils/platform/ticking-now.ts';
import { createPrivacyStore } from '../../utils/domain/own-data/store.ts';
import { createConnectionStore } from '../../utils/domain/connections/store.ts';
import { createProcoreStore } from '../../utils/domain/connections/procore-store.ts';
import { createSettingsStore } from '../../utils/domain/settings/store.ts';
import { DOCUSIGN_WORLDS } from '../../utils/vendors/docusign/environments.ts';
import { PROCORE_WORLDS } from '../../utils/vendors/procore/environments.ts';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
const until = closing.signal;

const store = createSettingsStore({ ask, effective: effectiveSettings, watch: watchSettings, until });
const database = new CountersignDatabase();
const databaseState = watchDatabase(database, until);
const privacy = createPrivacyStore({ database, ask, clock: systemClock, save: saveFile, until });
const docusign = createConnectionStore('docusign', {
  database,
  ask,
  environment: computed(() => store.settings.value.environment),
  hasApp: computed(() => store.settings.value.integrationKey !== ''),
  loginOpen: loginOpen(until),
  lastLogin: lastLogin(until),
  until,
});
const procore = createProcoreStore({
  database,
  ask,
  environment: computed(() => store.settings.value.procoreEnvironment),
  hasApp: computed(() => store.settings.value.procoreClientId !== ''),
  ...procoreSources(until),
  until,
});
const redirectTo = ({ redirectPath }: { redirectPath: string }) =>
  browser.identity.getRedirectURL(redirectPath);

// A field that gets its stored value while somebody types in it would mix the two.
await new Promise<void>((resolve) => {
  store.loaded.subscribe((loaded) => {
    if (loaded) resolve();
  });
});

const app = document.getElementById('app');
if (app) {
  app.replaceChildren();
  app.removeAttribute('aria-busy');
  render(
    <TimeContext.Provider
      value={{
        now: tickingNow(systemClock, until),
        language: languageOfDates(browser.i18n.getUILanguage()),
      }}
    >
      <DatabaseNote state={databaseState} />
      <SettingsPage
        store={store}
        privacy={privacy}
        docusign={docusign}
        procore={procore}
        redirectAddresses={{
          production: redirectTo(DOCUSIGN_WORLDS.production),
          demo: redirectTo(DOCUSIGN_WORLDS.demo),
        }}
        procoreRedirects={{
          production: redirectTo(PROCORE_WORLDS.production),
          sandbox: redirectTo(PROCORE_WORLDS.sandbox),
        }}
        copy={copyText}
        requestHost={requestHost}
        version={browser.runtime.getManifest().version}
        extensionId={browser.runtime.id}
      />
    </TimeContext.Provider>,
    app,
  );
}
