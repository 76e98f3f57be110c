import type { CountersignDatabase } from '../database.ts';

/**
 * The record of requests goes with the connection they were made for. With the last of an environment all of it goes;
 * beside others, what names the person, or what is theirs alone.
 */
export async function forgetRequests(
  db: Pick<CountersignDatabase, 'requests'>,
  {
    isHost,
    gone,
    others,
  }: {
    isHost: (host: string) => boolean;
    /** Ids in paths that name what is forgotten. */
    gone: readonly string[];
    /** The same of each connection that stays. */
    others: readonly (readonly string[])[];
  },
): Promise<void> {
  const kept = new Set(others.flat());
  const theirs = new Set(gone.filter((id) => !kept.has(id)));
  await db.requests
    .filter(
      ({ host, path }) =>
        isHost(host) && (others.length === 0 || path.split('/').some((part) => theirs.has(part))),
    )
    .delete();
}
