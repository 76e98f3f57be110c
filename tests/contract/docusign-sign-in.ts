import type * as oauth from 'oauth4webapi';
import type { Environment } from '../../utils/base/types.ts';
import { COUNTERSIGN_CLIENT_ID } from '../sandbox/docusign/index.ts';
import { DOCUSIGN_HOSTS } from '../sandbox/hosts.ts';
import type { PersonAtBrowser } from './docusign-person.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const CHROMIUM_HOST = 'jaigcjabaihpfpjjcmdnbjbncghajdne.chromiumapp.org';
export const redirectUri = (environment: Environment): string =>
  `https://${CHROMIUM_HOST}/docusign/${environment}`;

export function server(environment: Environment): oauth.AuthorizationServer {
  const issuer = `https://${DOCUSIGN_HOSTS[environment].login}`;
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/auth`,
    token_endpoint: `${issuer}/oauth/token`,
  };
}

export const countersign: oauth.Client = { client_id: COUNTERSIGN_CLIENT_ID };

/** Where an app sends the person. Parameters given as `undefined` are left out. */
export function authorizeUrl(
  environment: Environment,
  changes: Record<string, string | undefined> = {},
): string {
  const url = new URL(server(environment).authorization_endpoint ?? '');
  const parameters = {
    response_type: 'code',
    scope: 'signature extended',
    client_id: COUNTERSIGN_CLIENT_ID,
    redirect_uri: redirectUri(environment),
    state: 'state-1',
    // The S256 challenge of VERIFIER.
    code_challenge: '9J8ezfyNRF4PNgZ-YDDgnjRFCdc9N7O_of5f9ya-sWk',
    code_challenge_method: 'S256',
    ...changes,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
export const VERIFIER = 'countersign-contract-tests-verifier-0123456789-abcdefghijklmnop';

/** Logs in and accepts if asked; gives the code the app got back. */
export async function getCode(
  person: PersonAtBrowser,
  email: string,
  environment: Environment,
  changes: Record<string, string | undefined> = {},
): Promise<string> {
  await person.open(authorizeUrl(environment, { prompt: 'login', ...changes }));
  await person.logIn(email);
  if (person.left === undefined) await person.press('Accept');
  const code = person.left?.searchParams.get('code');
  if (code === null || code === undefined) throw new Error(`No code: ${person.left ?? person.page.heading}`);
  return code;
}

export type Tokens = {
  access_token: string;
  token_type: string;
  refresh_token: string;
  expires_in: number;
  scope?: string;
};

/** `POST /oauth/token` as it goes over the wire: no library in between. */
export async function postToken(
  person: PersonAtBrowser,
  environment: Environment,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return person.client.fetch(server(environment).token_endpoint ?? '', {
    method: 'POST',
    headers,
    body: new URLSearchParams({ client_id: COUNTERSIGN_CLIENT_ID, ...form }),
  });
}

export async function connect(
  person: PersonAtBrowser,
  email: string,
  environment: Environment,
  changes: Record<string, string | undefined> = {},
): Promise<Tokens> {
  const code = await getCode(person, email, environment, changes);
  const form = { grant_type: 'authorization_code', code, code_verifier: VERIFIER };
  const response = await postToken(person, environment, form);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

export function refresh(
  person: PersonAtBrowser,
  environment: Environment,
  refreshToken: string,
): Promise<Response> {
  return postToken(person, environment, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** Status and body of an answer, to be compared whole. */
export async function read(
  response: Response | Promise<Response>,
): Promise<{ status: number; body: unknown }> {
  const answer = await response;
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: answer.status, body: isJson ? JSON.parse(text) : text };
}

export const bearer = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } });
