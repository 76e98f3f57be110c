import * as z from 'zod/mini';
import { AppFault } from '../../../base/errors.ts';
import { FACTS_VERSION } from '../facts.ts';
import { broughtUpToDate } from './upgrade-report.ts';
import { Report, REPORT_VERSION } from './report.ts';

/** A file larger than this was not written by `toMarkdown` or `toJson`. In bytes, and in characters of a text. */
export const LARGEST_FILE = 200_000;

/** What `detail` of a `bad-input` fault says about a text that is no report. */
export const REPORT_FAULTS = ['too-large', 'not-a-report', 'newer', 'damaged'] as const;
export type ReportFault = (typeof REPORT_FAULTS)[number];

const wrong = (what: ReportFault, cause?: unknown) => new AppFault('bad-input', what, cause);

const MARK = /"report"\s*:\s*"countersign"/;

/** Reads a report from a file somebody sent. */
export async function openReportFile(file: Pick<Blob, 'size' | 'text'>): Promise<Report> {
  if (file.size > LARGEST_FILE) throw wrong('too-large');
  const text = await file.text().catch((thrown: unknown) => {
    throw wrong('damaged', thrown);
  });
  return openReport(text);
}

/**
 * Reads a report from a text: JSON, or Markdown with the JSON in a fenced block. What comes out has the shape of a
 * report and nothing more: its texts are anybody's.
 */
export function openReport(text: string): Report {
  if (text.length > LARGEST_FILE) throw wrong('too-large');
  const json = jsonIn(text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n'));
  let found: unknown;
  try {
    found = JSON.parse(json);
  } catch (thrown) {
    throw wrong(MARK.test(json) ? 'damaged' : 'not-a-report', thrown);
  }
  const parsed = Report.safeParse(broughtUpToDate(found));
  if (parsed.success) return parsed.data;
  const outline = Outline.safeParse(found);
  if (!outline.success) throw wrong('not-a-report');
  const { version, facts } = outline.data;
  const isNewer = version > REPORT_VERSION || (facts?.version ?? 0) > FACTS_VERSION;
  throw wrong(isNewer ? 'newer' : 'damaged', parsed.error);
}

/** What every version of a report has. */
const Outline = z.object({
  report: z.literal('countersign'),
  version: z.number(),
  facts: z.optional(z.object({ version: z.number() })),
});

/** The last fenced block that is a report; without one, the text itself. Mail puts `>` before each line it quotes. */
function jsonIn(text: string): string {
  for (const candidate of [text, text.replaceAll(/^(?:> ?)+/gm, '')]) {
    const block = fencedBlocks(candidate).findLast((one) => MARK.test(one));
    if (block !== undefined) return block;
  }
  return text.trim();
}

/** Line by line, since a pattern over the whole text could be made to take for ever. */
function fencedBlocks(text: string): string[] {
  const blocks: string[] = [];
  let open: { fence: number; lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    const [, fence = '', after = ''] = /^ {0,3}(`{3,})([^`]*)$/.exec(line) ?? [];
    if (open && fence.length >= open.fence && after.trim() === '') {
      blocks.push(open.lines.join('\n'));
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (fence !== '') open = { fence: fence.length, lines: [] };
  }
  // A block that was cut off is still told from no report at all.
  if (open) blocks.push(open.lines.join('\n'));
  return blocks;
}
