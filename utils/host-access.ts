import { browser } from './browser.ts';
import { matchOf } from './hosts.ts';

/** What the browser lets us do on hosts: asked about, asked for and given back by their names, over https alone. */

/** True when every one of the hosts is granted. */
export function isGranted(...hosts: readonly string[]): Promise<boolean> {
  return browser.permissions.contains({ origins: hosts.map(matchOf) });
}

/** The browser's question for more hosts. Straight in the press, or the browser does not ask. */
export function allowHosts(hosts: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: hosts.map(matchOf) });
}

export const allowHost = (host: string): Promise<boolean> => allowHosts([host]);

export async function giveBackHosts(hosts: readonly string[]): Promise<void> {
  await browser.permissions.remove({ origins: hosts.map(matchOf) });
}
