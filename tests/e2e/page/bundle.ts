import { resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { mutationPlugin } from '../../mutations/mutation.ts';
import { mutationOf } from '../../mutations/mutations.ts';

// Set by `npm run defences` alone.
const id = process.env['COUNTERSIGN_MUTATION'];
const mutation = id === undefined ? undefined : mutationOf(id);

const bundles = new Map<string, Promise<string>>();

/** A script of this folder with everything it imports, as one piece of text a page can run. */
export function bundle(file: string): Promise<string> {
  const known = bundles.get(file);
  if (known) return known;
  const made = bundleOnce(resolve(import.meta.dirname, file));
  bundles.set(file, made);
  return made;
}

async function bundleOnce(input: string): Promise<string> {
  const built = await rolldown({
    input,
    platform: 'browser',
    plugins: [mutationPlugin(() => mutation)],
  });
  const { output } = await built.generate({ format: 'iife' });
  await built.close();
  return output[0].code;
}
