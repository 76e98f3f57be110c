import { observe } from '../../utils/domain/pages/detectors/observe.ts';
import { DETECTORS } from '../../utils/domain/pages/detectors/registry.ts';
import { personOf } from '../../utils/domain/pages/detectors/person.ts';
import type { BadgeView } from '../../utils/domain/pages/messages.ts';
import type { MessageData } from '../../utils/app/messaging/protocol.ts';
import type { ElementKind, Reading, RestoredBy } from '../../utils/base/types.ts';
import { type BadgeLayer, removeStale } from './badge-layer.ts';
import {
  createReporter,
  type PageMoment,
  momentNow,
  type PageReport,
  type ReportAnswer,
  since,
} from './reporter.ts';
import { createTruth } from './truth.ts';
import type { CreateBadgeLayer } from './page-globals.ts';

export type PageOptions = {
  signal: AbortSignal;
  /** Ends the signal if the extension is gone; called before anything is drawn. */
  checkAlive: () => void;
  /** Tells what was read; the views of the answer are drawn. Undefined: no answer came. */
  report: (sight: MessageData<'pageReport'>) => Promise<ReportAnswer | undefined>;
  /** Brings what draws badges into the page; called when there is something to draw. Undefined: it did not come. */
  importLayer: () => Promise<CreateBadgeLayer | undefined>;
  press: (what: MessageData<'openPanel'>) => void;
  /** The person pressed one of Procore's own send buttons that could be read; whether it worked shows on what follows. */
  sent: (what: MessageData<'sendPressed'>) => void;
};

export type ReadPage = {
  askAgain: () => void;
  /** To be called when the page may have been forgotten for a while, and now and then while it is in sight. */
  look: () => void;
  /** The page comes to the front. */
  comeToFront: () => void;
  /** The page goes out of sight, maybe for good. */
  leave: () => void;
  /** The report of this id is on disk. */
  confirm: (id: unknown) => void;
  /**
   * The page is shown again out of the browser's memory, or for the first time after it was made ready unseen: what it
   * had asked until then is not answered any more.
   */
  comeBack: (how?: RestoredBy) => void;
};

// The background takes no more than this many different readings at a time.
const MAX_READINGS = 40;
const MAX_TITLE = 300;
const MAX_ADDRESS = 2000;
const DEBOUNCE = 50;
const PATIENCE = 2000;
const FIRST_RETRY = 500;
const LAST_RETRY = 30_000;

// What stands in a form, which may never be saved.
const BOXES: readonly ElementKind[] = ['enable-box', 'sign-toggle'];

const keyOf = ({ kind, says, disabled }: { kind: string; says: string; disabled?: boolean }) =>
  `${kind} ${says} ${disabled === true}`;

function howItCame(): RestoredBy | undefined {
  const [entry] = performance.getEntriesByType('navigation');
  const type = entry && 'type' in entry ? entry.type : undefined;
  return type === 'back_forward' ? 'history' : type === 'reload' ? type : undefined;
}

const anchors = new Map(DETECTORS.map(({ kind, anchor }) => [kind, anchor]));

