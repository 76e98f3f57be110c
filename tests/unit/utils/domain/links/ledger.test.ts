import { journalOf } from '../journal/told.ts';
import Dexie from 'dexie';
import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../../../../utils/base/clock.ts';
import { keepConfirmation } from '../../../../../utils/domain/links/confirm.ts';
import { evidenceCache } from '../../../../../utils/domain/links/evidence-cache.ts';
import { createLedger, type DatedReading, type Ledger } from '../../../../../utils/domain/links/ledger.ts';
import type { Link } from '../../../../../utils/domain/links/link.ts';
import { evidenceOf, linkOf, readAllRows } from '../../../../../utils/domain/links/read-links.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { knownPersons } from '../../../../../utils/domain/pages/items.ts';
import { eraseForgotten } from '../../../../../utils/domain/own-data/erase.ts';
import { countUnread } from '../../../../../utils/domain/own-data/unread.ts';
import type { Reading } from '../../../../../utils/base/types.ts';

const key = { zone: 'app.procore.com', person: '', project: '99' };
let now = 0;
let db: CountersignDatabase;
let ledger: Ledger;
let names = 0;

beforeEach(() => {
  now = Date.UTC(2026, 10, 21);
  db = new CountersignDatabase(`ledger-${++names}`);
  ledger = createLedger(
    async () => db,
    () => now,
    evidenceCache(),
  );
});

/** What every link is, as our pages show it. */
async function allLinks(): Promise<Link[]> {
  const persons = await knownPersons.get();
  const links: Link[] = [];
  for await (const rows of readAllRows(db))
    for (const read of rows) links.push(linkOf(read.row, evidenceOf(read, read.row, persons), now, 23));
  return links;
}

const row = (says: 'synced' | 'not-linked' | 'unknown'): Reading => ({ kind: 'link-row', says });
const record = (readings: DatedReading[], over: Partial<{ key: typeof key; item: string }> = {}) =>
  ledger.record(over.key ?? key, '7', over.item ?? '', readings, []);

