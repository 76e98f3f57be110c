import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import {
  type RunningCallout,
  runCallout,
  type CalloutStep,
} from '../components/guide-callout/run-callout.ts';
import { isAlive, pageBrowser } from '../utils/platform/page-browser.ts';

// Put into Procore pages while a guided run is on; a second time in a page it only asks again.
const SLOT = 'countersignSpot';
const world = globalThis as { [SLOT]?: RunningCallout };

export default defineUnlistedScript(() => {
  const earlier = world[SLOT];
  if (earlier?.isOn()) {
    earlier.ask();
    return;
  }
  earlier?.stop();

  const { runtime } = pageBrowser;
  const running = runCallout({
    page: document,
    ask: async (data) => stepOf(await runtime.sendMessage({ type: 'guideStep', data })),
    press: async (data) => replyOf(await runtime.sendMessage({ type: 'guidePress', data })),
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

function replyOf(answer: unknown): { ok?: unknown; value?: unknown } {
  const { res } = (answer ?? {}) as { res?: { ok?: unknown; value?: unknown } };
  if (!res) throw new Error('no answer');
  return res;
}

/** The background's answer, looked at by hand: a schema library would outweigh this script. */
function stepOf(answer: unknown): CalloutStep | null {
  const value = replyOf(answer);
  if (value.ok !== true) throw new Error('no answer');
  if (value.value === null) return null;
  const { runId, step, target, title, text, count } = value.value as Record<string, unknown>;
  const said = { runId, step, title, text, count };
  if (Object.values(said).some((word) => typeof word !== 'string')) throw new Error('no answer');
  return { ...(said as Omit<CalloutStep, 'target'>), target: typeof target === 'string' ? target : null };
}
