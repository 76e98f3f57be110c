/**
 * Makes a value when it is first asked for, and keeps it. For schemas: a background that is started for one message
 * does not wait for those of all the others.
 */
export function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
