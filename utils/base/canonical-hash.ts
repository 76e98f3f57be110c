import { sha256 } from '@noble/hashes/sha2.js';
import canonicalize from 'canonicalize';

/**
 * SHA-256, in hex, of a value as canonical JSON (RFC 8785). At once, not by WebCrypto: a promise of the language itself
 * ends a transaction of the database.
 * @throws for what has no such form: text with half a character in it, numbers that are none
 */
export const canonicalHash = (value: unknown): string =>
  sha256(new TextEncoder().encode(canonicalize(value) ?? '')).toHex();
