/** The figure in a header; null for none, and for anything that is no whole number. */
export function wholeNumber(text: string | null): number | null {
  return text !== null && /^\s*\d{1,12}\s*$/.test(text) ? Number(text) : null;
}
