import { isAfter } from '../../base/clock.ts';
import { isSame } from '../../base/same-text.ts';
import type { Instant } from '../../base/types.ts';
import type { Confirmation } from '../links/tables.ts';
import type { Connection } from './tables.ts';

/** Who was confirmed to be behind a link, as far as it tells which connection is theirs. */
export type ConfirmedWho = Pick<Confirmation, 'who' | 'accountId'>;

/**
 * The connection that speaks for the person, where several stand side by side: one of the environment that the settings
 * name. Where it was confirmed who is behind the link in question, it is that person's; where none is theirs, one that
 * has the confirmed account. Of several it is the one that was signed in to last.
 */
export function currentOf<C extends Connection>(
  connections: readonly C[],
  {
    environment,
    confirmed = null,
    now,
  }: { environment: string; confirmed?: ConfirmedWho | null; now: Instant },
): C | null {
  const here = connections.filter((one) => one.environment === environment);
  const theirs = confirmed ? here.filter((one) => isOfPerson(one, confirmed.who)) : [];
  const withAccount = confirmed ? here.filter((one) => hasAccount(one, confirmed.accountId)) : [];
  const both = theirs.filter((one) => withAccount.includes(one));
  const meant = [both, theirs, withAccount].find((some) => some.length > 0) ?? here;
  return meant.reduce<C | null>(
    (last, one) => (last && !isAfter(one.signedInAt, last.signedInAt, now) ? last : one),
    null,
  );
}

function isOfPerson(connection: Connection, who: string): boolean {
  const { name } = connection;
  const names = [name, connection.vendor === 'docusign' ? connection.email : connection.login];
  return names.some((one) => one !== '' && isSame(one, who));
}

function hasAccount(connection: Connection, id: string): boolean {
  if (connection.vendor !== 'docusign' || id === '') return false;
  return connection.accounts.some(({ accountId }) => accountId === id);
}
