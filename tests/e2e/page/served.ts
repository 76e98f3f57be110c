import { createProcore } from '../../sandbox/procore/index.ts';
import { createWorld } from '../../sandbox/world.ts';

/** The sandbox's Procore without its server: the answer to one address, as a person signed in would get it. */
export function createServed(): (
  url: string,
) => Promise<{ status: number; headers: Record<string, string>; body: string }> {
  const procore = createProcore({
    world: createWorld(),
    docusign: {
      authorizeUrlForProcore: () => 'https://account.docusign.com/oauth/auth',
      redeemForProcore: () => Promise.reject(new Error('nobody logs in here')),
    },
  });
  return async (url) => {
    const answer = await procore.fetch(new Request(url));
    const headers = { 'content-type': answer.headers.get('content-type') ?? 'text/html' };
    return { status: answer.status, headers, body: await answer.text() };
  };
}
