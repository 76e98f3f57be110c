import type { Mutation } from './mutation.ts';
import { CLEARING } from './rows/clearing.ts';
import { CONNECTIONS } from './rows/connections.ts';
import { JOURNAL } from './rows/journal.ts';
import { LEDGER } from './rows/ledger.ts';
import { LOGIN } from './rows/login.ts';
import { MESSAGES } from './rows/messages.ts';
import { PAGE } from './rows/page.ts';
import { REQUESTS } from './rows/requests.ts';
import { RUNS } from './rows/runs.ts';
import { STORAGE } from './rows/storage.ts';
import { WORDS } from './rows/words.ts';
import { WRITES } from './rows/writes.ts';

export const MUTATIONS: readonly Mutation[] = [
  ...MESSAGES,
  ...PAGE,
  ...LOGIN,
  ...CONNECTIONS,
  ...REQUESTS,
  ...WRITES,
  ...RUNS,
  ...JOURNAL,
  ...WORDS,
  ...CLEARING,
  ...STORAGE,
  ...LEDGER,
];

export function mutationOf(id: string): Mutation {
  const found = MUTATIONS.find((mutation) => mutation.id === id);
  if (!found) throw new Error(`There is no mutation ${id}`);
  return found;
}
