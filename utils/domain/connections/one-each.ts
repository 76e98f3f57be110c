/** Rows of the versions that kept one connection of each environment, each vendor's in a table of its own. */
type Stored = Record<'docusign' | 'procore', readonly unknown[]>;

/** The same rows as they are kept now. What cannot be read is kept as well, under the key it can have. */
export function fromOneEach({ docusign, procore }: Stored): Record<string, unknown>[] {
  const moved = (vendor: keyof Stored) => (row: unknown) => {
    const old = { ...(row as Record<string, unknown>) };
    return {
      ...old,
      vendor,
      // What was never connected to a name has none: such a row is set aside as unreadable.
      userId: typeof old['userId'] === 'string' ? old['userId'] : '',
      signedInAt: old['connectedAt'],
    };
  };
  return [...docusign.map(moved('docusign')), ...procore.map(moved('procore'))];
}
