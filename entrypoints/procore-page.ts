import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPage } from '../components/badge/page.ts';
import type { PageGlobals } from '../components/badge/page-globals.ts';
import { areBadges } from '../components/badge/views.ts';
import { mayBeZone } from '../utils/base/zone-host.ts';
import { askFromPage, onPush } from '../utils/app/messaging/page-client.ts';
import { isAlive } from '../utils/platform/page-browser.ts';

const LOOK = 3000;
const isNothing = (value: unknown): value is null => value === null;

/** Reads Procore's page and has badges drawn on it. Once in a page, in the top frame alone, gone when the extension is. */
export default defineUnlistedScript(() => {
  const world = globalThis as PageGlobals;
  if (window.top !== window || world.countersignReads || !isAlive()) return;
  // Wherever it was put: pages of other sites are none of its business.
  if (location.protocol !== 'https:' || location.port !== '' || !mayBeZone(location.hostname)) return;
  world.countersignReads = true;
  // What an older version of the extension left there does not draw for this one.
  world.countersignBadgeLayer = undefined;
  const life = new AbortController();
  const { signal } = life;

  const checkAlive = () => {
    if (!isAlive()) life.abort();
  };
  const page = readPage(document, {
    signal,
    checkAlive,
    // A Procore host that is not to be read: it was given back, or never granted.
    report: (sight) =>
      askFromPage('pageReport', sight, areBadges, (kind) => kind === 'host-not-allowed' && life.abort()),
    importLayer: async () => {
      await askFromPage('bringBadges', null, isNothing);
      return world.countersignBadgeLayer;
    },
    press: (what) => void askFromPage('openPanel', what, isNothing),
    sent: (what) => void askFromPage('sendPressed', what, isNothing),
  });
  onPush('sightings-changed', page.askAgain, signal);
  onPush('report-stored', page.confirm, signal);
  const onShow = ({ persisted, isTrusted }: PageTransitionEvent) => {
    if (persisted && isTrusted) page.comeBack('history');
    page.look();
  };
  window.addEventListener('pageshow', onShow, { signal });
  const onActivated = ({ isTrusted }: Event) => {
    if (isTrusted) page.comeBack();
  };
  document.addEventListener('prerenderingchange', onActivated, { signal });

  const look = () => {
    checkAlive();
    page.look();
  };
  const timer = setInterval(() => (document.hidden ? checkAlive() : look()), LOOK);
  for (const type of ['focus', 'pointerdown']) {
    window.addEventListener(type, look, { capture: true, passive: true, signal });
  }
  const onTurn = () => {
    checkAlive();
    if (document.hidden) page.leave();
    else page.comeToFront();
  };
  document.addEventListener('visibilitychange', onTurn, { signal });
  window.addEventListener('pagehide', page.leave, { signal });
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    world.countersignReads = false;
  });
});
