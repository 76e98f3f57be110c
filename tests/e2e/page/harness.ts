/** Runs in the page under test, in place of the extension: the same reading and drawing, with a background of its own. */
import { createBadgeLayer } from '../../../components/badge/badge-layer.ts';
import { readPage } from '../../../components/badge/page.ts';
import { find } from '../../../utils/domain/pages/detectors/find.ts';
import type { BadgeView } from '../../../utils/domain/pages/messages.ts';
import type { MessageData } from '../../../utils/app/messaging/protocol.ts';
import type { Reading } from '../../../utils/base/types.ts';

export type Harness = {
  /** Everything `find` reads, in one line a reading. */
  read(): string[];
  /** Starts reading and drawing; every reading gets a view. */
  start(options?: { delay?: number; silent?: boolean }): void;
  stop(): void;
  sights: MessageData<'pageReport'>[];
  presses: MessageData<'openPanel'>[];
  /** How often the page was looked at: after each reading and each sweep. */
  looks: number;
  /** What keeps the background from answering. */
  silent: boolean;
};

const viewOf = ({ kind, says, disabled }: Reading): BadgeView => ({
  kind,
  says,
  disabled: disabled === true,
  state: says === 'synced' ? 'synced' : 'unknown',
  tone: says === 'unknown' ? 'unknown' : 'good',
  text: says,
  label: `Countersign: ${kind} ${says}`,
});

let life: AbortController | undefined;

const harness: Harness = {
  read: () =>
    [...find(document).values()]
      .map(({ kind, says, disabled }) => `${kind} ${says}${disabled ? ' disabled' : ''}`)
      .toSorted(),
  start({ delay = 0, silent = false } = {}) {
    harness.silent = silent;
    life = new AbortController();
    const page = readPage(document, {
      signal: life.signal,
      checkAlive: () => {
        harness.looks += 1;
      },
      report: async (sight) => {
        harness.sights.push(sight);
        if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
        if (harness.silent) return undefined;
        page.confirm(sight.id);
        return { badges: sight.readings.map((reading) => viewOf(reading as Reading)), validUntil: null };
      },
      importLayer: () => Promise.resolve(createBadgeLayer),
      press: (what) => harness.presses.push(what),
      sent: () => {},
    });
  },
  stop: () => life?.abort(),
  sights: [],
  presses: [],
  looks: 0,
  silent: false,
};

(globalThis as { harness?: Harness }).harness = harness;
