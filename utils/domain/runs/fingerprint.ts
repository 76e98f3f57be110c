/** A text that is the same for the same value, however its fields are ordered. Values are what JSON can hold. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
    return `{${fields.join()}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** SHA-256, in hexadecimal, of what an operation is to do and of its place in the run. */
export async function fingerprintOf(job: string, ordinal: number, intent: unknown): Promise<string> {
  const text = new TextEncoder().encode(canonical([job, ordinal, intent]));
  return new Uint8Array(await crypto.subtle.digest('SHA-256', text)).toHex();
}