describe('the ledger', () => {
  test('should keep equal readings as one row whose date moves on', async () => {
    const first = now;
    for (let visit = 0; visit < 5; visit += 1) {
      await record([row('synced')]);
      now += MINUTE;
    }
    const rows = await db.sightings.toArray();
    expect(rows.map(({ firstAt, at, says }) => ({ firstAt, at, says }))).toEqual([
      { firstAt: first, at: first + 4 * MINUTE, says: 'synced' },
    ]);
  });

  test('should say whether anything changed', async () => {
    expect((await record([row('synced')])).changed).toBe(true);
    expect((await record([row('synced')])).changed).toBe(false);
    expect((await record([row('not-linked')])).changed).toBe(true);
  });

  test('should date what a page says by when it came to say so, and not by when it was asked', async () => {
    const opened = now;
    now += 5 * DAY;
    await record([{ ...row('synced'), age: 5 * DAY }]);
    now += DAY;
    await record([{ ...row('synced'), age: 6 * DAY }]);
    expect((await db.sightings.toArray()).map(({ firstAt, at }) => [firstAt, at])).toEqual([
      [opened, opened],
    ]);
    expect((await ledger.link(key, 23)).evidence?.at).toBe(opened);
  });

  test('should not let a page that stood open overturn what a later one said', async () => {
    await record([row('not-linked')]);
    now += MINUTE;
    await record([row('synced')]);
    now += MINUTE;
    const stale = await record([{ ...row('not-linked'), age: 2 * MINUTE }]);
    expect({ says: stale.seen.map(({ says, at }) => [says, at]), changed: stale.changed }).toEqual({
      says: [['not-linked', now]],
      changed: false,
    });
    expect((await db.sightings.toArray()).map(({ says }) => says)).toEqual(['not-linked', 'synced']);
    expect((await ledger.link(key, 23)).state).toBe('synced');
    const foreseen = await ledger.predict(key, [{ ...row('not-linked'), age: 2 * MINUTE }], '', 23);
    expect(foreseen?.state).toBe('synced');
  });

  test('should not take what stands in a form for what was saved', async () => {
    const box = (says: 'on' | 'off', unsaved?: true) => ({
      kind: 'enable-box' as const,
      says,
      ...(unsaved && { unsaved }),
    });
    await record([row('synced'), box('on')]);
    now += MINUTE;
    const { seen, changed } = await record([box('off', true)]);
    expect([seen.map(({ says, unsaved, at }) => [says, unsaved, at]), changed]).toEqual([
      [['off', true, now]],
      false,
    ]);
    expect((await ledger.link(key, 23)).state).toBe('synced');
    expect((await ledger.predict(key, [box('off', true)], '', 23))?.state).toBe('synced');
    await record([box('off')]);
    expect((await ledger.link(key, 23)).state).toBe('unavailable');
  });

  test('should count a login it saw as a use, once', async () => {
    await record([row('not-linked')]);
    now += MINUTE;
    await record([row('synced')]);
    await record([row('synced')]);
    now += 7 * DAY;
    const link = await ledger.link(key, 23);
    expect({ state: link.state, daysLeft: link.countdown?.daysLeft }).toEqual({
      state: 'synced',
      daysLeft: 22,
    });
    expect(await db.uses.count()).toBe(1);
  });

  test('should keep zones, persons and projects apart', async () => {
    await record([row('synced')]);
    await record([row('not-linked')], { key: { ...key, project: '98' } });
    await record([row('unknown')], { key: { ...key, zone: 'us02.procore.com' } });
    await record([row('not-linked')], { key: { ...key, person: '5' } });
    const states = (await allLinks()).map((link) => [...Object.values(link.key), link.state].join(' '));
    expect(states.toSorted()).toEqual([
      'app.procore.com  98 not-linked',
      'app.procore.com  99 unknown',
      'app.procore.com 5 99 not-linked',
      'us02.procore.com  99 unknown',
    ]);
  });

  test('should predict out of memory what the database says afterwards', async () => {
    expect(await ledger.predict(key, [row('synced')], '', 23)).toBeUndefined();
    await record([row('not-linked')]);
    await ledger.link(key, 23);
    now += MINUTE;
    expect((await ledger.predict(key, [row('synced')], '', 23))?.state).toBe('synced');
    expect((await ledger.predict(key, [], '', 23))?.state).toBe('not-linked');
    await record([row('synced')]);
    const written = await ledger.link(key, 23);
    const foreseen = await ledger.predict(key, [], '', 23);
    expect(foreseen).toEqual(written);
    await ledger.invalidateCache();
    expect(await ledger.predict(key, [], '', 23)).toBeUndefined();
  });

  const rowsNow = async () => (await db.sightings.toArray()).map(({ says }) => says);

  test('should take two elements that differ for two readings of one moment', async () => {
    const page: Reading[] = [
      { kind: 'send-button', says: 'complete' },
      { kind: 'send-button', says: 'send-to', disabled: true },
    ];
    for (let visit = 0; visit < 10; visit += 1) {
      const { changed } = await record(page, { item: 'commitment:42' });
      expect(changed).toBe(visit === 0);
      now += MINUTE;
    }
    expect(await rowsNow()).toEqual(['complete', 'send-to']);
    // One of them goes, and comes back.
    expect((await record(page.slice(0, 1), { item: 'commitment:42' })).changed).toBe(true);
    await record(page, { item: 'commitment:42' });
    expect(await rowsNow()).toEqual(['complete', 'send-to']);
  });

  test('should tell of no login where two rows say different things', async () => {
    await record([row('not-linked')]);
    now += MINUTE;
    await record([row('not-linked'), row('synced')]);
    now += MINUTE;
    await record([row('synced'), row('not-linked')]);
    expect([await rowsNow(), await db.uses.count()]).toEqual([['not-linked', 'synced'], 0]);
    expect((await ledger.link(key, 23)).state).toBe('not-linked');
  });

  test('should keep a row that flickers as one row for each saying, and end with what it says last', async () => {
    for (let turn = 0; turn < 112; turn += 1) {
      await record([row(turn % 2 === 0 ? 'not-linked' : 'synced')]);
      now += 70;
    }
    expect(await rowsNow()).toEqual(['not-linked', 'synced']);
    expect((await ledger.link(key, 23)).state).toBe('synced');
    await record([row('not-linked')]);
    expect((await ledger.link(key, 23)).state).toBe('not-linked');
    // Nobody logs in within a blink.
    expect(await db.uses.count()).toBe(0);
  });

  test('should end with what is said last, also within one millisecond', async () => {
    for (const says of ['synced', 'not-linked', 'synced', 'unknown', 'synced', 'not-linked'] as const) {
      await record([row(says)]);
      expect((await ledger.link(key, 23)).evidence?.says).toBe(says);
    }
    expect(await rowsNow()).toEqual(['synced', 'not-linked', 'unknown']);
  });

  test('should believe what is read now where the clock was just set right by some seconds', async () => {
    await record([row('synced')]);
    await ledger.link(key, 23);
    now -= 20_000;
    expect((await ledger.predict(key, [{ ...row('not-linked'), age: 500 }], '', 23))?.state).toBe(
      'not-linked',
    );
    await record([{ ...row('not-linked'), age: 500 }]);
    expect((await ledger.link(key, 23)).state).toBe('not-linked');
  });

  test('should keep both rows where it was linked anew an hour later', async () => {
    await record([row('synced')]);
    now += 10 * MINUTE;
    await record([row('not-linked')]);
    now += 2 * 60 * MINUTE;
    await record([row('synced')]);
    expect(await rowsNow()).toEqual(['synced', 'not-linked', 'synced']);
    expect(await db.uses.count()).toBe(1);
  });

  describe('after a clock that ran ahead was set back', () => {
    beforeEach(async () => {
      now += 3 * DAY;
      await record([row('synced'), { kind: 'banner', says: 'signature-pending' }]);
      await keepConfirmation(db, {
        ...key,
        who: 'sue',
        accountId: '',
        accountName: '',
        source: 'person',
        at: now,
      });
      now -= 3 * DAY;
    });

    test('should believe what is read now, in memory and written down', async () => {
      await ledger.link(key, 23);
      expect((await ledger.predict(key, [row('not-linked')], '', 23))?.state).toBe('not-linked');
      await record([{ ...row('not-linked'), age: 5 * DAY }]);
      expect(await ledger.link(key, 23)).toMatchObject({ state: 'not-linked', confirmation: null });
      now += 5 * DAY;
      expect(await ledger.link(key, 23)).toMatchObject({ state: 'not-linked', confirmation: null });
      expect(await db.confirmations.count()).toBe(0);
    });

    test('should not know how old the state is until the row is read again', async () => {
      const clockBack = { state: 'unknown', reason: 'clock-set-back' };
      expect(await ledger.link(key, 23)).toMatchObject(clockBack);
      await record([{ kind: 'send-button', says: 'complete' }], { item: 'commitment:42' });
      expect(await ledger.link(key, 23)).toMatchObject(clockBack);
      now += 5 * DAY;
      expect(await ledger.link(key, 23)).toMatchObject(clockBack);
      await record([row('synced')]);
      expect(await ledger.link(key, 23)).toMatchObject({
        state: 'synced',
        evidence: { firstAt: now, at: now },
      });
    });

    test('should stay unsure when the clock comes to that moment with nobody looking but the chores', async () => {
      expect(await ledger.linksRunningOut(23)).toEqual([]);
      expect((await allLinks()).map(({ reason }) => reason)).toEqual(['clock-set-back']);
      now += 5 * DAY;
      expect((await allLinks()).map(({ reason }) => reason)).toEqual(['clock-set-back']);
      expect((await db.sightings.toArray()).every(({ at, undated }) => undated === true && at <= now)).toBe(
        true,
      );
    });

    test('should count from the last use of a known moment', async () => {
      await db.uses.add({ ...key, how: 'linked', at: now - DAY });
      const ahead = await db.uses.add({ ...key, how: 'sent', at: now + 3 * DAY });
      await db.links.update([key.zone, key.person, key.project], {
        lastUse: { ...key, id: ahead, how: 'sent', at: now + 3 * DAY },
      });
      await record([row('synced')]);
      expect((await ledger.link(key, 23)).countdown).toMatchObject({ daysLeft: 29, lastUseAt: now - DAY });
      now += 4 * DAY;
      expect((await ledger.link(key, 23)).countdown?.daysLeft).toBe(25);
    });
  });

  test('should say of nobody in particular that it is not known whose link it is, once two are about', async () => {
    await record([row('synced')]);
    await record([row('not-linked')], { key: { ...key, person: '5', project: '98' } });
    expect((await ledger.link(key, 23)).state).toBe('synced');
    await record([row('not-linked')], { key: { ...key, person: '6', project: '97' } });
    const whose = { state: 'unknown', reason: 'person-not-told', evidence: null, confirmation: null };
    expect(await ledger.link(key, 23)).toMatchObject(whose);
    expect(await ledger.predict(key, [row('synced')], '', 23)).toMatchObject(whose);
    expect((await ledger.link({ ...key, person: '5' }, 23)).reason).toBe('never-seen');
  });

  test('should say so too where the two were met, and no link of theirs was read', async () => {
    await record([row('synced')]);
    await record([row('synced')], { key: { ...key, zone: 'us02.procore.com' } });
    await knownPersons.set({ [key.zone]: ['5'], [`${key.zone} firefox-container-1`]: ['5'] });
    expect((await ledger.link(key, 23)).state).toBe('synced');
    await knownPersons.set({ [key.zone]: ['5', '6'] });
    expect((await ledger.link(key, 23)).reason).toBe('person-not-told');
    expect((await ledger.predict(key, [row('synced')], '', 23))?.reason).toBe('person-not-told');
    expect((await allLinks()).map(({ reason }) => reason)).toEqual(['person-not-told', 'seen']);
    expect((await ledger.link({ ...key, zone: 'us02.procore.com' }, 23)).state).toBe('synced');
  });

  describe('where the row of a link is damaged', () => {
    const damaged = { ...key, bearing: 'none' };

    /** Two links with a history of uses, and the row of one of them written past everything of ours. */
    beforeEach(async () => {
      await record([row('not-linked')], { key: { ...key, project: '98' } });
      await record([row('not-linked')]);
      now += MINUTE;
      await record([row('synced')]);
      await keepConfirmation(db, { ...confirmed, at: now });
      now += MINUTE;
      await record([{ kind: 'send-button', says: 'complete' }], { item: 'commitment:42' });
      await ledger.invalidateCache();
      const raw = await new Dexie(db.name).open();
      await raw.table('links').put(damaged);
      raw.close();
    });
    const confirmed = { ...key, who: 'sue', accountId: '', accountName: '', source: 'person' } as const;
    const before = { state: 'synced', countdown: { daysLeft: 29 }, confirmation: { who: 'sue' } };

    test('should say what the history says, of one link and of all', async () => {
      expect(await ledger.link(key, 23)).toMatchObject(before);
      const all = await allLinks();
      expect(all.map(({ key: { project }, state }) => [project, state])).toEqual([
        ['98', 'not-linked'],
        ['99', 'synced'],
      ]);
    });

    test('should build on the history with the next report, and keep the damaged row aside', async () => {
      await record([{ kind: 'banner', says: 'signature-pending' }], { item: 'commitment:42' });
      expect(await ledger.link(key, 23)).toMatchObject(before);
      const { company, latest } = (await db.links.get([key.zone, '', '99'])) ?? { latest: [] };
      expect([company, latest.map(({ kind }) => kind).toSorted()]).toEqual([
        '7',
        ['banner', 'link-row', 'send-button'],
      ]);
      expect(await countUnread(db)).toBe(1);
      expect(await allLinks()).toHaveLength(2);
    });

    test('should build on the history with the next word of the person', async () => {
      await keepConfirmation(db, { ...confirmed, who: 'pat', at: now });
      expect(await ledger.link(key, 23)).toMatchObject({ ...before, confirmation: { who: 'pat' } });
      expect(await countUnread(db)).toBe(1);
    });
  });

  test('should forget everything at once', async () => {
    await record([row('synced')]);
    await keepConfirmation(db, {
      ...key,
      who: 'sue',
      accountId: '',
      accountName: '',
      source: 'person',
      at: now,
    });
    await ledger.nameProject(key.zone, '99', '7', 'Riverside Tower');
    await eraseForgotten(db, journalOf(db));
    const ledgers = db.tables.filter(({ name }) => !name.startsWith('journal'));
    expect(await Promise.all(ledgers.map((table) => table.count()))).toEqual(ledgers.map(() => 0));
  });
});