/** Reads a page, reports, and draws what comes back, until the signal ends it. */
export function readPage(
  page: Document,
  { signal, checkAlive, report, importLayer, press, sent }: PageOptions,
): ReadPage {
  removeStale(page);
  let views = new Map<string, BadgeView>();
  // The page the views are about. Those of another page are never drawn.
  let address = '';
  let reported = '';
  // Told while the page went out of sight.
  let left = '';
  let asking = false;
  let askAfter = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;
  let retry = FIRST_RETRY;
  // Until when a report waits for the rest of a page that is not read to its end.
  let unsettled = 0;
  // Since when each element says what it says: a page that is asked again has read nothing new.
  let saidSince = new WeakMap<Element, { said: string; at: PageMoment }>();
  // What boxes said before the person changed them: until the form is saved, that is what holds.
  let before = new WeakMap<Element, string>();

  // What stands behind # is a place on the page. A page that is being left has a URL still, and no location any more.
  const hrefNow = () => page.URL.replace(/#.*/, '').slice(0, MAX_ADDRESS);

  let restored = howItCame();

  let layer: BadgeLayer | undefined;
  async function raiseLayer(): Promise<void> {
    const create = await importLayer();
    if (layer || signal.aborted) return;
    layer = create?.(page, {
      signal,
      anchorOf: (element, { kind }) => anchors.get(kind)?.(element) ?? element,
      readingOf: (element) => watch.found.get(element),
      quietly: watch.quietly,
      viewOf: (reading) => (address === hrefNow() ? views.get(keyOf(reading)) : undefined),
      onPress: ({ kind, says }) => {
        const unsaved = [...watch.found].some(
          ([element, reading]) => reading.kind === kind && isUnsaved(element, reading),
        );
        press({ href: hrefNow(), kind, says: unsaved ? 'unsaved' : says });
      },
    });
  }

  const watch = observe(page, {
    signal,
    lost: () => layer?.lost() ?? [],
    onSweep: () => {
      checkAlive();
      settleAddress();
      layer?.tidy();
    },
    onRead: (touched) => {
      checkAlive();
      settleAddress();
      layer?.draw(touched);
      // Looking at thousands of readings to tell a few takes time of its own.
      schedule(Math.max(DEBOUNCE, watch.found.size / 20));
    },
  });

  function redraw(): void {
    watch.settle();
    layer?.draw(watch.found.keys());
  }

  /** A new address is another page, whatever stayed on the screen. */
  function settleAddress(): void {
    if (address === '' || address === hrefNow()) return;
    address = '';
    views = new Map();
    saidSince = new WeakMap();
    before = new WeakMap();
    redraw();
    schedule(0, true);
  }

  /** At the latest in so many milliseconds: a page that never rests cannot put it off. */
  function schedule(delay: number, again = false): void {
    if (again) reported = '';
    const at = performance.now() + delay;
    if (at >= due || signal.aborted) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => {
      due = Number.POSITIVE_INFINITY;
      void tell();
    }, delay);
  }

  function ageOf(element: Element, said: string): number {
    const known = saidSince.get(element);
    if (known?.said === said) return since(known.at);
    saidSince.set(element, { said, at: momentNow() });
    return 0;
  }

  /** A box that was changed here, or may have been before the browser brought the page back with what stood in its forms. */
  function isUnsaved(element: Element, { kind, says }: Reading): boolean {
    if (!BOXES.includes(kind)) return false;
    const cameBack = restored === 'history' && element instanceof HTMLInputElement;
    return (before.get(element) ?? says) !== says || (cameBack && element.checked !== element.defaultChecked);
  }

  function buildReport(): PageReport {
    const readings = new Map<string, Reading & { age: number }>();
    for (const [element, reading] of watch.found) {
      const said = keyOf(reading);
      const age = Math.min(ageOf(element, said), readings.get(said)?.age ?? Number.POSITIVE_INFINITY);
      const unsaved = isUnsaved(element, reading);
      readings.set(said, { ...reading, age, ...(unsaved && { unsaved }) });
    }
    return {
      href: hrefNow(),
      person: personOf(page),
      title: page.title.slice(0, MAX_TITLE),
      ...(restored && { restored }),
      documentStartedAt: performance.timeOrigin,
      readings: [...readings.values()].slice(0, MAX_READINGS),
    };
  }

  const reporter = createReporter(signal, report);

  function readNow(): { data: PageReport; text: string } {
    watch.settle();
    const data = buildReport();
    return {
      data,
      text: JSON.stringify(data, (name, value: unknown) => (name === 'age' ? undefined : value)),
    };
  }

  // What time has made untrue is asked for again, and taken down should no answer come.
  const truth = createTruth(signal, {
    askAgain: () => schedule(0, true),
    takeDown: () => {
      views = new Map();
      redraw();
    },
  });

  async function tell(): Promise<void> {
    if (asking) {
      askAfter = true;
      return;
    }
    // Half a page told now is another one told soon; but one that never rests cannot put it off.
    if (!watch.settle() && performance.now() < (unsettled ||= performance.now() + PATIENCE))
      return schedule(DEBOUNCE);
    unsettled = 0;
    const { data, text } = readNow();
    if (text === reported) return reporter.again();
    asking = true;
    left = '';
    const [answer] = await Promise.all([
      reporter.send(data, text),
      // Asked for along with the answer: a badge waits for whichever is later, not for both.
      !layer && data.readings.length > 0 && raiseLayer(),
    ]);
    asking = false;
    if (signal.aborted) return;
    if (!answer || (answer.badges.length > 0 && !layer)) {
      schedule(retry);
      retry = Math.min(retry * 2, LAST_RETRY);
    } else if (data.href === hrefNow()) {
      retry = FIRST_RETRY;
      reported = text;
      address = data.href;
      views = new Map(answer.badges.map((view) => [keyOf(view), view]));
      truth.renew(answer.validUntil);
      redraw();
    } else askAfter = true;
    if (askAfter) schedule(0);
    askAfter = false;
  }

  // Only looked at, on its way down: the page gets its click as ever.
  const onClick = (event: MouseEvent) => {
    if (!event.isTrusted) return;
    for (const element of event.composedPath()) {
      if (!(element instanceof Element)) continue;
      const reading = watch.found.get(element);
      if (reading?.kind === 'send-button') {
        if (reading.says !== 'unknown' && !reading.disabled) sent({ href: hrefNow(), says: reading.says });
      } else if (reading && !before.has(element)) before.set(element, reading.says);
    }
  };
  window.addEventListener('click', onClick, { signal, capture: true, passive: true });
  const onSubmit = ({ isTrusted }: Event) => {
    if (!isTrusted) return;
    before = new WeakMap();
    schedule(DEBOUNCE);
  };
  window.addEventListener('submit', onSubmit, { signal, capture: true, passive: true });

  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', settleAddress, { signal });
  window.addEventListener('popstate', settleAddress, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  watch.start();
  schedule(0);
  const askAgain = () => schedule(0, true);
  return {
    askAgain,
    look: truth.look,
    comeToFront: () => {
      truth.look();
      askAgain();
    },
    leave: () => {
      const { data, text } = readNow();
      reporter.leave(text === reported || text === left ? undefined : data, text);
      left = text;
    },
    confirm: reporter.confirm,
    comeBack: (how) => {
      restored = how ?? restored;
      asking = false;
      askAgain();
    },
  };
}
