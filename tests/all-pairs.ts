/** `npm run causes`: plants every cause of trouble in the sandbox, alone and with every other one that can be true beside it. */
import { spawn } from 'node:child_process';

const vitest = spawn(
  'npx',
  ['vitest', 'run', '--root', '.', '--config', 'tests/vitest.config.ts', '--project', 'diagnosis'],
  { stdio: 'inherit', env: { ...process.env, COUNTERSIGN_ALL_PAIRS: '1' } },
);
vitest.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
