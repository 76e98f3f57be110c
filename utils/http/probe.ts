import { AppFault } from '../base/errors.ts';
import type { Clock } from '../base/types.ts';
import type { RecordRequest } from './guarded-fetch.ts';
import { PROBED_HOSTS } from '../base/hosts.ts';
import { passHostGate } from './host-gate.ts';

/** Statuses of a server that is there and does not work. Others may only mean that it knows no such page. */
const GATEWAY: readonly number[] = [500, 502, 503, 504];

/** What a host's answer tells besides that it came: nothing where the browser does not let us see it. */
export type Probed = { date: string | null };

/**
 * Asks a host for any answer at all (the file that every host has or says it has not, and nobody is led away from),
 * without credentials and without reading its body: for telling whether it can be reached. Recorded as every request
 * is. Throws `offline`; `vendor-down` where the answer may be seen and is a gateway's; `host-not-allowed` for a host
 * outside the tables.
 */
export function createProbe({
  fetch: send,
  clock,
  record,
  isGranted,
}: {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  record: RecordRequest;
  /** Whether the browser lets us see this host's answers. */
  isGranted: (host: string) => Promise<boolean>;
}) {
  return async (host: string): Promise<Probed> => {
    // A host of the table, or one that may only be probed: an account's own site comes out of an answer.
    const address = `https://${host}/robots.txt`;
    const url = PROBED_HOSTS.includes(host) ? new URL(address) : passHostGate(address);
    const isSeen = await isGranted(host);
    const startedAt = clock();
    const finish = record({ at: startedAt, method: 'HEAD', host: url.host, path: url.pathname });
    let status = 0;
    try {
      const answer = await send(url, {
        method: 'HEAD',
        // Without leave to see the answer only a plain request gets one, and that one follows where it is led.
        ...(isSeen ? { mode: 'cors', redirect: 'manual' } : { mode: 'no-cors' }),
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      // An answer that may not be read has no status; it came all the same.
      status = answer.status || 200;
      if (GATEWAY.includes(status)) throw new AppFault('vendor-down', String(status));
      return { date: answer.headers.get('date') };
    } catch (thrown) {
      if (thrown instanceof AppFault) throw thrown;
      throw new AppFault('offline', undefined, thrown);
    } finally {
      finish({ status, took: Math.max(0, clock() - startedAt) });
    }
  };
}
