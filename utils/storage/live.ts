import { computed, type ReadonlySignal, signal } from '@preact/signals';
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

/** Of rows there is one of for each environment: the one of the environment in use, or null. */
export function rowOfEnvironment<E, R extends { environment: E }>(
  rows: ReadonlySignal<Live<R[]>>,
  environment: ReadonlySignal<E>,
): ReadonlySignal<Live<R | null>> {
  return computed(() => {
    const all = rows.value;
    if (all.status !== 'ready') return all;
    return {
      status: 'ready',
      value: all.value.find((row) => row.environment === environment.value) ?? null,
    };
  });
}

export function valueOf<T>(state: Live<T>): T | undefined {
  return state.status === 'ready' ? state.value : undefined;
}
