import type { Locator } from '@playwright/test';
import { cause } from '../../sandbox/causes/index.ts';
import { panelFrom, panelOf } from '../../tour/page-objects.ts';
import { pressBadge } from '../badges.ts';
import { workerRuns } from '../chromium.ts';
import { expect, type Scene } from './flow-test.ts';

/** The troubleshooter as a person uses it: from a badge to the cause, to its remedy. */

export const plant = ({ sandbox }: Scene, id: string) => cause(id).plant(sandbox);

/** Presses the badge and then "Find out why" beside its explanation. */
export async function findOutFrom(scene: Scene, kind: Parameters<typeof pressBadge>[1]): Promise<Locator> {
  const panel = await panelFrom(scene, () => pressBadge(scene.page, kind));
  await panel.getByRole('button', { name: 'Find out why it does not work' }).click();
  return panel.getByRole('main');
}

export const finding = (scene: Scene, check: string): Locator =>
  panelOf(scene).locator(`details[data-check="${check}"]`);
export const judged = (scene: Scene, check: string, verdict: string) =>
  expect(finding(scene, check)).toHaveAttribute('data-verdict', verdict);

/** Presses a remedy of a finding. */
export const fix = (scene: Scene, check: string, name: string) =>
  finding(scene, check).getByRole('button', { name }).click();

/** Whatever was led through step by step was proven, or said to be done. */
export const nothingSkipped = (scene: Scene) => expect(panelOf(scene).getByText('Skipped')).toHaveCount(0);

/** A hand is on a control before it presses: that wakes what the press has to reach. */
export async function pressByHand({ context }: Scene, control: Locator): Promise<void> {
  await control.hover();
  await expect.poll(() => workerRuns(context)).toBe(true);
  await control.click();
}
