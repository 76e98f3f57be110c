import { canonicalHash } from '../../base/canonical-hash.ts';

/** The `canonicalHash` of what an operation is to do and of its place in the run. Null for what has none. */
export function fingerprintOf(job: string, ordinal: number, intent: unknown): string | null {
  try {
    return canonicalHash([job, ordinal, intent]);
  } catch {
    return null;
  }
}
