import type { RestContext } from './caller.ts';

const PAGES = { v1: { usual: 20, most: 2_000 }, v2: { usual: 10, most: 100 } } as const;

/** One page of a list, told in the headers `Link`, `Total` and `Per-Page`. Source: developers.procore.com, pagination. */
export function pageOf<T>(c: RestContext, list: readonly T[], version: keyof typeof PAGES = 'v1'): T[] {
  const url = new URL(c.req.url);
  const asked = (name: string, usual: number) => {
    const value = Number(url.searchParams.get(name));
    return Number.isInteger(value) && value > 0 ? value : usual;
  };
  const { usual, most } = PAGES[version];
  const page = asked('page', 1);
  const perPage = Math.min(asked('per_page', usual), most);
  const last = Math.max(1, Math.ceil(list.length / perPage));
  const link = (to: number, rel: string) => {
    const target = new URL(url);
    target.protocol = 'https:';
    target.port = '';
    target.searchParams.set('page', String(to));
    target.searchParams.set('per_page', String(perPage));
    return `<${target.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(1, 'first'), link(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  if (links.length > 0) c.header('link', links.join(', '));
  c.header('total', String(list.length));
  c.header('per-page', String(perPage));
  return list.slice((page - 1) * perPage, page * perPage);
}
