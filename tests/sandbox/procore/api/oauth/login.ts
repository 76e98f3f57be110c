import type { Hono } from 'hono';
import { PEOPLE, type PersonKey } from '../../zones.ts';
import { PASSWORD } from '../state.ts';
import { loginPage, outPage } from './pages.ts';
import type { LoginHost, Visit } from './types.ts';

const COOKIE = '_procore_login';

export function personOf(host: LoginHost, cookies: string | undefined): PersonKey | null {
  const value = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(cookies ?? '')?.[1];
  return host.api.sessions.get(value ?? '') ?? null;
}

/** Back to an address of this host, and to no other. */
const within = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/login';

/** `/login` and `/logout`: the person alone, or on the way to an app's question. */
export function registerLogin(app: Hono<Visit>): void {
  app.get('/', (c) => c.redirect('/login', 302));
  app.get('/login', (c) => {
    const { host } = c.var;
    const person = personOf(host, c.req.header('cookie'));
    if (person !== null && c.req.query('next') === undefined) {
      return c.text(`Logged in as ${host.state.emailOf(person)}.`);
    }
    return c.html(loginPage({ next: within(c.req.query('next')), email: '', problem: null }).html);
  });
  app.post('/login', async (c) => {
    const { host } = c.var;
    const form = await c.req.parseBody();
    const email = typeof form.email === 'string' ? form.email.trim().toLowerCase() : '';
    const person = PEOPLE.find(({ key }) => host.state.emailOf(key) === email);
    if (person === undefined || form.password !== PASSWORD) {
      const problem = 'You have entered an incorrect email or password.';
      return c.html(loginPage({ next: within(form.next), email, problem }).html, 401);
    }
    const session = crypto.randomUUID();
    host.api.sessions.set(session, person.key);
    c.header('set-cookie', `${COOKIE}=${session}; Path=/; Secure; HttpOnly; SameSite=Lax`);
    return c.redirect(within(form.next), 303);
  });
  app.get('/logout', (c) => {
    const value = new RegExp(`${COOKIE}=([^;]+)`).exec(c.req.header('cookie') ?? '')?.[1];
    c.var.host.api.sessions.delete(value ?? '');
    c.header('set-cookie', `${COOKIE}=; Path=/; Secure; Expires=Thu, 01 Jan 1970 00:00:00 GMT`);
    return c.html(outPage().html);
  });
}
