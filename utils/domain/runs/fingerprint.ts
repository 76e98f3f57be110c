import canonicalize from 'canonicalize';

/**
 * SHA-256, in hexadecimal, of what an operation is to do and of its place in the run, as canonical JSON (RFC 8785). Null
 * for what has no such form: text with half a character in it, numbers that are none.
 */
export async function fingerprintOf(job: string, ordinal: number, intent: unknown): Promise<string | null> {
  let text: string | undefined;
  try {
    text = canonicalize([job, ordinal, intent]);
  } catch {
    return null;
  }
  if (text === undefined) return null;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}
