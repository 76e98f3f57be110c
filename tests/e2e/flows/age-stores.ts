/** Moves back, by so many milliseconds, every number in the extension's stores that can only be a moment. */
export async function ageStores(by: number): Promise<void> {
  const now = Date.now();
  const older = (value: unknown): unknown => {
    if (typeof value === 'number') return value > now - 1e11 && value < now + 1e8 ? value - by : value;
    if (Array.isArray(value)) return value.map(older);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, older(inner)]));
  };
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error));
    });

  for (const area of [chrome.storage.local, chrome.storage.session]) {
    const stored = await area.get(null);
    await area.set(older(stored) as typeof stored);
  }
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name ?? ''));
    for (const table of database.objectStoreNames) {
      const store = database.transaction(table, 'readwrite').objectStore(table);
      for (const row of await done(store.getAll())) await done(store.put(older(row)));
    }
    database.close();
  }
}
