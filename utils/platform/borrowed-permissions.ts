import { browser } from './browser.ts';

/**
 * Permissions that no feature keeps: asked for in a press, held while one piece of work lasts, and given back. What the
 * browser says is granted is the only record of a loan, so none can be forgotten; who borrows holds a lock, which the
 * browser takes from a page that closed and a worker that died.
 */
export const BORROWABLE = ['cookies', 'browsingData'] as const;
export type Borrowable = (typeof BORROWABLE)[number];

const LOAN = 'loan:';

/**
 * Asks the browser's question and does the work with its answer; afterwards what was granted goes back, unless somebody
 * else is still at work with it. Straight in the press, or the browser does not ask.
 */
export function borrow<T>(
  permissions: readonly Borrowable[],
  work: (granted: boolean) => Promise<T>,
): Promise<T> {
  return hold(permissions, browser.permissions.request({ permissions: [...permissions] }), work);
}

/** Does the work with what somebody else was granted, who may go away meanwhile. */
export function borrowGranted<T>(
  permissions: readonly Borrowable[],
  work: (granted: boolean) => Promise<T>,
): Promise<T> {
  return hold(permissions, browser.permissions.contains({ permissions: [...permissions] }), work);
}

async function hold<T>(
  permissions: readonly Borrowable[],
  answer: Promise<boolean>,
  work: (granted: boolean) => Promise<T>,
): Promise<T> {
  // Heard of below; the lock may come later than a refusal.
  answer.catch(() => undefined);
  try {
    return await holding(permissions.join(','), async () => work(await answer));
  } finally {
    await releaseUnused();
  }
}

/** What the hosts of a vendor are asked for under; who gives them back knows when they are needed. */
export const PROCORE_HOSTS = 'procore-hosts';

/** Does work with something on loan, which nobody gives back meanwhile. */
export function holding<T>(loan: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`${LOAN}${loan}:${crypto.randomUUID()}`, work);
}

/** Waits until all who hold a loan now, and those who come meanwhile, have ended in whatever way. */
export async function untilUnheld(isMeant: (loan: string) => boolean): Promise<void> {
  const meant = async () => (await loans()).filter((name) => isMeant(loanIn(name)));
  for (let held = await meant(); held.length > 0; held = await meant()) {
    await Promise.all(held.map((name) => navigator.locks.request(name, () => undefined)));
  }
}

/**
 * Gives back what nobody is at work with now. What an earlier version of us, a page that closed or a worker that died
 * left granted goes back with it.
 */
export async function releaseUnused(): Promise<void> {
  const lent = (await loans()).flatMap((name) => loanIn(name).split(','));
  const unused = BORROWABLE.filter((permission) => !lent.includes(permission));
  // Asked one by one: removing what is not granted is told to every listener as well.
  const granted = await Promise.all(
    unused.map((permission) => browser.permissions.contains({ permissions: [permission] })),
  );
  const back = unused.filter((_, index) => granted[index]);
  if (back.length > 0) await browser.permissions.remove({ permissions: back });
}

/** The same once those who are at work now have ended, in whatever way. */
export async function releaseWhenUnused(): Promise<void> {
  await untilUnheld((loan) => loan !== PROCORE_HOSTS);
  await releaseUnused();
}

const loanIn = (name: string): string => name.slice(LOAN.length).split(':')[0] ?? '';

async function loans(): Promise<string[]> {
  const { held = [] } = await navigator.locks.query();
  return held.flatMap(({ name }) => (name?.startsWith(LOAN) ? name : []));
}
