/** How many different Procore users of one browser are remembered in a zone. */
const MOST = 5;

/**
 * Whose link a page shows. Only some pages tell the user's id. Where none is told and just one person was ever met in
 * the zone, it is that person; where several were, it stays '' rather than a guess.
 */
export function personOf(told: string, known: readonly string[]): string {
  if (told !== '') return told;
  return known.length === 1 ? (known[0] ?? '') : '';
}

/** The persons of a zone after one more was told, newest last. Answers with the same list when nothing changed. */
export function metPerson(told: string, known: readonly string[]): readonly string[] {
  if (told === '' || known.at(-1) === told) return known;
  return [...known.filter((person) => person !== told), told].slice(-MOST);
}
