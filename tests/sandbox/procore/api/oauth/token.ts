import { createHash, randomBytes } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { userId } from '../../zones.ts';
import type { Code, Tokens } from '../state.ts';
import { UNKNOWN_CLIENT } from './authorize.ts';
import type { LoginHost, Visit } from './types.ts';

/** Seconds. developers.procore.com, OAuth endpoints, since autumn 2023. */
const ACCESS_LIVES = 5_400;
const BAD_GRANT =
  'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.';
/** developers.procore.com, error reference. */
const SPENT = 'The refresh token is invalid';

const refuse = (c: Context, status: 400 | 401 | 403, error: string, error_description: string) =>
  c.json({ error, error_description }, status);

/** Forms and JSON alike. */
async function fieldsOf(c: Context): Promise<Record<string, string>> {
  const isJson = c.req.header('content-type')?.includes('json') === true;
  const body: unknown = isJson ? await c.req.json().catch(() => ({})) : await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(typeof body === 'object' && body !== null ? body : {}).filter(
      (field): field is [string, string] => typeof field[1] === 'string',
    ),
  );
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function issue(host: LoginHost, person: Code['person'], clientId: string): Tokens {
  const now = host.world.now();
  const claims = { amr: [], aid: clientId, uid: userId('us02.procore.com', person), exp: now / 1_000 };
  const tokens: Tokens = {
    person,
    clientId,
    // It looks like a JWT; nobody but the vendor may read it.
    access: `${part({ typ: 'JWT', alg: 'ES512' })}.${part(claims)}.${randomBytes(66).toString('base64url')}`,
    refresh: randomBytes(32).toString('hex'),
    createdAt: now,
    expiresAt: now + ACCESS_LIVES * 1_000,
    spent: false,
  };
  host.api.tokens.push(tokens);
  return tokens;
}

const answerOf = ({ access, refresh, createdAt }: Tokens) => ({
  access_token: access,
  token_type: 'bearer',
  expires_in: ACCESS_LIVES,
  refresh_token: refresh,
  created_at: Math.floor(createdAt / 1_000),
});

function provesChallenge({ challenge }: Code, verifier: string | undefined): boolean {
  if (challenge === null) return true;
  if (verifier === undefined) return false;
  const made =
    challenge.method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  return made === challenge.value;
}

/** `/oauth/token`, `/oauth/token/info`, `/oauth/revoke`. No web page of another site may read them: no CORS headers. */
export function registerToken(app: Hono<Visit>): void {
  app.post('/oauth/token', async (c) => {
    const { host } = c.var;
    const fields = await fieldsOf(c);
    const client = host.api.apps.find(
      ({ clientId, secret }) => clientId === fields.client_id && secret === fields.client_secret,
    );
    if (client === undefined) return refuse(c, 401, 'invalid_client', UNKNOWN_CLIENT);
    c.header('cache-control', 'no-store');
    if (fields.grant_type === 'authorization_code') {
      const code = host.api.codes.get(fields.code ?? '');
      // Used up by whoever shows it, right or wrong.
      host.api.codes.delete(fields.code ?? '');
      if (
        code === undefined ||
        code.clientId !== client.clientId ||
        code.redirectUri !== fields.redirect_uri ||
        code.expiresAt <= host.world.now() ||
        (host.switches.verifier === 'checked' && !provesChallenge(code, fields.code_verifier))
      ) {
        return refuse(c, 400, 'invalid_grant', BAD_GRANT);
      }
      return c.json(answerOf(issue(host, code.person, client.clientId)));
    }
    if (fields.grant_type === 'refresh_token') {
      const old = host.api.tokens.find(
        ({ refresh, clientId }) => refresh === fields.refresh_token && clientId === client.clientId,
      );
      if (old === undefined || old.spent) return refuse(c, 400, 'invalid_grant', SPENT);
      old.spent = true;
      return c.json(answerOf(issue(host, old.person, client.clientId)));
    }
    return refuse(
      c,
      400,
      'unsupported_grant_type',
      'The authorization grant type is not supported by the authorization server.',
    );
  });

  app.get('/oauth/token/info', (c) => {
    const { host } = c.var;
    const tokens = liveTokens(host, c.req.header('authorization'));
    if (tokens === null) return refuse(c, 401, 'invalid_token', 'The access token is invalid');
    return c.json({
      resource_owner_id: Number(userId('us02.procore.com', tokens.person)),
      scopes: [],
      expires_in_seconds: Math.ceil((tokens.expiresAt - host.world.now()) / 1_000),
      application: { uid: tokens.clientId },
      created_at: Math.floor(tokens.createdAt / 1_000),
    });
  });

  app.post('/oauth/revoke', async (c) => {
    const { host } = c.var;
    const fields = await fieldsOf(c);
    const client = host.api.apps.find(
      ({ clientId, secret }) => clientId === fields.client_id && secret === fields.client_secret,
    );
    if (client === undefined) {
      return refuse(c, 403, 'unauthorized_client', 'You are not authorized to revoke this token');
    }
    const own = (tokens: Tokens) =>
      tokens.clientId === client.clientId &&
      (tokens.access === fields.token || tokens.refresh === fields.token);
    // Both of the pair die. An unknown token is no error.
    host.api.tokens = host.api.tokens.filter((tokens) => !own(tokens));
    return c.json({});
  });
}

/** Whose bearer this is, while it lives. */
export function liveTokens(
  { api, world }: Pick<LoginHost, 'api' | 'world'>,
  authorization: string | undefined,
): Tokens | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  const found = api.tokens.find(({ access }) => access === bearer);
  return found !== undefined && found.expiresAt > world.now() ? found : null;
}
