import { randomBytes } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { PersonKey } from '../../zones.ts';
import { OUT_OF_BAND, type ProcoreApp } from '../apps.ts';
import { personOf } from './login.ts';
import { codePage, consentPage, problemPage } from './pages.ts';
import type { LoginHost, Visit } from './types.ts';

/** developers.procore.com, authorization code grant. */
const CODE_LIVES = 10 * 60_000;
const FIELDS = [
  'response_type',
  'client_id',
  'redirect_uri',
  'state',
  'code_challenge',
  'code_challenge_method',
] as const;

type Question = Partial<Record<(typeof FIELDS)[number], string>>;

function questionOf(read: (name: string) => unknown): Question {
  return Object.fromEntries(
    FIELDS.flatMap((name) => {
      const value = read(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** The words are those of the OAuth library Procore's answers look like. */
export const UNKNOWN_CLIENT =
  'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.';

/** The app that asks, or why nothing may go back to it. */
function asking(host: LoginHost, question: Question): ProcoreApp | string {
  const app = host.api.apps.find(({ clientId }) => clientId === question.client_id);
  if (app === undefined) return UNKNOWN_CLIENT;
  return app.redirectUris.includes(question.redirect_uri ?? '')
    ? app
    : "The requested redirect uri is malformed or doesn't match client redirect URI.";
}

/** `/oauth/authorize`: login, consent, and the way back with the code. */
export function registerAuthorize(app: Hono<Visit>): void {
  app.get('/oauth/authorize', (c) => {
    const { host } = c.var;
    const url = new URL(c.req.url);
    const question = questionOf((name) => url.searchParams.get(name));
    const client = asking(host, question);
    if (typeof client === 'string') return c.html(problemPage(client).html, 401);
    if (question.response_type !== 'code') {
      return back(c, question, {
        error: 'unsupported_response_type',
        error_description: 'The authorization server does not support this response type.',
      });
    }
    const person = personOf(host, c.req.header('cookie'));
    if (person === null) {
      return c.redirect(`/login?next=${encodeURIComponent(url.pathname + url.search)}`, 302);
    }
    if (host.api.allowed.has(`${person} ${client.clientId}`)) return grant(c, host, question, person);
    return c.html(
      consentPage({ app: client.name, person: host.state.emailOf(person), fields: question }).html,
    );
  });

  app.post('/oauth/authorize', async (c) => {
    const { host } = c.var;
    const form = await c.req.parseBody();
    const question = questionOf((name) => form[name]);
    const client = asking(host, question);
    if (typeof client === 'string') return c.html(problemPage(client).html, 401);
    const person = personOf(host, c.req.header('cookie'));
    if (person === null) return c.redirect('/login', 303);
    if (form.decision !== 'allow') {
      return back(c, question, {
        error: 'access_denied',
        error_description: 'The resource owner or authorization server denied the request.',
      });
    }
    host.api.allowed.add(`${person} ${client.clientId}`);
    return grant(c, host, question, person);
  });

  app.get('/oauth/authorize/native', (c) => c.html(codePage(c.req.query('code') ?? '').html));
}

function grant(c: Context, host: LoginHost, question: Question, person: PersonKey): Response {
  const code = randomBytes(32).toString('hex');
  host.api.codes.set(code, {
    person,
    clientId: question.client_id ?? '',
    redirectUri: question.redirect_uri ?? '',
    expiresAt: host.world.now() + CODE_LIVES,
    challenge:
      question.code_challenge === undefined
        ? null
        : { value: question.code_challenge, method: question.code_challenge_method ?? 'plain' },
  });
  return back(c, question, { code });
}

/** To the app, with the state it sent if it sent one; an app without an address gets a page. */
function back(c: Context, question: Question, answer: Record<string, string>): Response {
  if (question.redirect_uri === OUT_OF_BAND) {
    return answer.code === undefined
      ? c.html(problemPage(answer.error_description ?? '').html, 401)
      : c.redirect(`/oauth/authorize/native?code=${answer.code}`, 302);
  }
  const url = new URL(question.redirect_uri ?? '');
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (question.state !== undefined) url.searchParams.set('state', question.state);
  return c.redirect(url.href, 302);
}
