import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPage } from '../components/badge/page.ts';
import type { PageWorld } from '../components/badge/world.ts';
import { areBadges } from '../components/badge/views.ts';
import { askFromPage, onPush } from '../utils/messaging/page-client.ts';
import { isAlive } from '../utils/page-browser.ts';

const LOOK = 3000;
const isNothing = (value: unknown): value is null => value === null;

/** Reads Procore's page and has badges drawn on it. Once in a page, in the top frame alone, gone when the extension is. */
export default defineUnlistedScript(() => {
  const world = globalThis as PageWorld;
  if (window.top !== window || world.countersignReads || !isAlive()) return;
  world.countersignReads = true;
  // What an older version of the extension left there does not draw for this one.
  world.countersignBoard = undefined;
  const life = new AbortController();
  const { signal } = life;

  const checkAlive = () => {
    if (!isAlive()) life.abort();
  };
  const page = readPage(document, {
    signal,
    checkAlive,
    report: async (sight) => (await askFromPage('sight', sight, areBadges))?.badges,
    bringBoard: async () => {
      await askFromPage('bringBadges', null, isNothing);
      return world.countersignBoard;
    },
    press: (what) => void askFromPage('openPanel', what, isNothing),
    sent: (what) => void askFromPage('sendPressed', what, isNothing),
  });
  onPush('sightings-changed', page.askAgain, signal);
  const onShow = ({ persisted, isTrusted }: PageTransitionEvent) => {
    if (persisted && isTrusted) page.comeBack('history');
  };
  window.addEventListener('pageshow', onShow, { signal });
  const onActivated = ({ isTrusted }: Event) => {
    if (isTrusted) page.comeBack();
  };
  document.addEventListener('prerenderingchange', onActivated, { signal });

  const timer = setInterval(checkAlive, LOOK);
  for (const type of ['focus', 'visibilitychange', 'pointerdown']) {
    window.addEventListener(type, checkAlive, { capture: true, passive: true, signal });
  }
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    world.countersignReads = false;
  });
});
