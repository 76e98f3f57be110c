import { countdownFrom, isAhead } from '../../links/derive.ts';
import { evidenceOf, linkOf, readRow } from '../../links/read-links.ts';
import type { CountersignDatabase } from '../../database.ts';
import type { Confirmation, LinkRow, Sighting } from '../../links/tables.ts';
import type { Clock, ElementKind } from '../../../base/types.ts';
import type { LedgerFacts } from '../facts.ts';
import { type About, FactUnavailable, type FactValue } from './gather.ts';

// Before and after everything there is. Ids and items are ASCII.
const [EVER, ALWAYS, AFTER_ALL] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, '\uffff'] as const;

export type LedgerSources = {
  db: Pick<CountersignDatabase, 'sightings' | 'uses' | 'links' | 'confirmations' | 'places'>;
  clock: Clock;
  /** The Procore users met, by zone and cookie store. */
  persons: () => Promise<Record<string, string[]>>;
  warningDay: () => Promise<number>;
};

/** Who was confirmed to be behind the link in question; null where nobody was, or the page is of no project. */
export async function readConfirmed(
  { db, clock, persons, warningDay }: LedgerSources,
  { subject }: About,
): Promise<Confirmation | null> {
  const { zone, person, project } = subject;
  if (zone === '' || project === '') return null;
  const key = { zone, person, project };
  const evidence = evidenceOf(await readRow(db, key), key, await persons());
  return linkOf(key, evidence, clock(), await warningDay()).confirmation;
}

/** What was read before, of this person on this project, and of the item in question. */
export async function readLedgerFacts(
  { db, clock, persons, warningDay }: LedgerSources,
  { subject }: About,
): Promise<FactValue<LedgerFacts>> {
  const { zone, person, project, item } = subject;
  if (zone === '') throw new FactUnavailable('no-page');
  if (project === '') throw new FactUnavailable('no-project');
  const key = { zone, person, project };
  const name = item ? `${item.type}:${item.id}` : null;
  const of = [zone, person, project] as const;
  // Of the item asked about alone: another one's greyed button or banner explains nothing here.
  const ofItem = async (kind: ElementKind) =>
    name === null
      ? null
      : dated(
          await db.sightings
            .where('[zone+person+project+kind+item+at]')
            .between([...of, kind, name, EVER], [...of, kind, name, ALWAYS])
            .last(),
        );
  const [{ row, shared }, profile, ofZone, buttons, sendButton, toggle, banner] = await Promise.all([
    readRow(db, key),
    db.places.get([zone, 'profile']),
    db.links.where('[zone+person+project]').between([zone, person, ''], [zone, person, AFTER_ALL]).toArray(),
    db.sightings
      .where('[zone+person+project+kind+item+at]')
      .between([...of, 'send-button', '', EVER], [...of, 'send-button', AFTER_ALL, ALWAYS])
      .toArray(),
    ofItem('send-button'),
    ofItem('sign-toggle'),
    ofItem('banner'),
  ]);
  const [now, day] = [clock(), await warningDay()];
  const evidence = evidenceOf({ row, shared }, key, await persons());
  const link = linkOf(key, evidence, now, day);
  // The days go on counting while the state is unknown or the project is off. Whose they are has to be known.
  const lastUse = evidence.shared || !row?.lastUse || isAhead(row.lastUse.at, now) ? null : row.lastUse;
  const countdown = countdownFrom(lastUse?.at ?? null, now, day);
  const latest = (kind: ElementKind) => dated(row?.latest.find((one) => one.kind === kind));
  const elsewhere = buttons.filter((one) => one.item !== (name ?? ''));
  const isRowRead = ({ latest: read }: LinkRow) => read.some(({ kind }) => kind === 'link-row');
  const projects = ofZone.filter(
    (other) => other.project !== project && other.project !== '' && isRowRead(other),
  );
  return {
    value: {
      state: link.state,
      reason: link.reason,
      daysLeft: countdown?.daysLeft ?? null,
      lastUseAt: lastUse?.at ?? null,
      warns: countdown?.warns ?? false,
      confirmed: link.confirmation && {
        who: link.confirmation.who,
        accountId: link.confirmation.accountId,
        accountName: link.confirmation.accountName,
        at: link.confirmation.at,
      },
      row: latest('link-row'),
      box: latest('enable-box'),
      sendButton,
      toggle,
      banner,
      sendButtonElsewhere: elsewhere.some(({ says, disabled }) => says !== 'unknown' && !disabled),
      rowsElsewhere: projects.length,
      profileLearned: profile !== undefined,
    },
  };
}

function dated(row: Sighting | undefined): LedgerFacts['row'] {
  return row ? { says: row.says, disabled: row.disabled, at: row.at } : null;
}
