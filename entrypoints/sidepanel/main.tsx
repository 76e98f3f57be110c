import { computed } from '@preact/signals';
import { render } from 'preact';
import { Panel } from '../../components/panel/panel.tsx';
import { DatabaseNote } from '../../components/shared/database-note.tsx';
import { languageOfDates, TimeContext } from '../../components/shared/time.tsx';
import { browser } from '../../utils/platform/browser.ts';
import { isWithin, systemClock } from '../../utils/base/clock.ts';
import { requestHost } from '../../utils/platform/host-permissions.ts';
import { ask } from '../../utils/app/messaging/ask.ts';
import { effectiveSettings, watchSettings } from '../../utils/domain/settings/effective.ts';
import { CountersignDatabase } from '../../utils/domain/database.ts';
import { watchDatabase } from '../../utils/domain/own-data/database-state.ts';
import { question as questionItem } from '../../utils/domain/pages/items.ts';
import { troubleshooting } from '../../utils/domain/diagnosis/items.ts';
import {
  borrowClearing,
  copyText,
  lastLogin,
  loginOpen,
  openSettings,
  panelLinks,
  placeIn,
  procoreSources,
  saveFile,
  sceneSources,
  watchReturn,
  watchTabs,
} from '../../utils/app/browser-sources.ts';
import { createConnectionStore } from '../../utils/domain/connections/store.ts';
import { keepLooking } from '../../utils/domain/guide/look-again.ts';
import { createLedgerStore } from '../../utils/domain/links/store.ts';
import { live, valueOf } from '../../utils/storage/live.ts';
import { tickingNow } from '../../utils/platform/ticking-now.ts';
import { createProcoreStore } from '../../utils/domain/connections/procore-store.ts';
import { createQuestionStore } from '../../utils/domain/pages/question.ts';
import { createRunStore } from '../../utils/domain/guide/store.ts';
import { createActiveContextStore, frontOf } from '../../utils/domain/pages/active-context.ts';
import { createSettingsStore } from '../../utils/domain/settings/store.ts';
import { createTroubleshooterStore, contextAgain } from '../../utils/domain/diagnosis/store.ts';
import type { Which } from '../../utils/domain/diagnosis/diagnose.ts';
import { PAGE_KINDS } from '../../utils/domain/diagnosis/facts.ts';
import { CHECK_IDS } from '../../utils/domain/diagnosis/types.ts';

/** Who is connected since when, and which account is meant; whether it was read anew is no news. */
const doneAt = (
  row: { userId: string; signedInAt: number; chosenAccountId?: string | null } | null | undefined,
) => row && [row.userId, row.signedInAt, row.chosenAccountId];

/** A request is taken up by a panel that opens for it within so many milliseconds. */
const JUST_NOW = 5_000;

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
const until = closing.signal;

const database = new CountersignDatabase();
const databaseState = watchDatabase(database, until);
const now = tickingNow(systemClock, until);
const settings = createSettingsStore({ ask, effective: effectiveSettings, watch: watchSettings, until });
const question = createQuestionStore({ get: questionItem.get, watch: questionItem.watch, until });
const scene = createActiveContextStore(sceneSources);
watchTabs(() => void scene.look(), until);
const runs = createRunStore({
  database,
  ask,
  now,
  front: computed(() => frontOf(scene.context.value)),
  until,
});
keepLooking(runs.run, ask, until);
const procore = createProcoreStore({
  database,
  ask,
  environment: computed(() => settings.settings.value.procoreEnvironment),
  hasApp: computed(() => settings.settings.value.procoreClientId !== ''),
  ...procoreSources(until),
  until,
});

await scene.look();
// Once it is known where the person is, so that this is read before everything else.
const ledger = createLedgerStore({
  database,
  // A question is about the project it was asked in, whatever tab is in front by now.
  here: computed(() => {
    if (question.question.value) return question.question.value;
    return scene.context.value.status === 'project' ? scene.context.value.here : null;
  }),
  now,
  warningDay: computed(() => settings.settings.value.warningDay),
  listsOthers: false,
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

const troubleshooter = createTroubleshooterStore({
  ask,
  clock: systemClock,
  placeNow: async (before) => {
    await scene.look();
    return contextAgain(before, await placeIn(scene.context.value, null, database));
  },
});
// What a person may have done elsewhere. A pass writes rows too, but none that this takes for news.
const newestSighting = live(async () => (await database.sightings.orderBy(':id').last())?.id, until);
const done = computed(() =>
  JSON.stringify([
    newestSighting.value,
    doneAt(valueOf(connection.current.value)),
    doneAt(valueOf(procore.current.value)),
    settings.settings.value,
  ]),
);
until.addEventListener(
  'abort',
  done.subscribe(() => troubleshooter.requestRecheck()),
  { once: true },
);
watchReturn(troubleshooter.requestRecheck, until);
const findOut = async (which: Which = 'all') => {
  await scene.look();
  await troubleshooter.run(which, await placeIn(scene.context.value, question.question.value, database));
};

// Asked for by the popup, or by a link that names a check or a kind of page.
const link = new URLSearchParams(location.search);
const check = CHECK_IDS.find((id) => id === link.get('check'));
const kind = PAGE_KINDS.find((id) => id === link.get('page'));
if (link.has('check') || link.has('page')) void findOut(check ? { check } : kind ? { place: kind } : 'all');
let begun: number | null = null;
const begin = (request: Awaited<ReturnType<typeof troubleshooting.get>>) => {
  if (!request || request.at === begun) return;
  begun = request.at;
  void findOut(request.check === null ? 'all' : { check: request.check });
};
const opened = systemClock();
void troubleshooting.get().then((request) => {
  if (request && isWithin(request.at, JUST_NOW, opened)) begin(request);
});
until.addEventListener('abort', troubleshooting.watch(begin), { once: true });
const language = languageOfDates(browser.i18n.getUILanguage());

const app = document.getElementById('app');
if (app) {
  app.replaceChildren();
  app.removeAttribute('aria-busy');
  render(
    <TimeContext.Provider value={{ now, language }}>
      <DatabaseNote state={databaseState} />
      <Panel
        stores={{ question, ledger, runs, connection, procore, settings, troubleshooter }}
        actions={{
          openSettings: () => void openSettings(),
          copy: copyText,
          findOut: () => void findOut(),
          runCheck: (check) => void findOut({ check }),
          linkTo: panelLinks(),
          requestHost: requestHost,
          borrowClearing,
          save: saveFile,
          sayWhen: (at) => new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }),
        }}
        version={browser.runtime.getManifest().version}
      />
    </TimeContext.Provider>,
    app,
  );
}

void ask('lookAtAlarms', null);
