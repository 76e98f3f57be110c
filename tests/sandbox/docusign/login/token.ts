import { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Provider } from 'oidc-provider';

/**
 * `POST /oauth/token`. The vendor reads forms, also multipart ones, and wants no `redirect_uri` beside the code; the
 * library wants a plain form that repeats it. Anything but a form is a bare `invalid_grant`.
 */
export async function answerToken(
  context: Context<{ Bindings: HttpBindings }>,
  provider: Provider,
): Promise<Response> {
  const type = context.req.header('content-type') ?? '';
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) {
    return context.json({ error: 'invalid_grant' }, 400);
  }
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(await context.req.parseBody())) {
    if (typeof value === 'string') form.set(name, value);
  }
  const code = form.get('code');
  if (code !== null && !form.has('redirect_uri')) {
    const issued = await provider.AuthorizationCode.find(code, { ignoreExpiration: true });
    form.set('redirect_uri', issued?.redirectUri ?? 'about:blank');
  }
  const { incoming, outgoing } = context.env;
  await provider.callback()(withForm(incoming, form), outgoing);
  return RESPONSE_ALREADY_SENT;
}

/** The same request with another body. */
function withForm(request: IncomingMessage, form: URLSearchParams): IncomingMessage {
  const body = Buffer.from(form.toString());
  const copy = new IncomingMessage(request.socket);
  copy.method = request.method;
  copy.url = request.url;
  copy.headers = {
    ...request.headers,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
  };
  delete copy.headers.origin;
  delete copy.headers['transfer-encoding'];
  copy.complete = true;
  copy.push(body);
  copy.push(null);
  return copy;
}
