import { createSerialQueue } from '../../base/serial-queue.ts';
import { cachedEvidence } from './items.ts';
import type { EvidenceCache } from './ledger.ts';
import type { LinkEvidence } from './read-links.ts';

/** Links remembered at once; more are rarely open, and each page asks for one. */
const MAX_LINKS = 30;

/** Reads what an earlier worker remembered at once, so that it is there when the page that woke this one asks. */
export function evidenceCache(): EvidenceCache {
  const inOrder = createSerialQueue();
  let remembered: Promise<Record<string, LinkEvidence>> = cachedEvidence.get();
  const keep = (evidence: Record<string, LinkEvidence>) => {
    remembered = Promise.resolve(evidence);
    return cachedEvidence.set(evidence);
  };
  return {
    get: async (name) => (await remembered)[name],
    set: (name, evidence) =>
      inOrder(async () => {
        const { [name]: old, ...others } = await remembered;
        // Mostly nothing has changed, and each write costs what a page waits for.
        if (JSON.stringify(old) === JSON.stringify(evidence)) return;
        const kept = Object.entries(others).slice(-(MAX_LINKS - 1));
        await keep({ ...Object.fromEntries(kept), [name]: evidence });
      }),
    clear: () => inOrder(() => keep({})),
  };
}
