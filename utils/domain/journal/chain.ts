import { canonicalHash } from '../../base/canonical-hash.ts';
import type { JournalRow } from './tables.ts';

/**
 * The `canonicalHash` of the entry without its `id` and `hash`; hash and entry are of one transaction.
 * @throws for text with half a character in it
 */
export function hashOf(row: object): string {
  const { id: _id, hash: _hash, ...content }: { id?: unknown; hash?: unknown } = row;
  return canonicalHash(content);
}

export function hasOwnHash(row: JournalRow): boolean {
  try {
    return row.hash === hashOf(row);
  } catch {
    return false;
  }
}
