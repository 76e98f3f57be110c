/** The REST API leaves out what it has no value for. */
export function withoutAbsent(fields: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}

/** Some booleans come as "True" and "False", the older .NET way; others as "true" and "false". */
export const capitalBoolean = (value: boolean): string => (value ? 'True' : 'False');
