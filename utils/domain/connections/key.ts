import { VENDORS, type Vendor } from '../../base/types.ts';
import type { Connection, ConnectionOf } from './tables.ts';

/** Whose connection it is, and where: the key of its row. */
export type ConnectionKey = [vendor: Vendor, environment: string, userId: string];

/** The same in one word, as messages name it and its tokens are kept: `docusign:production:50d89ab1-…`. */
export type ConnectionId = string;

export function connectionKey({
  vendor,
  environment,
  userId,
}: Pick<Connection, keyof KeyParts>): ConnectionKey {
  return [vendor, environment, userId];
}

export function idOf(parts: Pick<Connection, keyof KeyParts>): ConnectionId {
  return connectionKey(parts).join(':');
}

/** Null for what names no connection. */
export function keyFrom(id: ConnectionId): ConnectionKey | null {
  const [name, environment, ...rest] = id.split(':');
  const vendor = VENDORS.find((known) => known === name);
  const userId = rest.join(':');
  return vendor && environment && userId !== '' ? [vendor, environment, userId] : null;
}

export function isOf<V extends Vendor>(vendor: V): (row: Connection) => row is ConnectionOf<V> {
  return (row): row is ConnectionOf<V> => row.vendor === vendor;
}

type KeyParts = { vendor: Vendor; environment: string; userId: string };
