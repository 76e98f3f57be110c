import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import type { ElementKind, LinkState } from '../../utils/base/types.ts';
import { lookAtBadge } from '../e2e/badges.ts';

const PATIENCE = 10_000;

/** Asks until the answer is right, and returns it; throws with the last answer. */
export async function until<T>(
  what: string,
  ask: () => Promise<T>,
  right: (answer: T) => boolean,
  patience = PATIENCE,
): Promise<T> {
  const deadline = Date.now() + patience;
  let last: T | undefined;
  let problem: unknown;
  while (Date.now() < deadline) {
    try {
      last = await ask();
      problem = undefined;
      if (right(last)) return last;
    } catch (error) {
      problem = error;
    }
    await pause(50);
  }
  const seen = problem instanceof Error ? problem.message : JSON.stringify(last);
  throw new Error(`expected ${what}, saw ${seen}`);
}

/** Waits for a badge with a state and returns what a screen reader says of it. */
export async function badgeSays(
  page: Page,
  kind: ElementKind,
  state: LinkState,
  words: RegExp,
): Promise<string> {
  const seen = await until(
    `a ${kind} badge that is ${state} and says ${words}`,
    () => lookAtBadge(page, kind),
    (now) => now.state === state && words.test(now.name) && now.box !== null,
  );
  return `${kind} badge “${seen.text}”, read out as “${seen.name}”`;
}

/** The words a person can read in a place, in one line. */
export async function textOf(place: Locator): Promise<string> {
  return (await place.innerText()).replace(/\s+/g, ' ').trim();
}

/** Waits until the words of a place fit, and returns them. */
export const readsAs = (place: Locator, words: RegExp): Promise<string> =>
  until(
    `words like ${words}`,
    () => textOf(place),
    (seen) => words.test(seen),
  );

/** At most so much of a text as fits a line of the report. */
export const short = (text: string, most = 160): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** A text from a word of it on: the part of a long panel that a line of the report is about. */
export const fromWord = (word: string, text: string): string => text.slice(Math.max(0, text.indexOf(word)));
