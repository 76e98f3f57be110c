import type * as z from 'zod/mini';
import type { VendorPage } from '../../http/paging.ts';
import type { HeaderReader } from '../../http/request.ts';
import { wholeNumber } from '../header-number.ts';

/** As many rows a page as the first version advises at most would be 2,000; the second takes 100. */
export const PROCORE_PAGE = 100;

/**
 * A reader of one page of a list, for `readPages` (the first page is 1). Paging is in the headers: `Link` with
 * `rel="next"`, `Total`, `Per-Page`; the last page has no `next`, and some lists have no pages at all.
 * Source: developers.procore.com, pagination.
 */
export function procorePages<S extends z.ZodMiniType, T>({
  ask,
  request,
  reply,
  rowsOf,
  perPage = PROCORE_PAGE,
}: {
  ask: HeaderReader;
  /** The list, with its filters, and how it is asked for. */
  request: {
    url: string;
    accessToken: string;
    headers?: Readonly<Record<string, string>>;
    signal?: AbortSignal;
  };
  reply: S;
  rowsOf: (answer: z.output<S>) => readonly T[];
  perPage?: number;
}): (page: number) => Promise<VendorPage<T>> {
  return async (page) => {
    const paged = new URL(request.url);
    paged.searchParams.set('page', String(page));
    paged.searchParams.set('per_page', String(perPage));
    const { data, headers } = await ask({ ...request, url: paged.href, reply });
    const rows = rowsOf(data);
    return {
      rows,
      next: rows.length === 0 ? null : nextPage(headers),
      total: wholeNumber(headers.get('total')),
    };
  };
}

/** Only the number is taken from the address: where it leads is not ours to follow. */
function nextPage(headers: Headers): number | null {
  for (const link of (headers.get('link') ?? '').split(/,\s*(?=<)/)) {
    const [, address] = /^\s*<([^>]*)>\s*;.*\brel="?next"?(?:[\s;,]|$)/i.exec(link) ?? [];
    if (address === undefined) continue;
    return wholeNumber(URL.parse(address, 'https://procore.invalid')?.searchParams.get('page') ?? null);
  }
  return null;
}
