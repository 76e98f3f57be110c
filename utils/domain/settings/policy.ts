import { browser } from '../../platform/browser.ts';
import { knownPolicy } from './items.ts';
import type { PolicyState } from '../../base/types.ts';
import { isUsableSecret, SECRET_REFUSED } from './parse-policy.ts';

export type Policy = Record<string, unknown>;

/**
 * So long, in milliseconds, a page waits for the policy. Chromium reads it only after its own start, which a page that
 * never rests puts off for minutes (seen in Chromium 156): until then the policy as it was last time holds.
 */
const ANSWER_TIMEOUT_MS = 200;

/**
 * So long a person waits who logs in: the first answer of a fresh Chromium takes 3.5 to 5.1 s (seen in Chromium 156),
 * whether a policy is there or not.
 */
const LONG_PATIENCE = 8000;

type Told = { policy: Policy } | 'unreadable';
type Asked = { answer: Promise<Told>; soon: Promise<null>; late: Promise<null> };
let asked: Asked | undefined;

/** What the organization set; as far as known, when the browser does not tell in time. */
export async function readPolicy(): Promise<{ policy: Policy; state: PolicyState }> {
  asked ??= ask();
  const [known, told] = await Promise.all([knownPolicy.get(), Promise.race([asked.answer, asked.soon])]);
  if (told === null) return { policy: known, state: 'pending' };
  return told === 'unreadable'
    ? { policy: known, state: told }
    : { policy: withoutSecret(told.policy), state: 'told' };
}

/** Calls back when the organization set something else. Answers with the function that ends it. */
export const watchPolicy = (changed: () => void): (() => void) => knownPolicy.watch(changed);

/** The browser is asked once for all who want to know meanwhile, and they wait together. */
function ask(): Asked {
  const timers: ReturnType<typeof setTimeout>[] = [];
  const after = (wait: number) =>
    new Promise<null>((resolve) => {
      timers.push(setTimeout(() => resolve(null), wait));
    });
  const soon = after(ANSWER_TIMEOUT_MS);
  const late = after(LONG_PATIENCE);
  const answer = wholePolicy().finally(() => {
    asked = undefined;
    for (const timer of timers) clearTimeout(timer);
  });
  // Not remembered for once is no harm: the next answer is.
  answer.then(remember).catch(() => undefined);
  return { answer, soon, late };
}

/** No setting: it is read where it is used, is never copied, and is never shown. */
const SECRET = 'procoreClientSecret';

/** One that cannot be used is named among what is refused. */
function withoutSecret({ [SECRET]: secret, ...policy }: Policy): Policy {
  return secret === undefined || isUsableSecret(secret) ? policy : { ...policy, ...SECRET_REFUSED };
}

async function wholePolicy(): Promise<Told> {
  try {
    return { policy: await browser.storage.managed.get(null) };
  } catch (thrown) {
    // Firefox rejects when no policy is installed, which is the usual case; with other words when it cannot read one.
    return /manifest not found/i.test(String(thrown)) ? { policy: {} } : 'unreadable';
  }
}

/** The secret the organization set, as the browser tells it; undefined where there is none. */
export type PolicySecret = { state: 'told'; secret: unknown } | { state: 'pending' | 'unreadable' };

/** The secret straight from the browser. Everybody who asks meanwhile shares one wait. */
export async function readPolicySecret(): Promise<PolicySecret> {
  asked ??= ask();
  const told = await Promise.race([asked.answer, asked.late]);
  if (told === null) return { state: 'pending' };
  return told === 'unreadable' ? { state: told } : { state: 'told', secret: told.policy[SECRET] };
}

/**
 * Closes the policy to our scripts in pages, where the browser can (Chromium): the secret in it is not for them. Kept by
 * the browser from then on; said again at each start.
 */
export async function closePolicyToPages(): Promise<void> {
  const { managed: area } = browser.storage;
  if ('setAccessLevel' in area && typeof area.setAccessLevel === 'function') {
    await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
}

async function remember(told: Told): Promise<void> {
  if (told === 'unreadable') return;
  const policy = withoutSecret(told.policy);
  if (JSON.stringify(await knownPolicy.get()) !== JSON.stringify(policy)) await knownPolicy.set(policy);
}
