import { browser } from './browser.ts';
import { matchOf } from '../base/hosts.ts';

/**
 * What the browser lets us do on hosts: asked about, asked for and given back by their names, over https alone. No list
 * of none gets to the browser: to it "every one of none" is granted, and it grants none without a question.
 */

/** True when there is a host, and every one is granted. */
export async function isGranted(...hosts: readonly string[]): Promise<boolean> {
  return hosts.length > 0 && browser.permissions.contains({ origins: hosts.map(matchOf) });
}

/** The browser's question for more hosts. Straight in the press, or the browser does not ask. */
export async function requestHosts(hosts: readonly string[]): Promise<boolean> {
  return hosts.length > 0 && browser.permissions.request({ origins: hosts.map(matchOf) });
}

export const requestHost = (host: string): Promise<boolean> => requestHosts([host]);

export async function releaseHosts(hosts: readonly string[]): Promise<void> {
  if (hosts.length > 0) await browser.permissions.remove({ origins: hosts.map(matchOf) });
}
