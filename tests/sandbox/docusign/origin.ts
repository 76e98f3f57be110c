import { SANDBOX_HOSTS } from '../hosts.ts';
import type { Switches } from './state.ts';

/**
 * True when DocuSign would turn the request away for its Origin: an extension's, or that of any site but its own. No
 * Origin at all is what an app that is not a web page sends. developers.docusign.com, "CORS error responses".
 */
export function isRefusedOrigin(origin: string | undefined, { judgeOrigin }: Switches): boolean {
  if (!judgeOrigin || origin === undefined) return false;
  const url = URL.parse(origin);
  const own =
    url?.protocol === 'https:' && SANDBOX_HOSTS.includes(url.host) && url.host.includes('.docusign.');
  return !own;
}

export const ORIGIN_NOT_ALLOWED = 'Origin_Not_Allowed';
export const ORIGIN_MESSAGE = 'The origin of the request is not allowed for this integration key.';
