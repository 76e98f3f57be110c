import type { DefinedTable } from '../storage/define-table.ts';
import { connections } from './connections/tables.ts';
import type { TableName } from './database.ts';
import { runs } from './guide/tables.ts';
import { journal, journalEnds } from './journal/tables.ts';
import { confirmations, links, projects, sightings, uses } from './links/tables.ts';
import { requests } from './own-data/tables.ts';
import { places } from './pages/tables.ts';
import { jobs, operations } from './runs/tables.ts';

/** Every table: one that is not here does not compile. Forgetting, pruning and reading go through this list. */
export const TABLES = {
  sightings,
  confirmations,
  uses,
  links,
  projects,
  places,
  runs,
  connections,
  requests,
  journal,
  jobs,
  operations,
  journalEnds,
} satisfies Record<TableName, DefinedTable>;

export const TABLE_NAMES = Object.keys(TABLES).filter((name): name is TableName => name in TABLES);
