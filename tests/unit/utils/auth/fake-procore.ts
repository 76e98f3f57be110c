import { createHash } from 'node:crypto';
import { json } from './fake-docusign.ts';

export const CLIENT_ID = 'procore-client-0123456789abcdef';
export const SECRET = 'canary-client-secret-0123456789';

export type Asked = {
  method: string;
  host: string;
  path: string;
  query: string;
  authorization: string;
  company: string | null;
  body: string;
};

let counter = 0;
function canary(what: string): string {
  counter += 1;
  return `canary-${what}-${counter}-${'y'.repeat(24)}`;
}

/** Procore's login host and API, as far as they are asked. Refresh tokens are good for one use. */
export function fakeProcore() {
  const seen: Asked[] = [];
  const codes = new Map<string, { challenge: string; redirectUri: string }>();
  const live = { access: new Set<string>(), refresh: new Set<string>() };
  const secrets = new Set<string>([SECRET]);
  const state = {
    me: { id: 42, login: 'pat@riverside.example' } as Record<string, unknown>,
    name: 'Pat Lee',
    companies: [{ id: 7, name: 'Riverside Builders', is_active: true }] as Record<string, unknown>[],
    /** Companies in which the app is not installed. */
    without: new Set<string>(),
    zone: 'us02.procore.com',
    answers: {} as Record<string, () => Response>,
    /** More than the fields a token answer always has, or other ones. */
    token: {} as Record<string, unknown>,
    fault: (_asked: Asked): Response | undefined | Promise<Response | undefined> => undefined,
  };

  const issue = (): Response => {
    const access = canary('access');
    const refresh = canary('refresh');
    secrets.add(access).add(refresh);
    live.access.add(access);
    live.refresh.add(refresh);
    return json({
      access_token: access,
      token_type: 'bearer',
      expires_in: 5400,
      refresh_token: refresh,
      created_at: 1,
      ...state.token,
    });
  };

  const login = (path: string, form: URLSearchParams): Response => {
    if (path === '/oauth/token/info') return json({ error: 'invalid_token' }, 401);
    if (form.get('client_id') !== CLIENT_ID || form.get('client_secret') !== SECRET) {
      return json({ error: 'invalid_client', error_description: 'canary words' }, 401);
    }
    if (path === '/oauth/revoke') {
      live.access.clear();
      live.refresh.delete(form.get('token') ?? '');
      return json({});
    }
    if (form.get('grant_type') === 'refresh_token') {
      return live.refresh.delete(form.get('refresh_token') ?? '')
        ? issue()
        : json({ error: 'invalid_grant', error_description: 'The refresh token is invalid' }, 401);
    }
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const fits = code && code.challenge === challenge && code.redirectUri === form.get('redirect_uri');
    return fits ? issue() : json({ error: 'invalid_grant' }, 401);
  };

  const rest = ({ path, query, company, authorization }: Asked): Response => {
    if (!live.access.has(authorization.replace(/^Bearer /, ''))) {
      return json({ errors: 'The access token is invalid' }, 401);
    }
    if (path === '/rest/v1.0/me' && query === '') return json(state.me);
    if (path === '/rest/v1.0/companies') return json(state.companies);
    if (company === null) return json({ errors: 'Missing Procore-Company-Id header! canary' }, 400);
    if (state.without.has(company)) {
      return json({ errors: 'App is not connected to this company' }, 403);
    }
    const special = state.answers[path];
    if (special) return special();
    if (path === '/rest/v1.0/me') return json({ ...state.me, name: state.name });
    if (path === '/rest/v1.0/company_base_url') {
      return json({ zone: 'us02', web_base_url: `https://${state.zone}` });
    }
    return json({ message: 'canary: no such thing' }, 404);
  };

  return {
    state,
    seen,
    live,
    /** Every secret, token and code there ever was. */
    secrets,
    pathsAsked: () => seen.map(({ path }) => path),
    formsOf: (path: string) =>
      seen.filter((asked) => asked.path === path).map(({ body }) => new URLSearchParams(body)),
    expire: () => live.access.clear(),
    revoke: () => {
      live.access.clear();
      live.refresh.clear();
    },

    fetch: (async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const url = new URL(request.url);
      const asked: Asked = {
        method: request.method,
        host: url.host,
        path: url.pathname,
        query: url.search,
        authorization: request.headers.get('authorization') ?? '',
        company: request.headers.get('procore-company-id'),
        body: await request.text(),
      };
      seen.push(asked);
      const faulty = await state.fault(asked);
      if (faulty) return faulty;
      return asked.path.startsWith('/oauth/')
        ? login(asked.path, new URLSearchParams(asked.body))
        : rest(asked);
    }) as typeof fetch,

    /** The person logs in and allows the app: the code that Procore gives out for this address. */
    codeFor: (authorize: string): string => {
      const asked = new URL(authorize).searchParams;
      const code = canary('code');
      secrets.add(code);
      codes.set(code, {
        challenge: asked.get('code_challenge') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
      });
      return code;
    },
  };
}
