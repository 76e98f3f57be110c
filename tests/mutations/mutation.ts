import { resolve } from 'node:path';

/**
 * One guard of the product taken out of its source, by the test build alone: the tests named have to go red then, or
 * they do not show that the guard is there. Paths from the top of the repository.
 */
export type Mutation = {
  /** Begins with the number of the defence it belongs to, where it is one of those. */
  id: string;
  says: string;
  file: string;
  /** Stands in the file exactly once. */
  find: string;
  replace: string;
  mustFail: readonly [Proof, ...Proof[]];
  /** Its tests in the browser take a minute: they are run by `npm run test:all`, and not by `npm test`. */
  isLong?: true;
};

export type Proof = {
  /** A unit test, or one of Playwright's, which is run in Chromium on a build with the mutation. */
  file: string;
  /** Part of the names of the tests that are run. */
  tests: string;
};

export const isInBrowser = ({ file }: Proof): boolean => file.endsWith('.spec.ts');

const ROOT = resolve(import.meta.dirname, '../..');

/** The source with the mutation in it. Throws where its anchor does not stand there exactly once. */
export function mutated(source: string, { id, file, find, replace }: Mutation): string {
  const found = source.split(find).length - 1;
  if (found !== 1) throw new Error(`${id}: what is to be changed stands ${found} times in ${file}`);
  return source.replace(find, () => replace);
}

/**
 * A plugin for Vite and Rolldown. `current` is asked for each file; `applied` is called where the mutation was made.
 */
export function mutationPlugin(current: () => Mutation | undefined, applied: () => void = () => undefined) {
  return {
    name: 'mutation',
    enforce: 'pre' as const,
    transform(source: string, id: string) {
      const mutation = current();
      if (!mutation || id.replace(/\?.*$/, '') !== resolve(ROOT, mutation.file)) return null;
      applied();
      return { code: mutated(source, mutation), map: null };
    },
  };
}
