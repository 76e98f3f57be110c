import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { InteractionResults, Provider } from 'oidc-provider';
import { isRefusedOrigin, ORIGIN_MESSAGE, ORIGIN_NOT_ALLOWED } from '../origin.ts';
import type { EnvironmentState, Person, Switches } from '../state.ts';
import { isRegistered, problemOf } from './gate.ts';
import { COMPANY_LOGIN_PROBLEM } from './company-login.ts';
import { consentPage, emailPage, homePage, passwordPage, problemPage } from './pages.ts';
import { consentKey, LIFETIMES } from './provider.ts';
import { isKeptOut, TENANT_PROBLEM } from './tenant.ts';
import { answerToken } from './token.ts';
import { userinfoOf } from './userinfo.ts';
import { wordsFor } from './words.ts';

type Env = { Bindings: HttpBindings };

/** DocuSign's login host: the vendor's own pages and paths around the OAuth library. */
export function createLogin({
  state,
  switches,
  provider,
}: {
  state: EnvironmentState;
  switches: Switches;
  provider: Provider;
}): Hono<Env> {
  const app = new Hono<Env>();
  const byId = (userId: string | undefined) => state.people.find((person) => person.userId === userId);
  const byPassword = (email: string, password: string) =>
    state.people.find(
      (person) => person.email === email.trim().toLowerCase() && person.password === password,
    );
  /** Whether the network the request came through lets only others in. */
  const keptOut = (context: Context<Env>, person: Person) =>
    isKeptOut(
      person,
      state,
      context.req.header('x-docusign-allow-organization') ?? switches.allowedOrganization,
    );
  const library = async ({ env: { incoming, outgoing } }: Context<Env>) => {
    await provider.callback()(incoming, outgoing);
    return RESPONSE_ALREADY_SENT;
  };

  app.use('/oauth/*', async (context, next) => {
    if (context.req.method !== 'GET' && isRefusedOrigin(context.req.header('origin'), switches)) {
      return context.json({ error: ORIGIN_NOT_ALLOWED, error_description: ORIGIN_MESSAGE }, 403);
    }
    return next();
  });

  app.get('/oauth/auth', async (context) => {
    const problem = problemOf(state, new URL(context.req.url).searchParams);
    if (problem !== undefined) return context.html(problemPage(problem), 400);
    const remembered = byId((await sessionOf(context)).accountId);
    if (remembered && context.req.query('prompt') !== 'login' && keptOut(context, remembered)) {
      return context.html(problemPage(TENANT_PROBLEM), 403);
    }
    return library(context);
  });
  app.get('/oauth/auth/:uid', library);

  app.post('/oauth/token', (context) => answerToken(context, provider));

  app.get('/oauth/userinfo', async (context) => {
    if (isRefusedOrigin(context.req.header('origin'), switches)) {
      return context.json({ error: ORIGIN_NOT_ALLOWED, error_description: ORIGIN_MESSAGE }, 403);
    }
    const token = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    const grant = token === undefined ? undefined : await provider.AccessToken.find(token);
    const person = byId(grant?.accountId);
    if (person === undefined) {
      return context.json(
        { error: 'invalid_token', error_description: 'The access token is not valid.' },
        401,
      );
    }
    return context.json(userinfoOf(person, state));
  });

  // The question of an app: login, then consent.
  app.get('/login/:uid', async (context) => {
    const { prompt, params, session } = await provider.interactionDetails(...pairOf(context));
    const words = wordsFor(textOf(params.ui_locales));
    const here = `/login/${context.req.param('uid')}`;
    if (prompt.name === 'consent' && switches.refuseConsent) return refuseConsent(context);
    if (prompt.name === 'consent') {
      const asking = state.apps.find(({ clientId }) => clientId === params.client_id);
      return context.html(
        consentPage(words, {
          action: `${here}/consent`,
          app: asking?.name ?? '',
          name: byId(session?.accountId)?.name ?? '',
          scopes: textOf(params.scope)?.split(' ') ?? [],
        }),
      );
    }
    return context.html(emailPage(words, { action: here, email: textOf(params.login_hint) }));
  });
  app.post('/login/:uid', async (context) => {
    const { params } = await provider.interactionDetails(...pairOf(context));
    const here = `/login/${context.req.param('uid')}`;
    const words = wordsFor(textOf(params.ui_locales));
    const email = textOf((await context.req.parseBody()).email)?.trim() ?? '';
    return context.html(
      email === ''
        ? emailPage(words, { action: here, error: words.emailMissing })
        : passwordPage(words, { action: `${here}/password`, back: here, email }),
    );
  });
  app.post('/login/:uid/password', async (context) => {
    const details = await provider.interactionDetails(...pairOf(context));
    const form = await context.req.parseBody();
    const email = textOf(form.email) ?? '';
    if (switches.companyLogin) return context.html(problemPage(COMPANY_LOGIN_PROBLEM), 403);
    const person = byPassword(email, textOf(form.password) ?? '');
    if (person === undefined) {
      const words = wordsFor(textOf(details.params.ui_locales));
      const back = `/login/${context.req.param('uid')}`;
      return context.html(
        passwordPage(words, { action: `${back}/password`, back, email, error: words.wrongPassword }),
      );
    }
    if (keptOut(context, person)) return context.html(problemPage(TENANT_PROBLEM), 403);
    // Somebody else than the remembered person: that session is over, a new one begins.
    if (details.session !== undefined && details.session.accountId !== person.userId) {
      await (await provider.Session.findByUid(details.session.uid))?.destroy();
      delete details.session;
      await details.persist();
    }
    return finish(context, { login: { accountId: person.userId } });
  });
  app.post('/login/:uid/consent', async (context) => {
    const { params, session } = await provider.interactionDetails(...pairOf(context));
    if (textOf((await context.req.parseBody()).decision) !== 'accept') {
      return refuseConsent(context);
    }
    const scopes = textOf(params.scope)?.split(' ') ?? [];
    const key = consentKey(session?.accountId ?? '', textOf(params.client_id) ?? '');
    state.consents.set(key, new Set(scopes).union(state.consents.get(key) ?? new Set()));
    return finish(context, { consent: {} });
  });
  function refuseConsent(context: Context<Env>): Promise<Response> {
    return finish(context, { error: 'access_denied', error_description: 'The user denied access.' });
  }
  async function finish(context: Context<Env>, result: InteractionResults): Promise<Response> {
    return context.redirect(await provider.interactionResult(...pairOf(context), result), 303);
  }

  // The person coming by alone, with no app behind.
  app.get('/', (context) => context.redirect('/signin', 302));
  app.get('/signin', async (context) => {
    const words = wordsFor(undefined);
    const person = byId((await sessionOf(context)).accountId);
    return context.html(
      person === undefined ? emailPage(words, { action: '/signin' }) : homePage(words, person),
    );
  });
  app.post('/signin', async (context) => {
    const words = wordsFor(undefined);
    const email = textOf((await context.req.parseBody()).email)?.trim() ?? '';
    return context.html(
      email === ''
        ? emailPage(words, { action: '/signin', error: words.emailMissing })
        : passwordPage(words, { action: '/signin/password', back: '/signin', email }),
    );
  });
  app.post('/signin/password', async (context) => {
    const words = wordsFor(undefined);
    const form = await context.req.parseBody();
    const email = textOf(form.email) ?? '';
    if (switches.companyLogin) return context.html(problemPage(COMPANY_LOGIN_PROBLEM), 403);
    const person = byPassword(email, textOf(form.password) ?? '');
    if (person === undefined) {
      return context.html(
        passwordPage(words, {
          action: '/signin/password',
          back: '/signin',
          email,
          error: words.wrongPassword,
        }),
      );
    }
    if (keptOut(context, person)) return context.html(problemPage(TENANT_PROBLEM), 403);
    await signIn(context, person);
    return context.redirect('/signin', 303);
  });

  app.get('/logout', async (context) => {
    const session = await sessionOf(context);
    if (session.accountId !== undefined) await session.destroy();
    const { cookies } = provider.createContext(context.env.incoming, context.env.outgoing);
    cookies.set(provider.cookieName('session'), null);
    const { client_id, redirect_uri, response_mode } = context.req.query();
    const asking = state.apps.find(({ clientId }) => clientId === client_id);
    if (response_mode === 'logout_redirect' && asking && isRegistered(asking, redirect_uri ?? null)) {
      const back = new URL(redirect_uri ?? '');
      back.searchParams.set('error', 'logout_request');
      return context.redirect(back.href, 302);
    }
    return context.html(emailPage(wordsFor(context.req.query('ui_locales')), { action: '/signin' }));
  });

  async function sessionOf({ env: { incoming, outgoing } }: Context<Env>) {
    return provider.Session.get(provider.createContext(incoming, outgoing));
  }
  async function signIn(context: Context<Env>, person: Person): Promise<void> {
    const old = await sessionOf(context);
    if (old.accountId !== undefined) await old.destroy();
    const session = new provider.Session();
    session.loginAccount({ accountId: person.userId });
    await session.save(LIFETIMES.session);
    provider
      .createContext(context.env.incoming, context.env.outgoing)
      .cookies.set(provider.cookieName('session'), session.jti, {
        signed: true,
        httpOnly: true,
        sameSite: 'lax',
      });
  }

  // An interaction that is over, or a page opened twice: the library throws, the vendor shows a page.
  app.onError((error, context) => context.html(problemPage(error.message), 400));
  return app;
}

function pairOf({ env: { incoming, outgoing } }: Context<Env>): [IncomingMessage, ServerResponse] {
  return [incoming, outgoing];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
