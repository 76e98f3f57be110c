import { type Agent, request as httpsRequest } from 'node:https';
import type { Sandbox } from './server.ts';

export type Client = {
  /** `fetch` for the real host names, sent to the sandbox; redirects are handed back, cookies are kept. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Cookies by host, then by name: what a browser would have remembered. */
  cookies: Map<string, Map<string, { value: string; path: string }>>;
};

/**
 * A client as a browser would be one: the certificate is trusted for this client alone, names lead to the sandbox.
 * `agent`: keeps connections open from one request to the next; without it each has its own.
 */
export function createClient(
  { port, certificate }: Pick<Sandbox, 'port' | 'certificate'>,
  agent: Agent | false = false,
): Client {
  const cookies: Client['cookies'] = new Map();
  return {
    cookies,
    async fetch(input, init) {
      const request = new Request(input, { ...init, redirect: 'manual' });
      const url = new URL(request.url);
      const body = Buffer.from(await request.arrayBuffer());
      const headers = new Headers(request.headers);
      headers.set('host', url.host);
      // What `new Request` drops in Node as a browser would: tests send it on purpose.
      const origin = new Headers(init?.headers).get('origin');
      if (origin !== null) headers.set('origin', origin);
      const remembered = [...(cookies.get(url.hostname) ?? [])]
        .filter(([, { path }]) => covers(path, url.pathname))
        .map(([name, { value }]) => `${name}=${value}`);
      if (remembered.length > 0) headers.set('cookie', remembered.join('; '));
      if (body.length > 0) headers.set('content-length', String(body.length));
      return new Promise((resolve, reject) => {
        const outgoing = httpsRequest(
          {
            host: '127.0.0.1',
            port,
            servername: url.hostname,
            ca: certificate.cert,
            agent,
            method: request.method,
            path: `${url.pathname}${url.search}`,
            headers: Object.fromEntries(headers),
            signal: request.signal,
          },
          (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.once('error', reject);
            incoming.once('end', () => {
              const answered = new Headers();
              for (const [name, values] of Object.entries(incoming.headersDistinct)) {
                for (const value of values ?? []) answered.append(name, value);
              }
              remember(url.hostname, answered.getSetCookie());
              const status = incoming.statusCode ?? 0;
              const empty = status === 204 || status === 304;
              resolve(new Response(empty ? null : Buffer.concat(chunks), { status, headers: answered }));
            });
          },
        );
        outgoing.once('error', reject);
        outgoing.end(body);
      });
    },
  };

  function remember(host: string, lines: readonly string[]): void {
    const jar = cookies.getOrInsertComputed(host, () => new Map());
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(/;\s*/);
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      const value = pair.slice(at + 1);
      const attribute = (wanted: string) =>
        attributes.find((text) => text.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
      const expires = attribute('expires');
      if (value === '' || (expires !== undefined && Date.parse(expires) <= Date.now())) jar.delete(name);
      else jar.set(name, { value, path: attribute('path') ?? '/' });
    }
  }
}

function covers(path: string, pathname: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}
