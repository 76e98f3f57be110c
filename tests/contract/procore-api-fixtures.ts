import { PROCORE_API_HOSTS, type ProcoreEnvironment } from '../sandbox/hosts.ts';
import { PROCORE_APP } from '../sandbox/procore/api/apps.ts';
import { PASSWORD } from '../sandbox/procore/api/state.ts';
import { companyId, projectId } from '../sandbox/procore/zones.ts';
import type { PersonAtBrowser } from './docusign-person.ts';

export const SUE = 'sue.sender@example.com';
export const ZONE = 'us02.procore.com';
export const COMPANY = companyId(ZONE, 'ashworth');
export const PROJECT = projectId(ZONE, 'riverside');
export const REDIRECT = 'https://jaigcjabaihpfpjjcmdnbjbncghajdne.chromiumapp.org/procore';

export const loginHost = (environment: ProcoreEnvironment = 'production') =>
  `https://${PROCORE_API_HOSTS[environment].login}`;
export const restHost = (environment: ProcoreEnvironment = 'production') =>
  `https://${PROCORE_API_HOSTS[environment].rest}`;

/** Where an app sends the person. Parameters given as `undefined` are left out. */
export function authorizeUrl(
  changes: Record<string, string | undefined> = {},
  environment: ProcoreEnvironment = 'production',
): string {
  const url = new URL(`${loginHost(environment)}/oauth/authorize`);
  const parameters = {
    response_type: 'code',
    client_id: PROCORE_APP[environment].clientId,
    redirect_uri: REDIRECT,
    state: 'state-1',
    ...changes,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}

export async function logIn(person: PersonAtBrowser, email = SUE, password = PASSWORD): Promise<void> {
  person.type('Email address', email);
  person.type('Password', password);
  await person.press('Log In');
}

export async function getCode(
  person: PersonAtBrowser,
  changes: Record<string, string | undefined> = {},
  environment: ProcoreEnvironment = 'production',
): Promise<string> {
  await person.open(authorizeUrl(changes, environment));
  if (person.page.heading === 'Log in to Procore') await logIn(person);
  if (person.left === undefined) await person.press('Allow');
  const code = person.left?.searchParams.get('code');
  if (code === null || code === undefined) throw new Error(`No code: ${person.left ?? person.page.heading}`);
  return code;
}

export function postToken(
  person: PersonAtBrowser,
  fields: Record<string, string>,
  environment: ProcoreEnvironment = 'production',
): Promise<Response> {
  const { clientId, secret } = PROCORE_APP[environment];
  return person.client.fetch(`${loginHost(environment)}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: clientId,
      client_secret: secret,
      redirect_uri: REDIRECT,
      ...fields,
    }),
  });
}

export type Tokens = {
  access_token: string;
  token_type: string;
  expires_in: number;
  refresh_token: string;
  created_at: number;
};

export async function connect(
  person: PersonAtBrowser,
  environment: ProcoreEnvironment = 'production',
): Promise<Tokens> {
  const code = await getCode(person, {}, environment);
  const answer = await postToken(person, { grant_type: 'authorization_code', code }, environment);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}

export type Ask = (path: string, init?: RequestInit & { company?: string | null }) => Promise<Response>;

/** Calls of the REST API as one person, about one company unless told otherwise. */
export function asks(
  person: PersonAtBrowser,
  { access_token }: Pick<Tokens, 'access_token'>,
  environment: ProcoreEnvironment = 'production',
): Ask {
  return (path, { company = COMPANY, ...init } = {}) =>
    person.client.fetch(`${restHost(environment)}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${access_token}`,
        ...(company === null ? {} : { 'procore-company-id': company }),
        ...Object.fromEntries(new Headers(init.headers)),
      },
    });
}
