import { type ReadonlySignal, signal } from '@preact/signals';
import { liveQuery } from 'dexie';

/** What a view may know of a query: nothing yet, its rows, or that the database cannot be read. */
export type Live<T> = { status: 'loading' } | { status: 'ready'; value: T } | { status: 'failed' };

/** A database query as a signal: read now, and again whenever its rows change, until `until` aborts. */
export function live<T>(query: () => T | Promise<T>, until: AbortSignal): ReadonlySignal<Live<T>> {
  const answer = signal<Live<T>>({ status: 'loading' });
  const subscription = liveQuery(query).subscribe({
    next: (value) => {
      answer.value = { status: 'ready', value };
    },
    error: () => {
      answer.value = { status: 'failed' };
    },
  });
  until.addEventListener('abort', () => subscription.unsubscribe(), { once: true });
  return answer;
}

export function valueOf<T>(state: Live<T>): T | undefined {
  return state.status === 'ready' ? state.value : undefined;
}
