import type { IncomingMessage, ServerResponse } from 'node:http';
import { SWITCHER_HOST } from './hosts.ts';
import type { Fault, World } from './world.ts';

/** The fault that spoils this request, used up by one, or `undefined` when it is to be answered as usual. */
export function takeFault(
  world: World,
  { host, path, method }: { host: string; path: string; method: string },
): Fault | undefined {
  const fault = world.faults.find(
    (candidate) =>
      (candidate.host === host || (candidate.host === '*' && host !== SWITCHER_HOST)) &&
      path.startsWith(candidate.path) &&
      (candidate.method === undefined || candidate.method === method) &&
      candidate.count !== 0,
  );
  if (fault?.count !== undefined) {
    fault.count -= 1;
    if (fault.count === 0) world.faults.splice(world.faults.indexOf(fault), 1);
  }
  return fault;
}

const GATEWAY_PAGE =
  '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

/**
 * Gives the spoilt answer. `limits` are the vendor's headers about its quotas, which it sends with failed answers too;
 * `answer` is the right one, for the faults that let it through; `carryOut` does what was asked and keeps the answer.
 */
export function applyFault(
  fault: Fault,
  limits: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => void,
  carryOut: () => Promise<void>,
): void {
  const send = (status: number, type: string | undefined, body: string) => {
    response.writeHead(fault.status ?? status, {
      ...(type === undefined ? {} : { 'content-type': type }),
      ...limits,
      ...fault.headers,
    });
    response.end(body);
  };
  const json = 'application/json; charset=utf-8';
  const ofProcore = /\.procore\.com(?::\d+)?$/i.test(request.headers.host ?? '');
  switch (fault.how) {
    case 'down':
      send(
        503,
        json,
        JSON.stringify(
          ofProcore
            ? { errors: 'Service Unavailable' }
            : { errorCode: 'UNSPECIFIED_ERROR', message: 'Service unavailable.' },
        ),
      );
      break;
    case 'slow': {
      const timer = setTimeout(answer, fault.delay ?? 2_000);
      response.once('close', () => clearTimeout(timer));
      break;
    }
    case 'hang':
      request.resume();
      break;
    case 'cut':
      response.writeHead(fault.status ?? 200, {
        'content-type': json,
        'content-length': '1000',
        ...limits,
        ...fault.headers,
      });
      // The head and half a body must be on the wire before the connection goes.
      response.write('{"half":"', () => response.destroy());
      break;
    case 'malformed':
      send(200, json, '{"half":');
      break;
    case 'html':
      send(502, 'text/html; charset=utf-8', GATEWAY_PAGE);
      break;
    case 'empty':
      send(200, undefined, '');
      break;
    case 'rate-limit':
      send(
        429,
        json,
        JSON.stringify(
          ofProcore
            ? { message: 'You have surpassed the max number of requests' }
            : {
                errorCode: fault.code ?? 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED',
                message: 'The maximum number of hourly API invocations has been exceeded.',
              },
        ),
      );
      break;
    case 'refuse':
      request.socket.destroy();
      break;
    case 'lost':
    case 'late':
      void carryOut().then(() => {
        if (fault.status === undefined) request.socket.destroy();
        else send(fault.status, 'text/html; charset=utf-8', GATEWAY_PAGE);
      });
      break;
  }
}
