import Dexie, {
  type DBCore,
  type DBCoreCursor,
  type DBCoreQueryRequest,
  type DBCoreQueryResponse,
  type DBCoreTable,
  type Middleware,
} from 'dexie';
import { AppFault } from '../base/errors.ts';
import type { DefinedTable } from './define-table.ts';

/** What stands between everybody who reads or writes and the database itself. */

type Rules = Record<string, Pick<DefinedTable, 'row'>>;

/**
 * A browser's database factory that opens nothing above our own version. Asked for a version that is older than what is
 * stored, the library opens what is there; finds it less than it declares, it changes the schema of the newer version.
 */
export function upToVersion(
  factory: IDBFactory,
  version: () => number,
): Pick<IDBFactory, 'open' | 'deleteDatabase' | 'databases'> {
  return {
    open: (name, asked) => {
      if (asked !== undefined && asked > version()) throw new AppFault('newer-data');
      return factory.open(name, asked);
    },
    deleteDatabase: (name) => factory.deleteDatabase(name),
    databases: () => factory.databases(),
  };
}

/** Writes nothing while `isNewer`: the rows of a newer version may mean what this one does not know. */
export function readOnlyWhile(isNewer: () => boolean): Middleware<DBCore> {
  return {
    stack: 'dbcore',
    name: 'newer-data',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return {
          ...table,
          mutate: (request) =>
            isNewer() ? Dexie.Promise.reject(new AppFault('newer-data')) : table.mutate(request),
        };
      },
    }),
  };
}

/**
 * Hands on the rows that can be read, whoever asks. What cannot stays where it is, and goes to a key beside once another
 * row is written in its place.
 */
export function readableOnly(rules: Rules): Middleware<DBCore> {
  return {
    stack: 'dbcore',
    name: 'readable-rows',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        const rule = rules[name];
        return rule ? withReadable(table, (row) => rule.row().safeParse(row).success) : table;
      },
    }),
  };
}

/** So many times as many rows are asked for where there were not enough good ones. */
const MORE = 4;

/** Chained and never awaited: a promise of the language itself would lose the library's transaction, and deafen a live query. */
function withReadable(table: DBCoreTable, isReadable: (row: unknown) => boolean): DBCoreTable {
  const handedOn = (row: unknown): unknown => (row !== undefined && isReadable(row) ? row : undefined);

  /** Asks for more where damaged rows took the place of good ones. */
  const query = (request: DBCoreQueryRequest): Promise<DBCoreQueryResponse> =>
    table.query(request).then((answer) => {
      if (request.values !== true) return answer;
      const { limit = Number.POSITIVE_INFINITY } = request;
      const rows: unknown[] = answer.result;
      const good = rows.filter(isReadable);
      if (good.length === rows.length || rows.length < limit) return { ...answer, result: good };
      return query({ ...request, limit: limit * MORE }).then((more) => ({
        ...more,
        result: more.result.slice(0, limit),
      }));
    });

  // Keys that are counted up are never written again.
  const { keyPath, autoIncrement = false, extractKey } = table.schema.primaryKey;
  const mutate: DBCoreTable['mutate'] = (request) => {
    if (request.type !== 'put' || autoIncrement || !extractKey) return table.mutate(request);
    const { trans, values } = request;
    const keys = request.keys ?? values.map((value): unknown => extractKey(value));
    return table.getMany({ trans, keys }).then((rows: unknown[]) => {
      // A change of a damaged row that leaves it damaged takes nobody's place.
      const aside = rows.flatMap((row, at) =>
        row !== undefined && !isReadable(row) && isReadable(values[at])
          ? [asideOf(row, [keyPath ?? []].flat(), keys[at])]
          : [],
      );
      if (aside.length === 0) return table.mutate(request);
      return table.mutate({ type: 'put', trans, values: aside }).then(() => table.mutate(request));
    });
  };

  return {
    ...table,
    mutate,
    get: (request) => table.get(request).then(handedOn),
    // What is read to be changed is read as it is: a row that came back as nothing would be deleted by the change.
    getMany: (request) =>
      request.cache === 'immutable'
        ? table.getMany(request)
        : table.getMany(request).then((rows: unknown[]) => rows.map(handedOn)),
    query,
    openCursor: (request) =>
      table
        .openCursor(request)
        .then((cursor) => (cursor && request.values === true ? skipping(cursor, isReadable) : cursor)),
  };
}

/** A row whole, under the last part of its key and a mark: nothing asks for it, and it can be read no better than before. */
function asideOf(row: unknown, keyPath: readonly string[], key: unknown): Record<string, unknown> {
  const parts = [key].flat();
  const named = keyPath.map((name, at): [string, unknown] => [
    name,
    at < keyPath.length - 1 ? parts[at] : `${String(parts[at])}${ASIDE}${crypto.randomUUID()}`,
  ]);
  return Object.fromEntries<unknown>([...named, ['unread', row]]);
}

/** No key of ours has it: ids are digits, hosts or names. */
const ASIDE = '\u0000unread ';

function skipping(cursor: DBCoreCursor, isReadable: (row: unknown) => boolean): DBCoreCursor {
  const start = cursor.start.bind(cursor);
  cursor.start = (onNext) =>
    start(() => {
      if (isReadable(cursor.value)) onNext();
      else cursor.continue();
    });
  return cursor;
}
