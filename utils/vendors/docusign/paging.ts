import * as z from 'zod/mini';
import { AppFault } from '../../base/errors.ts';
import type { Requester } from '../../http/request.ts';
import type { VendorPage } from '../../http/paging.ts';
import type { Call } from './client.ts';

/**
 * Paging of eSignature lists. Figures are strings of digits; `nextUri` is relative, and absent, empty or null on the last
 * page. Source: developers.docusign.com, eSignature REST reference, Users: list, Groups: list.
 */
const figure = z.optional(
  z.nullable(
    z.union([
      z.int().check(z.nonnegative()),
      z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number)),
    ]),
  ),
);
const Paging = z.object({
  resultSetSize: figure,
  totalSetSize: figure,
  startPosition: figure,
  nextUri: z.optional(z.nullable(z.string())),
});

/** Users and groups: no page holds more. */
export const DOCUSIGN_PAGE = 100;

/** A reader of one page of a list, for `readPages` (the first position is 0). `rowsOf`: the list in the parsed answer. */
export function docuSignPages<S extends z.ZodMiniType, T>({
  ask,
  url,
  call,
  reply,
  rowsOf,
  count = DOCUSIGN_PAGE,
}: {
  ask: Requester;
  /** The list, with its filters. */
  url: string;
  call: Call;
  /** The shape of the whole answer. */
  reply: S;
  rowsOf: (answer: z.output<S>) => readonly T[];
  count?: number;
}): (position: number) => Promise<VendorPage<T>> {
  return async (position) => {
    const paged = new URL(url);
    paged.searchParams.set('count', String(count));
    paged.searchParams.set('start_position', String(position));
    const answer = await ask({ ...call, url: paged.href, reply: z.unknown() });
    const [parsed, paging] = [reply.safeParse(answer), Paging.safeParse(answer)];
    if (!parsed.success || !paging.success) throw new AppFault('unexpected-reply', 'page');
    const rows = rowsOf(parsed.data);
    const { resultSetSize, totalSetSize, startPosition, nextUri } = paging.data;
    // A page of another place, or with fewer rows than it says, is not what was asked for.
    if ((startPosition ?? position) !== position || (resultSetSize ?? rows.length) !== rows.length) {
      throw new AppFault('unexpected-reply', 'page');
    }
    return { rows, next: nextOf(nextUri, position + rows.length, rows.length), total: totalSetSize ?? null };
  };
}

/** Only the position is taken from the address: where it leads is not ours to follow. */
function nextOf(nextUri: string | null | undefined, after: number, rows: number): number | null {
  if (!nextUri || rows === 0) return null;
  const told = URL.parse(nextUri, 'https://docusign.invalid')?.searchParams.get('start_position') ?? '';
  return /^\d{1,9}$/.test(told) ? Number(told) : after;
}
