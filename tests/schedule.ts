/** What `tests/run.ts` starts when. */

export type Scheduled = {
  name: string;
  /** Steps that have to be over before, however they ended: it reads what they make, or they write what it reads. */
  after?: readonly string[];
  /** Nothing runs beside it: it keeps every core busy by itself, or measures time. */
  alone?: true;
};

/**
 * Runs every step, up to `slots` at a time: the first in the list that may start does. Whoever waits to be alone is not
 * overtaken. Steps named in `after` that are not in the list count as over.
 * @returns what each step came to, in the order of the list
 */
export async function runAll<S extends Scheduled, R>(
  steps: readonly S[],
  slots: number,
  run: (step: S) => Promise<R>,
): Promise<R[]> {
  const names = new Set(steps.map(({ name }) => name));
  const results = new Map<string, R>();
  const running = new Map<string, Promise<void>>();
  const waiting = [...steps];

  const isReady = ({ after = [] }: S) => after.every((name) => results.has(name) || !names.has(name));
  const next = (): S | undefined => {
    const step = waiting.find(isReady);
    return step?.alone && running.size > 0 ? undefined : step;
  };
  const start = (step: S) => {
    waiting.splice(waiting.indexOf(step), 1);
    const over = run(step).then((result) => {
      results.set(step.name, result);
      running.delete(step.name);
    });
    running.set(step.name, over);
    return step.alone === true;
  };

  while (waiting.length > 0 || running.size > 0) {
    let isFull = false;
    while (!isFull && running.size < slots) {
      const step = next();
      if (step === undefined) break;
      isFull = start(step);
    }
    if (running.size === 0)
      throw new Error(`Steps that wait for one another: ${waiting.map(({ name }) => name).join(', ')}`);
    await Promise.race(running.values());
  }
  return steps.flatMap(({ name }) => {
    const result = results.get(name);
    return result === undefined ? [] : [result];
  });
}
