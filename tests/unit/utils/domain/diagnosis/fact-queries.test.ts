import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../../../utils/base/clock.ts';
import type { Facts, LedgerFacts } from '../../../../../utils/domain/diagnosis/facts.ts';
import { loginAsked, offered } from '../../../../../utils/domain/diagnosis/fact-queries.ts';
import { healthyFacts, known, NOW, notKnown } from './world.ts';

/** What was read before, with no Procore page in front. */
function withLedger(over: Partial<LedgerFacts>): Facts {
  const facts = healthyFacts();
  if (!facts.ledger.known) throw new Error('a healthy world knows its ledger');
  return { ...facts, page: notKnown('no-page'), ledger: known({ ...facts.ledger.value, ...over }) };
}
const read = (says: string, at: number) => ({ says, disabled: false, at });

describe('what was read before the clock was set back', () => {
  it('does not outdo what was read since: a box that was off, and a banner that asks to log in', () => {
    const rows = { row: read('synced', NOW - HOUR), sendButton: null };
    expect(offered(withLedger({ ...rows, box: read('off', NOW + 3 * DAY) }))).toBe('shown');
    expect(offered(withLedger({ ...rows, box: read('off', NOW) }))).toBe('off');
    const off = { ...rows, state: 'unavailable' as const, lastUseAt: null };
    const asking = (at: number) => loginAsked(withLedger({ ...off, banner: read('reauth-required', at) }));
    expect(asking(NOW + 3 * DAY)).toBe('asked');
    expect(asking(NOW)).toBe('required');
  });

  it('is outdone where it is the row or the button that is from then', () => {
    const ahead = { row: read('synced', NOW + 3 * DAY), sendButton: read('send', NOW + 2 * DAY) };
    expect(offered(withLedger({ ...ahead, box: read('off', NOW - HOUR) }))).toBe('off');
    const banner = read('reauth-required', NOW - HOUR);
    expect(loginAsked(withLedger({ ...ahead, state: 'unavailable', lastUseAt: NOW + DAY, banner }))).toBe(
      'required',
    );
  });
});
