import type { RecordRequest } from '../../http/guarded-fetch.ts';
import type { Log } from '../../base/log.ts';
import type { CountersignDatabase } from '../database.ts';

/** Rows are written in the order things happen; a row that was removed meanwhile stays removed. */
export function recordIn(db: CountersignDatabase, log: Log): RecordRequest {
  return (request) => {
    const added = db.requests.add({ ...request, status: 0, took: 0 });
    const failed = (thrown: unknown) => log.note('a request was not recorded', thrown);
    added.catch(failed);
    return (outcome) => {
      added.then((id) => db.requests.update(id, outcome)).catch(failed);
    };
  };
}
