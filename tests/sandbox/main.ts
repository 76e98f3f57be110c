/** Runs the sandbox alone: `npm run sandbox [port]`. Ends with Ctrl+C. */
import { chromiumHostRules, startSandbox } from './server.ts';

const sandbox = await startSandbox({ port: Number(process.argv[2] ?? 0) });
console.log(`The sandbox listens on https://127.0.0.1:${sandbox.port}`);
console.log(
  `chromium --ignore-certificate-errors --host-resolver-rules='${chromiumHostRules(sandbox.port)}'`,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.stop());
