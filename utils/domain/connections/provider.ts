import type { LoginTarget, TokenEndpoint } from '../../auth/grant.ts';
import type { ErrorKind } from '../../base/errors.ts';
import type { Vendor } from '../../base/types.ts';
import type { LoginEnd } from './items.ts';
import type { ConnectionKey } from './key.ts';
import type { ConnectionOf, EnvironmentOf } from './tables.ts';

/** With whose token a vendor is read, and until when. */
export type AuthorizedCall = { accessToken: string; signal: AbortSignal };

/** What is still to be ended at the vendor: one token, and the app it belongs to. */
export type SurrenderedToken = { token: string; clientId: string };

/** One vendor, as far as signing in and forgetting need to know it. `Who` is what it says of a person, at the least an id. */
export type Provider<V extends Vendor, Who extends { userId: string }> = {
  id: V;
  environments: readonly EnvironmentOf<V>[];
  endpoint: TokenEndpoint;
  targetOf: (environment: EnvironmentOf<V>, clientId: string) => LoginTarget;
  /** An address of the login host that answers anybody. */
  probe: (environment: EnvironmentOf<V>) => string;
  isHostOf: (environment: EnvironmentOf<V>, host: string) => boolean;
  /** True for a fault that a new access token may cure. */
  mayBeStale: (thrown: unknown) => boolean;
  /** Where and as which app to sign in, as the settings are now; '' where no app is set. */
  app: () => Promise<{ environment: EnvironmentOf<V>; clientId: string }>;
  noApp: ErrorKind;
  /** Throws where the browser does not let us ask this vendor. */
  allowed: (environment: EnvironmentOf<V>) => Promise<void>;
  /** Reads whose token it is. */
  identify: (environment: EnvironmentOf<V>, call: AuthorizedCall) => Promise<Who>;
  /** Reads what there is to know of a person, and keeps it. `signedIn`: they did so just now. */
  read: (
    environment: EnvironmentOf<V>,
    who: Who,
    call: AuthorizedCall & { signedIn: boolean },
  ) => Promise<ConnectionOf<V>>;
  isUnread: (row: ConnectionOf<V>) => boolean;
  /** A reading failed: what was never read says why. */
  markUnread: (key: ConnectionKey, kind: ErrorKind) => Promise<void>;
  /** Ids that name the person, or what is theirs, in the paths of requests. */
  idsOf: (row: ConnectionOf<V>) => string[];
  /** Keeps how a login failed, for the pages that did not hear it; null when another one begins. */
  loginEnded: (end: LoginEnd | null) => Promise<void>;
  /** A connection was forgotten here; `left` is what may still be ended at the vendor. */
  ended?: (environment: EnvironmentOf<V>, left: SurrenderedToken[]) => Promise<void>;
};
