import type { CrashPoint } from '../../../utils/domain/runs/runner.ts';

/** Where a worker can die: at a point of the runner, or while a request is under way. */
export type DeathPoint = CrashPoint | 'in-flight';
export const DEATH_POINTS: readonly DeathPoint[] = [
  'before-intent',
  'after-intent',
  'before-send',
  'in-flight',
  'after-answer',
  'after-settle',
];

type Work<T> = (lock: unknown) => Promise<T>;

/** A worker that may stop at any line: what it awaits then is never answered, and its locks are free. */
export type Mortal = {
  locks: { request: <T>(name: string, options: { ifAvailable: true }, work: Work<T>) => Promise<T> };
  /** Does not come back where the worker dies here. */
  passed: (point: DeathPoint) => Promise<void>;
  death: Promise<'dead'>;
};

/** Makes workers over one set of locks, as a browser has them. `dies` is asked at each point. */
export function createMortality(dies: (point: DeathPoint) => boolean): () => Mortal {
  const held = new Map<string, Mortal>();
  return () => {
    const death = Promise.withResolvers<'dead'>();
    const worker: Mortal = {
      locks: {
        request: async (name, _options, work) => {
          if (held.has(name)) return work(null);
          held.set(name, worker);
          try {
            return await work({ name });
          } finally {
            if (held.get(name) === worker) held.delete(name);
          }
        },
      },
      passed: (point) => {
        if (!dies(point)) return Promise.resolve();
        for (const [name, holder] of held) if (holder === worker) held.delete(name);
        death.resolve('dead');
        return new Promise<never>(() => undefined);
      },
      death: death.promise,
    };
    return worker;
  };
}
