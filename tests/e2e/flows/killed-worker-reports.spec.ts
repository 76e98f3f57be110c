import { tortureIn } from '../../torture/reports.ts';
import { expect, test } from '../fixtures.ts';

// The short form of `npm run torture -- reports`.
test('loses and doubles no report although the worker is killed while pages report', async ({ context }) => {
  const { line, faults } = await tortureIn(context, { reports: 60, kills: 15, tabs: 3, seed: 7 });
  expect(faults, line).toEqual([]);
});
