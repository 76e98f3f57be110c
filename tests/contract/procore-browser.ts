/** A small browser over the Procore stand-in: keeps cookies, follows redirects inside Procore, sends forms with the page's CSRF word. */
import type { DocusignForProcore, Procore } from '../sandbox/procore/index.ts';

export type FakeDocusign = DocusignForProcore & {
  /** Whom the next good code stands for. */
  person: { userId: string; email: string; name: string };
  redeemed: { environment: string; code: string; redirectUri: string }[];
};

/** A DocuSign whose only good code is `good`. */
export function fakeDocusign(): FakeDocusign {
  const fake: FakeDocusign = {
    person: { userId: 'user-1', email: 'sue.sender@example.com', name: 'Sue Sender' },
    redeemed: [],
    authorizeUrlForProcore: ({ environment, zone, state }) =>
      `https://docusign.test/auth?${new URLSearchParams({ environment, zone, state }).toString()}`,
    async redeemForProcore(request) {
      fake.redeemed.push(request);
      if (request.code !== 'good') throw new Error('invalid_grant');
      return fake.person;
    },
  };
  return fake;
}

export type Visit = { status: number; url: URL; text: string };

export function browse(procore: Procore) {
  const jar = new Map<string, string>();

  async function send(request: Request): Promise<Response> {
    request.headers.set('cookie', [...jar].map((pair) => pair.join('=')).join('; '));
    const answer = await procore.fetch(request);
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    return answer;
  }

  /** Follows redirects while they stay in Procore; an address elsewhere is where the visit ends, with status 0. */
  async function follow(answer: Response, at: URL): Promise<Visit> {
    let current = answer;
    let url = at;
    for (let turn = 0; turn < 10; turn += 1) {
      const location = current.headers.get('location');
      if (current.status < 300 || current.status >= 400 || location === null)
        return { status: current.status, url, text: await current.text() };
      url = new URL(location, url);
      if (!url.hostname.endsWith('.procore.com')) return { status: 0, url, text: '' };
      current = await send(new Request(url));
    }
    throw new Error('Too many redirects.');
  }

  return {
    async open(address: string): Promise<Visit> {
      const url = new URL(address);
      return follow(await send(new Request(url)), url);
    },
    /** Presses what posts to `path`, on the page `from`. */
    async post(from: URL, path: string, fields: Record<string, string> = {}): Promise<Visit> {
      const url = new URL(path, from.origin);
      const body = new URLSearchParams({ authenticity_token: jar.get('csrf_token') ?? '', ...fields });
      return follow(await send(new Request(url, { method: 'POST', body })), url);
    },
    cookies: jar,
  };
}

/** Where the control whose text or value holds `label` posts to. */
export function postOf(visit: Visit, label: string): string {
  const text = visit.text.replaceAll('&amp;', '&');
  const escaped = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found =
    new RegExp(`data-post="([^"]+)"[^>]*>(?:<[^>]+>\\s*)*\\s*${escaped}`).exec(text) ??
    new RegExp(`value="${escaped}" formaction="([^"]+)"`).exec(text);
  if (!found?.[1]) throw new Error(`No control "${label}" on ${visit.url.href}.`);
  return found[1];
}
