import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type Certificate, createCertificate } from './certificate.ts';
import { createDocusign, type Docusign } from './docusign/index.ts';
import { applyFault, takeFault } from './faults.ts';
import { ALL_PROCORE_HOSTS, DOCUSIGN_HOSTS, LOOPBACK_HOSTS, SANDBOX_HOSTS, SWITCHER_HOST } from './hosts.ts';
import { createProcore, type Procore } from './procore/index.ts';
import { logRequest } from './request-log.ts';
import { createSwitcher } from './switcher/index.ts';
import { createWorld, type World } from './world.ts';

export { chromiumHostRules, startConnectProxy } from './host-mapping.ts';

export type Sandbox = {
  /** The free port of 127.0.0.1 it listens on. */
  port: number;
  readonly world: World;
  readonly docusign: Docusign;
  readonly procore: Procore;
  /** Every real host name it answers under. */
  hosts: readonly string[];
  certificate: Certificate;
  /** Both vendors as they are when it starts, behind the same port. Connections that are open are closed. */
  reset(): void;
  stop(): Promise<void>;
};

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts both vendors and the scenario switcher on one HTTPS server; the Host header says who answers. */
export async function startSandbox({
  world = createWorld(),
  port = 0,
}: {
  world?: World;
  port?: number;
} = {}): Promise<Sandbox> {
  const certificate = await createCertificate(SANDBOX_HOSTS);
  let stage = createStage(world);

  const server = createServer(certificate, (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const url = URL.parse(request.url ?? '/', `https://${host || 'no-host'}`);
    const { world, docusign, procore, listeners } = stage;
    const listener = listeners.get(host);
    if (url === null || listener === undefined) {
      response.writeHead(421, { 'content-type': 'text/plain' }).end(`The sandbox does not play ${host}.`);
      return;
    }
    logRequest(world, host, url, request, response);
    if (world.dateAhead !== 0) {
      response.setHeader('date', new Date(Date.now() + world.dateAhead).toUTCString());
    }
    const fault = takeFault(world, { host, path: url.pathname, method: request.method ?? 'GET' });
    if (fault === undefined) listener(request, response);
    else {
      const limits = { ...docusign.limitHeaders(url), ...procore.limitHeaders(url) };
      const carryOut = async () => {
        const asked = await wholeRequest(request, url);
        const run = async () => {
          await (ALL_PROCORE_HOSTS.includes(host) ? procore.fetch(asked) : docusign.fetch(asked));
        };
        if (fault.how === 'lost') await run();
        else world.late.push({ at: world.now() + (fault.delay ?? 30_000), carryOut: run });
      };
      applyFault(fault, limits, request, response, () => listener(request, response), carryOut);
    }
  });
  const sockets = trackSockets(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    port: portOf(server),
    get world() {
      return stage.world;
    },
    get docusign() {
      return stage.docusign;
    },
    get procore() {
      return stage.procore;
    },
    hosts: SANDBOX_HOSTS,
    certificate,
    reset() {
      stage = createStage(createWorld());
      for (const socket of sockets) socket.destroy();
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Both vendors and the switcher in one world, and who answers under which name. */
function createStage(world: World) {
  const docusign = createDocusign({ world });
  const procore = createProcore({ world, docusign });
  const switcher = createSwitcher({ world, docusign, procore });

  const listen = (fetch: Parameters<typeof getRequestListener>[0]): Listener => {
    const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
    return (request, response) => void listener(request, response);
  };
  const listeners = new Map<string, Listener>();
  for (const host of ALL_PROCORE_HOSTS) listeners.set(host, listen(procore.fetch));
  for (const { login, rest } of Object.values(DOCUSIGN_HOSTS)) {
    for (const host of [login, ...rest]) listeners.set(host, listen(docusign.fetch));
  }
  for (const host of LOOPBACK_HOSTS) listeners.set(host, listen(docusign.fetch));
  listeners.set(SWITCHER_HOST, listen(switcher.fetch));
  return { world, docusign, procore, listeners };
}

/** A request with its body, to be carried out whatever becomes of its connection. */
async function wholeRequest(request: IncomingMessage, url: URL): Promise<Request> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  const { method = 'GET' } = request;
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  const body = Buffer.concat(parts);
  return new Request(url, { method, headers, ...(body.length > 0 ? { body } : {}) });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no port.');
  return address.port;
}

/** Every open connection, the hung and the half-open ones too: stopping must not wait for them. */
function trackSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Clients that give up in mid-handshake or mid-answer are part of the game.
    socket.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  return sockets;
}
