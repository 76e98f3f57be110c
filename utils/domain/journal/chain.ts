import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { JournalRow } from './tables.ts';

/**
 * SHA-256, in hex, of the entry without its `id` and `hash`, as canonical JSON (RFC 8785). At once, not by WebCrypto:
 * a promise of the language itself ends a transaction of the database, and hash and entry are of one transaction.
 * @throws for text with half a character in it
 */
export function hashOf(row: object): string {
  const { id: _id, hash: _hash, ...content }: { id?: unknown; hash?: unknown } = row;
  return bytesToHex(sha256(utf8ToBytes(canonicalize(content) ?? '')));
}

export function hasOwnHash(row: JournalRow): boolean {
  try {
    return row.hash === hashOf(row);
  } catch {
    return false;
  }
}
