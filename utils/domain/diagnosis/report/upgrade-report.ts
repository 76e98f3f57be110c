import * as z from 'zod/mini';
import { FACTS_VERSION, whyShape } from '../facts.ts';

/**
 * Reports of older versions, brought to the shape of today. Each step knows what was another then, and leaves the rest
 * as it came: whether that is a report at all is judged afterwards.
 */

const at = z.number();
const unknown = z.looseObject({ known: z.literal(false), why: whyShape(), at });

/** Version 1 counted cookies of each host, and knew of no other data. */
const First = z.looseObject({
  facts: z.looseObject({
    version: z.literal(1),
    sites: z.discriminatedUnion('known', [
      z.looseObject({
        known: z.literal(true),
        value: z.array(z.strictObject({ host: z.string(), cookies: z.int() })),
        at,
      }),
      unknown,
    ]),
  }),
});

/** Version 2 knew fewer questions; what was answered to those is the same today. */
const Second = z.looseObject({ facts: z.looseObject({ version: z.literal(2) }) });

/** What was found in a text, as this version would have written it. */
export function broughtUpToDate(found: unknown): unknown {
  return secondToThird(firstToSecond(found));
}

function firstToSecond(found: unknown): unknown {
  const first = First.safeParse(found);
  if (!first.success) return found;
  const { facts } = first.data;
  const { sites } = facts;
  return { ...first.data, facts: { ...facts, version: 2, sites: sites.known ? withData(sites) : sites } };
}

function secondToThird(found: unknown): unknown {
  const second = Second.safeParse(found);
  if (!second.success) return found;
  return { ...second.data, facts: { ...second.data.facts, version: FACTS_VERSION } };
}

function withData<S extends { value: { host: string; cookies: number }[]; at: number }>(sites: S) {
  return {
    ...sites,
    value: sites.value.map(({ host, cookies }) => ({
      host,
      cookies: { known: true, value: cookies, at: sites.at },
      data: { known: false, why: 'left-out', at: sites.at },
    })),
  };
}
