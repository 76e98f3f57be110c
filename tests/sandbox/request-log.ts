import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LoggedRequest, World } from './world.ts';

const MOST_BODY = 64 * 1024;
const MOST_ENTRIES = 20_000;

/**
 * Writes the request into the log the moment it arrives, so that one that never gets an answer is there too. Body and
 * status are filled in as they come; the body is listened to on its way in, whoever reads it.
 */
export function logRequest(
  world: World,
  host: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  let body = '';
  const push = request.push.bind(request);
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (Buffer.isBuffer(chunk) && body.length < MOST_BODY) {
      body += chunk.toString('utf8').slice(0, MOST_BODY - body.length);
    }
    return push(chunk, encoding);
  };
  const entry: LoggedRequest = {
    at: world.now(),
    method: request.method ?? 'GET',
    host,
    path: url.pathname,
    query: url.search,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    get body() {
      return body;
    },
    get status() {
      return response.headersSent ? response.statusCode : 0;
    },
  };
  world.log.push(entry);
  if (world.log.length > MOST_ENTRIES) world.log.shift();
  // Once over, the entry keeps plain values and lets go of the response.
  response.once('close', () => {
    const { status } = entry;
    Object.defineProperty(entry, 'body', { value: body, enumerable: true });
    Object.defineProperty(entry, 'status', { value: status, enumerable: true });
  });
}
