import type { Context, Hono } from 'hono';
import type { World } from '../../world.ts';
import type { PageContext } from '../context.ts';
import type { DocusignForProcore } from '../index.ts';
import type { ProcoreState } from '../state.ts';

export type PageVariables = { Variables: { page: PageContext } };
export type Routes = Hono<PageVariables>;
export type RouteContext = Context<PageVariables>;

/** What a route family is given. */
export type Sandbox = { world: World; docusign: DocusignForProcore; state: ProcoreState };

/** An address of this host to go back to; anything else becomes the portfolio. */
export function safeReturn(asked: string | undefined): string {
  return asked && /^\/(?![/\\])/.test(asked) ? asked : '/';
}

/** The same address with `said`, which the page turns into a line at its top. */
export function saying(address: string, said: string | null): string {
  const url = new URL(address, 'https://zone.invalid');
  url.searchParams.delete('said');
  // A page asked for in a given condition (`link=…`) would hide what has just changed.
  url.searchParams.delete('link');
  if (said) url.searchParams.set('said', said);
  return url.pathname + url.search;
}
