import type { ReadonlySignal } from '@preact/signals';
import type { Ask } from '../../app/messaging/ask.ts';
import type { ShownRun } from './store.ts';

const LOOK_EVERY = 2_500;
/** So many times at that distance after a step began or the person came back, and then one time in twelve. */
const SOON = 40;

/**
 * Has what may prove the step read again while a run is shown and stands still. DocuSign's pages have no script of ours,
 * and what told of them may have met a background that died.
 */
export function keepLooking(run: ReadonlySignal<ShownRun | null>, ask: Ask, until: AbortSignal): void {
  let looks = 0;
  let stoodAt = '';
  const look = () => {
    const shown = run.value;
    if (shown?.status !== 'running' || shown.stale || document.visibilityState === 'hidden') return;
    const { runId, number } = shown;
    const standsAt = `${runId} ${number}`;
    looks = standsAt === stoodAt ? looks + 1 : 0;
    stoodAt = standsAt;
    if (looks < SOON || looks % 12 === 0) void ask('stepRun', { runId, action: 'look' });
  };
  const timer = setInterval(look, LOOK_EVERY);
  until.addEventListener('abort', () => clearInterval(timer), { once: true });
  const onBack = () => {
    stoodAt = '';
    look();
  };
  window.addEventListener('focus', onBack, { signal: until });
  document.addEventListener('visibilitychange', onBack, { signal: until });
}
