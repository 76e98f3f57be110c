import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Question } from './items.ts';
import type { Instant } from '../../base/types.ts';

export type QuestionStore = {
  /** The newest press on a badge that was not put away here. */
  question: ReadonlySignal<Question | null>;
  putAway: () => void;
};

export function createQuestionStore(options: {
  get: () => Promise<Question | null>;
  watch: (changed: (question: Question | null) => void) => () => void;
  until: AbortSignal;
}): QuestionStore {
  const { get, watch, until } = options;
  const newest = signal<Question | null>(null);
  // Known by its moment; whether that is before or after another one says nothing, since the clock may have gone back.
  const putAwayAt = signal<Instant | null>(null);
  const unwatch = watch((asked) => {
    newest.value = asked;
  });
  until.addEventListener('abort', unwatch, { once: true });
  void get().then((asked) => {
    newest.value ??= asked;
  });
  return {
    question: computed(() => {
      const asked = newest.value;
      return asked && asked.at !== putAwayAt.value ? asked : null;
    }),
    putAway: () => {
      putAwayAt.value = newest.value?.at ?? putAwayAt.value;
    },
  };
}
