import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';
import type { World } from '../../world.ts';

// The fields of a stored record that hold seconds since 1970.
const TIMES = ['iat', 'exp', 'iiat', 'loginTs', 'authTime', 'consumed'] as const;

export type Store = {
  adapter: (model: string) => Adapter;
  /** Takes out every record of this model that fits. */
  drop(model: string, fits: (record: AdapterPayload) => boolean): void;
  clear(): void;
};

/**
 * Where the OAuth library keeps its sessions, codes, grants and tokens, in the sandbox's own time. The library reads
 * the computer's clock; so every time stamp is moved into the sandbox's time on its way in and back on its way out. A
 * token written at noon is then handed to the library, after the sandbox's clock went on by nine hours, as one written
 * at three in the morning: all lifetimes are judged by the library itself, none is computed twice.
 */
export function createStore(
  world: World,
  findClient: (clientId: string) => ClientMetadata | undefined,
): Store {
  const records = new Map<string, Map<string, AdapterPayload>>();
  const shift = () => Math.floor(world.ahead() / 1_000);
  const moved = (record: AdapterPayload, seconds: number): AdapterPayload => {
    const copy = { ...record };
    for (const field of TIMES) {
      const value: unknown = copy[field];
      if (typeof value === 'number') copy[field] = value + seconds;
    }
    return copy;
  };

  function adapter(model: string): Adapter {
    const own = records.getOrInsertComputed(model, () => new Map<string, AdapterPayload>());
    const out = (record: AdapterPayload | undefined) =>
      Promise.resolve(record === undefined ? undefined : moved(record, -shift()));
    const by = (field: 'uid' | 'userCode', value: string) =>
      out([...own.values()].find((record) => record[field] === value));
    return {
      find: (id) => (model === 'Client' ? Promise.resolve(findClient(id)) : out(own.get(id))),
      findByUid: (uid) => by('uid', uid),
      findByUserCode: (userCode) => by('userCode', userCode),
      async upsert(id, payload) {
        own.set(id, moved(payload, shift()));
      },
      async consume(id) {
        const record = own.get(id);
        if (record !== undefined) record.consumed = Math.floor(world.now() / 1_000);
      },
      async destroy(id) {
        own.delete(id);
      },
      async revokeByGrantId(grantId) {
        drop(model, (record) => record.grantId === grantId);
      },
    };
  }

  function drop(model: string, fits: (record: AdapterPayload) => boolean): void {
    const own = records.get(model);
    for (const [id, record] of own ?? []) if (fits(record)) own?.delete(id);
  }

  return {
    adapter,
    drop,
    clear: () => {
      for (const own of records.values()) own.clear();
    },
  };
}
