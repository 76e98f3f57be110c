import * as z from 'zod/mini';
import { connectionCodes } from '../connections/journal.ts';
import { guideCodes } from '../guide/journal.ts';
import { ownDataCodes } from '../own-data/journal.ts';
import { runCodes } from '../runs/journal.ts';
import { settingsCodes } from '../settings/journal.ts';
import { siteDataCodes } from '../site-data/journal.ts';
import { journalCode, type JournalCode } from './code.ts';
import type { JournalRow } from './tables.ts';

/** Of versions before 2026-11-29, where it could not be told what the words meant. Never written any more. */
const earlierCodes = {
  earlier: journalCode(() => z.object({ what: z.string(), detail: z.string() }), {
    what: 'sites-cleared',
    detail: '',
  }),
};

/** The codes of each feature; no two have the same. */
export const FEATURE_CODES = [
  connectionCodes,
  guideCodes,
  ownDataCodes,
  runCodes,
  settingsCodes,
  siteDataCodes,
  earlierCodes,
] as const;

export const JOURNAL_CODES = {
  ...connectionCodes,
  ...guideCodes,
  ...ownDataCodes,
  ...runCodes,
  ...settingsCodes,
  ...siteDataCodes,
  ...earlierCodes,
} as const satisfies Record<string, JournalCode<object>>;

type Codes = typeof JOURNAL_CODES;
export type Code = keyof Codes;
export type EntryOf<C extends Code> = { [K in C]: { code: K } & Codes[K]['example'] }[C];
/** What the journal can be told, and tells. */
export type Entry = EntryOf<Code>;

const isCode = (code: string): code is Code => Object.hasOwn(JOURNAL_CODES, code);

/** What a stored row tells; null for a code or a payload of another version. */
export function readEntry(row: JournalRow): Entry | null {
  const { code } = row;
  if (!isCode(code)) return null;
  const payload = JOURNAL_CODES[code].payload().safeParse(row);
  // The payload was parsed by the schema of this very code.
  return payload.success ? ({ code, ...payload.data } as Entry) : null;
}
