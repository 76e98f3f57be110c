import { beforeEach, expect, test } from 'vitest';
import { DAY } from '../../../../../../utils/base/clock.ts';
import { readLedgerFacts } from '../../../../../../utils/domain/diagnosis/gather/ledger.ts';
import { evidenceCache } from '../../../../../../utils/domain/links/evidence-cache.ts';
import { createLedger } from '../../../../../../utils/domain/links/ledger.ts';
import { CountersignDatabase } from '../../../../../../utils/domain/database.ts';
import type { Reading } from '../../../../../../utils/base/types.ts';

const NOW = Date.UTC(2026, 10, 21);
const key = { zone: 'app.procore.com', person: '5', project: '99' };
let db: CountersignDatabase;
let now: number;
let persons: Record<string, string[]> = {};
let names = 0;

beforeEach(() => {
  db = new CountersignDatabase(`ledger-facts-${++names}`);
  now = NOW - DAY;
  persons = {};
});

async function record(item: string, readings: Reading[], over: Partial<typeof key> = {}): Promise<void> {
  const ledger = createLedger(
    async () => db,
    () => now,
    evidenceCache(),
  );
  await ledger.record({ ...key, ...over }, '7', item, readings, []);
}

const facts = async (item: '42' | null, over: Partial<typeof key> = {}) => {
  const subject = {
    ...key,
    ...over,
    company: '7',
    item: item === null ? null : ({ type: 'commitment', id: item } as const),
  };
  const { value } = await readLedgerFacts(
    { db, clock: () => now, persons: async () => persons, warningDay: async () => 23 },
    { subject, tab: null },
  );
  return value;
};

test('tells of nobody in particular where more than one person was met', async () => {
  const nobody = { person: '' };
  await record('', [{ kind: 'link-row', says: 'not-linked' }], nobody);
  now += 60_000;
  await record('', [{ kind: 'link-row', says: 'synced' }], nobody);
  persons = { 'app.procore.com': ['5'], 'app.procore.com firefox-container-1': ['5'] };
  expect(await facts('42', nobody)).toMatchObject({ state: 'synced', daysLeft: 29 });
  persons = { 'app.procore.com': ['5'], 'app.procore.com firefox-container-1': ['6'] };
  const unsaid = { state: 'unknown', reason: 'person-not-told', daysLeft: null };
  expect(await facts('42', nobody)).toMatchObject(unsaid);
});

test('tells of the link, of the item in question, and of other items and projects', async () => {
  await record('', [{ kind: 'link-row', says: 'not-linked' }]);
  now += 60_000;
  const linkedAt = now - 60_000;
  await record('', [{ kind: 'link-row', says: 'synced' }]);
  await record('commitment:42', [
    { kind: 'send-button', says: 'complete', disabled: true },
    { kind: 'sign-toggle', says: 'on' },
  ]);
  await record('commitment:43', [
    { kind: 'send-button', says: 'complete' },
    { kind: 'banner', says: 'signature-pending' },
  ]);
  await record('', [{ kind: 'link-row', says: 'synced' }], { project: '98' });
  await record('', [{ kind: 'send-button', says: 'complete' }], { project: '97' });
  const at = now;
  now = NOW;
  expect(await facts('42')).toEqual({
    state: 'synced',
    reason: 'seen',
    daysLeft: 29,
    lastUseAt: linkedAt,
    warns: false,
    confirmed: null,
    row: { says: 'synced', disabled: false, at },
    box: null,
    sendButton: { says: 'complete', disabled: true, at },
    toggle: { says: 'on', disabled: false, at },
    banner: null,
    sendButtonElsewhere: true,
    rowsElsewhere: 1,
    profileLearned: false,
  });
  expect(await facts(null)).toMatchObject({ sendButton: null, toggle: null, banner: null });
});

test('tells of nothing where nothing was read, and of nobody else', async () => {
  await record('commitment:42', [{ kind: 'send-button', says: 'complete' }], { person: '6' });
  expect(await facts('42')).toMatchObject({
    state: 'unknown',
    reason: 'never-seen',
    lastUseAt: null,
    sendButton: null,
    sendButtonElsewhere: false,
    rowsElsewhere: 0,
  });
});
