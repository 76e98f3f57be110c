import { browser } from './browser.ts';

/**
 * The part of `storage.session` that signing in needs: kept in memory by the browser, gone when it ends, closed to
 * scripts in pages. Values come back as `unknown` and are parsed by whoever reads them.
 */
export type SessionArea = {
  get: (key: string) => Promise<unknown>;
  set: (key: string, value: unknown) => Promise<void>;
  remove: (key: string) => Promise<void>;
  /** The names of all that is kept. */
  keys: () => Promise<string[]>;
};

export const sessionArea: SessionArea = {
  get: async (key) => (await area().get(key))[key],
  set: (key, value) => area().set({ [key]: value }),
  remove: (key) => area().remove(key),
  keys: async () => Object.keys(await area().get(null)),
};

const area = () => browser.storage.session;
