import { countdownFrom, deriveLink, newest } from '../../ledger/derive.ts';
import type { CountersignDatabase, Sighting } from '../../storage/database.ts';
import type { Clock, ElementKind } from '../../types.ts';
import type { LedgerFacts } from '../facts.ts';
import { type About, NotKnown, type Told } from './gather.ts';

export type LedgerSources = {
  db: Pick<CountersignDatabase, 'sightings' | 'uses' | 'confirmations' | 'places'>;
  clock: Clock;
  warningDay: () => Promise<number>;
};

/** What was read before, of this person on this project, and of the item in question. */
export async function readLedgerFacts(
  { db, clock, warningDay }: LedgerSources,
  { subject }: About,
): Promise<Told<LedgerFacts>> {
  const { zone, person, project, item } = subject;
  if (zone === '') throw new NotKnown('no-page');
  if (project === '') throw new NotKnown('no-project');
  const key = { zone, person, project };
  const [sightings, uses, confirmation, profile, rows] = await Promise.all([
    db.sightings.where('[zone+person+project]').equals([zone, person, project]).toArray(),
    db.uses.where('[zone+person+project]').equals([zone, person, project]).toArray(),
    db.confirmations.get([zone, person, project]),
    db.places.get([zone, 'profile']),
    db.sightings
      .where('[zone+person+project]')
      .between([zone, person, ''], [zone, person, '\uffff'])
      .filter(({ kind }) => kind === 'link-row')
      .toArray(),
  ]);
  const [now, day] = [clock(), await warningDay()];
  const link = deriveLink(key, sightings, uses, confirmation ?? null, now, day);
  // The days go on counting while the state is unknown or the project is off.
  const lastUse = newest(uses);
  const countdown = countdownFrom(lastUse?.at ?? null, now, day);
  const ofKind = (kind: ElementKind) => sightings.filter((row) => row.kind === kind);
  const name = item ? `${item.type}:${item.id}` : null;
  // Of the item asked about alone: another one's greyed button or banner explains nothing here.
  const ofItem = (kind: ElementKind) =>
    name === null ? null : dated(newest(ofKind(kind).filter((row) => row.item === name)));
  const elsewhere = ofKind('send-button').filter((row) => row.item !== (name ?? ''));
  const projects = new Set(
    rows.map((row) => row.project).filter((other) => other !== project && other !== ''),
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
      row: dated(newest(ofKind('link-row'))),
      box: dated(newest(ofKind('enable-box'))),
      sendButton: ofItem('send-button'),
      toggle: ofItem('sign-toggle'),
      banner: ofItem('banner'),
      sendButtonElsewhere: elsewhere.some(({ says, disabled }) => says !== 'unknown' && !disabled),
      rowsElsewhere: projects.size,
      profileLearned: profile !== undefined,
    },
  };
}

function dated(row: Sighting | null): LedgerFacts['row'] {
  return row && { says: row.says, disabled: row.disabled, at: row.at };
}
