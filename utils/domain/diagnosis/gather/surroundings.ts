import { matchOf } from '../../../base/hosts.ts';
import type { EffectiveSettings } from '../../settings/effective.ts';
import type { CountersignDatabase } from '../../database.ts';
import type { BrowserFacts, GrantFacts, OwnDataFacts, SettingsFacts } from '../facts.ts';
import { type About, FactUnavailable, type FactValue } from './gather.ts';

/** The oldest browsers Countersign is built for, as the manifest says. */
const NEEDED: Readonly<Record<string, number>> = { firefox: 142, chromium: 144 };

export type BrowserSources = {
  /** Firefox tells its own name and version. */
  info: (() => Promise<{ name: string; version: string }>) | undefined;
  /** Chromium's browsers list the names they go by; one of them is nonsense on purpose. */
  brands: readonly { brand: string; version: string }[];
  system: () => Promise<string>;
};

/** Which browser this is, by its own word. */
export async function readBrowser({
  info,
  brands,
  system,
}: BrowserSources): Promise<FactValue<BrowserFacts>> {
  const told = info ? await info() : bestBrand(brands);
  if (!told) throw new FactUnavailable('not-offered');
  const family = info ? 'firefox' : 'chromium';
  return {
    value: {
      name: told.name.slice(0, 40),
      version: Number.parseInt(told.version, 10) || 0,
      needed: NEEDED[family] ?? 0,
      system: (await system()).slice(0, 40),
    },
  };
}

/**
 * The name a browser of Chromium's family goes by, with the engine's version, which is what counts. Where the browser
 * numbers itself otherwise, as Opera does, its own number is part of the name.
 */
function bestBrand(brands: BrowserSources['brands']): { name: string; version: string } | undefined {
  const honest = brands.filter(({ brand }) => !/not.?a.?brand|[^\w\s.]/i.test(brand));
  const engine = honest.find(({ brand }) => brand === 'Chromium');
  const own = honest.find(({ brand }) => brand !== 'Chromium') ?? engine;
  if (!own) return undefined;
  const { brand, version } = own;
  if (!engine || engine.version === version) return { name: brand, version };
  return { name: `${brand} ${version}, Chromium`, version: engine.version };
}

export type GrantSources = {
  contains: (wanted: {
    origins?: string[];
    permissions?: ('cookies' | 'browsingData')[];
  }) => Promise<boolean>;
};

export async function readGrants(
  { contains }: GrantSources,
  { subject }: About,
  docusignHost: string,
): Promise<FactValue<GrantFacts>> {
  const host = (name: string) => contains({ origins: [matchOf(name)] });
  const [zone, docusign, cookies, browsingData] = await Promise.all([
    subject.zone === '' ? false : host(subject.zone),
    host(docusignHost),
    contains({ permissions: ['cookies'] }),
    contains({ permissions: ['browsingData'] }),
  ]);
  return { value: { zone, docusign, cookies, browsingData } };
}

export async function readSettings(
  settings: () => Promise<EffectiveSettings>,
  hasProcoreApp: () => Promise<boolean>,
): Promise<FactValue<SettingsFacts>> {
  const { settings: set, locked, refused, policy } = await settings();
  return {
    value: {
      environment: set.environment,
      hasKey: set.integrationKey !== '',
      hasProcoreApp: await hasProcoreApp(),
      locked: locked.map((name) => name.slice(0, 40)),
      refused: [...new Set(refused.map(({ name }) => name.slice(0, 40)))],
      ...(policy === 'told' ? {} : { policy }),
    },
  };
}

/** Whether Countersign's own data can be read, and how much room it takes. */
export async function readOwnData(
  db: Pick<CountersignDatabase, 'sightings' | 'verno' | 'backendDB'>,
  estimate: () => Promise<{ usage?: number; quota?: number }>,
): Promise<FactValue<OwnDataFacts>> {
  const { usage, quota } = await estimate().catch(() => ({ usage: undefined, quota: undefined }));
  const used = usage !== undefined && quota ? Math.min(1, usage / quota) : null;
  try {
    const sightings = await db.sightings.count();
    // Dexie keeps ten numbers of IndexedDB for each version of its own.
    const newer = (db.backendDB()?.version ?? 0) / 10 > db.verno;
    return { value: { readable: true, newer, sightings, used } };
  } catch (thrown) {
    const newer = thrown instanceof Error && thrown.name === 'VersionError';
    return { value: { readable: false, newer, sightings: 0, used } };
  }
}
