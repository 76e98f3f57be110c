import { type ReadonlySignal, signal } from '@preact/signals';
import { toAppError } from '../../base/errors.ts';
import type { CountersignDatabase } from '../database.ts';

/**
 * How it stands with our database: `waiting` while another page of ours keeps it from being opened, `newer` where a newer
 * version wrote it, so that nothing is written here; `full` where there was no room to open it.
 */
export type DatabaseState = 'ok' | 'waiting' | 'newer' | 'full' | 'unreadable';

/** Opening takes some milliseconds; longer than this, in milliseconds, something is in its way. */
const BLOCKED_AFTER_MS = 3_000;

type Openable = Pick<CountersignDatabase, 'open' | 'isNewer' | 'on'>;

/** Opens the database and tells how that went, then and after each time it is opened again. */
export function watchDatabase(database: Openable, until: AbortSignal): ReadonlySignal<DatabaseState> {
  const state = signal<DatabaseState>('ok');
  const timer = setTimeout(() => {
    state.value = 'waiting';
  }, BLOCKED_AFTER_MS);
  const opened = () => {
    clearTimeout(timer);
    state.value = database.isNewer ? 'newer' : 'ok';
  };
  // Another version may have taken it over meanwhile.
  database.on('ready', opened, true);
  database.open().catch((thrown: unknown) => {
    clearTimeout(timer);
    const { kind } = toAppError(thrown);
    state.value = kind === 'newer-data' ? 'newer' : kind === 'storage-full' ? 'full' : 'unreadable';
  });
  until.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return state;
}
