import { AppFault } from '../base/errors.ts';
import type { Log } from '../base/log.ts';

/**
 * Whether an address is reached. Nearly any answer will do: without a token it is a refusal, and a refusal came over the
 * network. Throws `vendor-down` where the answer says that the vendor has a fault.
 */
export function reachableBy({ fetch: guarded, log }: { fetch: typeof globalThis.fetch; log: Log }) {
  return async (address: string): Promise<boolean> => {
    let status: number;
    try {
      ({ status } = await guarded(address));
    } catch (thrown) {
      log.note('the login host was not reached', thrown);
      return false;
    }
    if (status >= 500) throw new AppFault('vendor-down', String(status));
    return true;
  };
}
