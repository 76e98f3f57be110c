import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { SANDBOX_HOSTS } from './hosts.ts';

/** Chromium's `--host-resolver-rules`: our hosts go to the sandbox, every other name is not found. */
export function chromiumHostRules(port: number): string {
  return [
    ...SANDBOX_HOSTS.map((host) => `MAP ${host}:443 127.0.0.1:${port}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
  ].join(', ');
}

export type ConnectProxy = { port: number; refused: string[]; stop(): Promise<void> };

/** A CONNECT proxy for Firefox, which has no host rules: our hosts go to the sandbox, the rest is refused and noted. */
export async function startConnectProxy(sandboxPort: number): Promise<ConnectProxy> {
  const sockets = new Set<Socket>();
  const refused: string[] = [];
  const track = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  // Plain http has no business here.
  const server = createServer((request, response) => {
    refused.push(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connect', (request, client: Socket, head: Buffer) => {
    const target = request.url ?? '';
    const [host = '', port] = target.split(':');
    if (port !== '443' || !SANDBOX_HOSTS.includes(host)) {
      refused.push(target);
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const sandbox = connect(sandboxPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      sandbox.write(head);
      sandbox.pipe(client);
      client.pipe(sandbox);
    });
    track(client, sandbox);
    track(sandbox, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    port: address.port,
    refused,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await closed;
    },
  };
}
