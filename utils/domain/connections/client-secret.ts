import { AppFault } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { PolicySecret } from '../settings/policy.ts';
import { procoreClientSecret } from '../settings/schema.ts';
import type { SecretHolder } from '../../base/types.ts';
import type { SessionArea } from '../../platform/session-area.ts';

const KEY = 'secret:procore';

/**
 * The secret of the company's own app. What a person typed is in `storage.session`, so in memory, and gone with the
 * browser; what the organization set is asked of the browser each time and wins. It is handed to the token endpoint and
 * to nobody else.
 */
export function createClientSecret({
  session,
  policy,
  log,
}: {
  session: SessionArea;
  /** The organization's secret, as the browser tells it now. */
  policy: () => Promise<PolicySecret>;
  log: Log;
}) {
  const look = async (): Promise<{ by: SecretHolder; secret: string }> => {
    const told = await policy();
    const set = procoreClientSecret().safeParse(told.state === 'told' ? told.secret : undefined);
    const typed = set.success ? set : procoreClientSecret().safeParse(await session.get(KEY));
    if (!typed.success) return { by: told.state === 'told' ? 'nobody' : told.state, secret: '' };
    log.redactor.register(typed.data);
    return { by: set.success ? 'organization' : 'person', secret: typed.data };
  };
  return {
    holder: async (): Promise<SecretHolder> => (await look()).by,

    /** For the token endpoint. */
    get: async (): Promise<string> => {
      const { by, secret } = await look();
      if (by === 'nobody') throw new AppFault('no-client-secret');
      if (by === 'pending') throw new AppFault('policy-pending');
      if (by === 'unreadable') throw new AppFault('policy-unreadable');
      return secret;
    },

    set: async (secret: string): Promise<void> => {
      log.redactor.register(secret);
      if ((await look()).by === 'organization') throw new AppFault('locked-by-policy', 'procoreClientSecret');
      await session.set(KEY, secret);
    },

    forget: (): Promise<void> => session.remove(KEY),
  };
}
