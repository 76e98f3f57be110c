import { AppFault } from '../base/errors.ts';
import { CONNECT_HOSTS } from '../base/hosts.ts';

const ONE_LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

// From `https://*.docusign.net` to a pattern in which the star is exactly one DNS label.
const ALLOWED = CONNECT_HOSTS.map((origin) => {
  const host = origin.slice('https://'.length);
  return new RegExp(`^${host.replaceAll('.', '\\.').replace('*', ONE_LABEL)}$`);
});

/** True for a host of the table. Never for an IP address, a port, a trailing dot or a name in punycode. */
function isInTable(host: string): boolean {
  return !host.startsWith('xn--') && ALLOWED.some((pattern) => pattern.test(host));
}

/**
 * Every request passes here first: https, a host of the table, nothing else in the authority. Answers with the parsed
 * address; throws `host-not-allowed`.
 */
export function passHostGate(address: string): URL {
  const url = URL.parse(address);
  const fits =
    url?.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    url.port === '' &&
    isInTable(url.hostname);
  if (!url || !fits) throw new AppFault('host-not-allowed');
  return url;
}
