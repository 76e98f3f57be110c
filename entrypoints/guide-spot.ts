import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type RunningSpot, runSpot, type SpotStep } from '../components/guide-spot/run-spot.ts';
import { TARGETS } from '../utils/guide/types.ts';
import { isAlive, pageBrowser } from '../utils/page-browser.ts';

// Put into Procore pages while a guided run is on; a second time in a page it only asks again.
const SLOT = 'countersignSpot';
const world = globalThis as { [SLOT]?: RunningSpot };

export default defineUnlistedScript(() => {
  const earlier = world[SLOT];
  if (earlier?.isOn()) {
    earlier.ask();
    return;
  }
  earlier?.stop();

  const { runtime } = pageBrowser;
  const running = runSpot({
    page: document,
    ask: async (data) => stepOf(await runtime.sendMessage({ type: 'guideStep', data })),
    press: (data) => {
      // The page may be leaving, and the answer with it: the message is out all the same.
      runtime.sendMessage({ type: 'guidePress', data }).catch(() => undefined);
    },
    isAlive,
  });
  world[SLOT] = running;

  runtime.onMessage.addListener(function told(message: unknown) {
    if (!running.isOn()) runtime.onMessage.removeListener(told);
    else if (isPush(message)) running.ask();
  });
});

// Either push may follow a change of the run: forgetting the ledger ends it too.
const isPush = (message: unknown): boolean =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  (message.type === 'guide-changed' || message.type === 'sightings-changed');

/** The background's answer, looked at by hand: a schema library would outweigh this script. */
function stepOf(answer: unknown): SpotStep | null {
  const value = (answer as { res?: { ok?: unknown; value?: unknown } } | undefined)?.res;
  if (value?.ok !== true) throw new Error('no answer');
  if (value.value === null) return null;
  const { runId, step, target, title, text, count } = value.value as Record<string, unknown>;
  const known = TARGETS.find((one) => one === target) ?? null;
  if (
    typeof runId !== 'string' ||
    typeof step !== 'string' ||
    typeof title !== 'string' ||
    typeof text !== 'string' ||
    typeof count !== 'string'
  ) {
    throw new Error('an answer of another shape');
  }
  return { runId, step, target: known, title, text, count };
}
