/** One line of the bench: what was measured, against a baseline of the same run. */
export type Figure = {
  name: string;
  /** The figure itself, with its unit: `62 ms`, `7.4 kB`. */
  measured: string;
  /** Against what, measured in the same run; '' for figures that need none. */
  baseline: string;
  /** What the budget bounds: a ratio to the baseline, or the figure itself. */
  value: number;
  budget: number;
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
};

export function print(figures: readonly Figure[]): void {
  const rows = figures.map(({ name, measured, baseline, value, budget }) => ({
    name,
    measured,
    baseline,
    'value / budget': `${value.toFixed(2)} / ${budget}`,
    met: value <= budget ? 'yes' : 'NO',
  }));
  console.table(rows);
}
