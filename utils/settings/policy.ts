import { browser } from '../browser.ts';
import { knownPolicy } from '../storage/items.ts';

export type Policy = Record<string, unknown>;

/**
 * So long, in milliseconds, one waits for the policy. Chromium reads it only after its own start, which a page that
 * never rests puts off for minutes (seen in Chromium 156): until then the policy as it was last time holds.
 */
const PATIENCE = 200;

let asked: { answer: Promise<Policy>; patience: Promise<null> } | undefined;

/** What the organization set; as far as known, when the browser does not tell in time. */
export async function readPolicy(): Promise<Policy> {
  asked ??= ask();
  const [known, told] = await Promise.all([knownPolicy.get(), Promise.race([asked.answer, asked.patience])]);
  return told ?? known;
}

/** Calls back when the organization set something else. Answers with the function that ends it. */
export const watchPolicy = (changed: () => void): (() => void) => knownPolicy.watch(changed);

/** The browser is asked once for all who want to know meanwhile, and they wait together. */
function ask(): NonNullable<typeof asked> {
  const answer = managed().finally(() => {
    asked = undefined;
  });
  // Not remembered for once is no harm: the next answer is.
  answer.then(remember).catch(() => undefined);
  const patience = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), PATIENCE);
  });
  return { answer, patience };
}

/** Names in the policy that are no settings: each is read where it is used, is never copied, and is never shown. */
const SECRET = 'procoreClientSecret';

async function managed(): Promise<Policy> {
  const { [SECRET]: _, ...policy } = await wholePolicy();
  return policy;
}

async function wholePolicy(): Promise<Policy> {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    // Firefox rejects when no policy is installed; that is the usual case and no fault.
    return {};
  }
}

/** A person waits for a login or for facts; longer than this, in milliseconds, they are not kept waiting. */
const SECRET_PATIENCE = 3000;

/** The secret the organization set, straight from the browser; undefined when there is none, or none is told in time. */
export async function readPolicySecret(): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Policy>((resolve) => {
    timer = setTimeout(() => resolve({}), SECRET_PATIENCE);
  });
  const { [SECRET]: secret } = await Promise.race([wholePolicy(), late]);
  clearTimeout(timer);
  return secret;
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

async function remember(policy: Policy): Promise<void> {
  if (JSON.stringify(await knownPolicy.get()) !== JSON.stringify(policy)) await knownPolicy.set(policy);
}
