// How long a badge has to have been in sight, as drawn, when a press on it begins; less is nobody's aim.
const IN_SIGHT = 150;
// How long an answer about visibility may take before the press is forgotten.
const PATIENCE = 500;

/**
 * Calls `act` for a press that a person meant: trusted, on a badge that is really seen as drawn. Where the browser can
 * tell (IntersectionObserver v2), a badge that is or was just covered, faded, filtered or transformed does nothing;
 * everywhere, one that was moved under a resting pointer does nothing.
 */
export function onTruePress(button: HTMLElement, host: HTMLElement, act: () => void): void {
  let reached = false;
  let begun = false;
  let sight: Sight | undefined;
  const look = () => {
    sight ??= watchSight(button);
  };
  const lookAway = () => {
    if (button.matches(':hover,:focus')) return;
    sight?.end();
    sight = undefined;
  };
  button.addEventListener('focus', look);
  button.addEventListener('blur', lookAway);
  button.addEventListener('pointerleave', lookAway);
  button.addEventListener('pointerenter', () => {
    reached = false;
    // What was seen before the pointer came is no witness: on a busy machine the news of a cover may be late.
    sight?.end();
    sight = watchSight(button);
  });
  button.addEventListener('pointermove', ({ isTrusted, movementX, movementY }) => {
    if (isTrusted && (movementX !== 0 || movementY !== 0)) reached = true;
  });
  button.addEventListener('pointerdown', () => {
    begun = sight?.isOld() ?? true;
  });
  button.addEventListener('click', (event) => {
    event.preventDefault();
    // `detail` is 0 for the keyboard and for screen readers, which need not focus first; a finger does not hover.
    const byTouch = event.pointerType === 'touch';
    const aimed = event.detail === 0 ? (sight?.isOld() ?? true) : byTouch || (reached && begun);
    if (!event.isTrusted || !aimed) return;
    if (!host.checkVisibility?.({ opacityProperty: true, visibilityProperty: true })) return;
    if (isMasked(host)) return;
    whenSeen(button, act);
  });
}

/** IntersectionObserver v2 takes no notice of masks. */
function isMasked(host: Element): boolean {
  for (let shown: Element | null | undefined = host; shown; ) {
    const { maskImage, webkitMaskBoxImage } = getComputedStyle(shown) as CSSStyleDeclaration & {
      webkitMaskBoxImage?: string;
    };
    if ([maskImage, webkitMaskBoxImage].some((mask) => mask && mask !== 'none')) return true;
    shown = shown.assignedSlot ?? shown.parentElement ?? (shown.getRootNode() as Partial<ShadowRoot>).host;
  }
  return false;
}

const TRACKED: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
  threshold: 1,
  trackVisibility: true,
  delay: 100,
};

type Sight = { isOld(): boolean; end(): void };

/** Since when the target has been seen as drawn: a page that takes its cover away for the press is too late. */
function watchSight(target: Element): Sight {
  if (!('isVisible' in (globalThis.IntersectionObserverEntry?.prototype ?? {}))) {
    return { isOld: () => true, end: () => {} };
  }
  let since = Number.POSITIVE_INFINITY;
  const observer = new IntersectionObserver((entries) => {
    const seen = entries.every((entry) => 'isVisible' in entry && entry.isVisible === true);
    since = seen ? Math.min(since, performance.now()) : Number.POSITIVE_INFINITY;
  }, TRACKED);
  observer.observe(target);
  return { isOld: () => performance.now() - since >= IN_SIGHT, end: () => observer.disconnect() };
}

function whenSeen(target: Element, act: () => void): void {
  const observer = new IntersectionObserver(([entry]) => {
    observer.disconnect();
    clearTimeout(timer);
    if (!entry || !('isVisible' in entry) || entry.isVisible === true) act();
  }, TRACKED);
  const timer = setTimeout(() => observer.disconnect(), PATIENCE);
  observer.observe(target);
}
