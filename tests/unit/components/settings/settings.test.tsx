// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalText } from '../../../../components/settings/journal-sentence.ts';
import { readHost } from '../../../../components/settings/sections/hosts.tsx';
import { JOURNAL_CODES, readEntry, type Entry } from '../../../../utils/domain/journal/entry.ts';
import type { JournalVerdict } from '../../../../utils/domain/journal/verify.ts';
import type { JournalRow } from '../../../../utils/domain/journal/tables.ts';
import { expectAccessible, NOW, speakEnglish, textOf } from '../kit.tsx';
import { openSettings as open } from './open-settings.tsx';

beforeEach(speakEnglish);
afterEach(cleanup);

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';

const row = (entry: Entry): JournalRow => ({ id: 1, at: NOW, ...entry });

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const titles = () => screen.queryAllByRole('heading', { level: 2 }).map((title) => textOf(title));
function type(label: string, text: string): HTMLInputElement {
  const box = screen.getByLabelText(label) as HTMLInputElement;
  fireEvent.input(box, { target: { value: text } });
  fireEvent.keyDown(box, { key: 'Enter' });
  return box;
}

describe('the page', () => {
  it('shows every section, is reachable by its list, and has no finding of axe', async () => {
    const { container } = open({
      requests: [
        { id: 1, at: NOW, method: 'GET', host: 'na3.docusign.net', path: '/restapi', status: 0, took: 12.4 },
      ],
      journal: [row({ code: 'connected', vendor: 'docusign', environment: 'demo' })],
    });
    expect(titles()).toEqual([
      'DocuSign',
      'Procore app',
      'Procore hosts',
      'Countdown',
      'Badges',
      'Privacy',
      'About',
    ]);
    const links = within(screen.getByRole('navigation')).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '#docusign',
      '#procore',
      '#hosts',
      '#countdown',
      '#badges',
      '#privacy',
      '#about',
    ]);
    await expectAccessible(container);
  });

  it('finds settings by their words, and says when there are none', () => {
    open();
    const box = screen.getByRole('searchbox');
    fireEvent.input(box, { target: { value: 'BANNER' } });
    expect(titles()).toEqual(['Badges']);
    expect(screen.getAllByRole('checkbox').map((tick) => tick.getAttribute('aria-describedby'))).toEqual([
      'badge-banner-help',
    ]);
    expect(screen.getByText('1 section matches')).toBeTruthy();
    fireEvent.input(box, { target: { value: 'integration key' } });
    expect(titles()).toEqual(['DocuSign']);
    expect(screen.queryByText('Redirect addresses')).toBeNull();
    fireEvent.input(box, { target: { value: 'zzz' } });
    expect(titles()).toEqual([]);
    expect(screen.getByText(/No setting matches/)).toBeTruthy();
    fireEvent.keyDown(box, { key: 'Escape' });
    expect(titles().length).toBe(7);
  });

  it('goes to the search with a slash, but not while something is typed', () => {
    open();
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    const key = screen.getByLabelText('Integration key');
    key.focus();
    fireEvent.keyDown(key, { key: '/' });
    expect(document.activeElement).toBe(key);
  });

  it('names the values of the organization that cannot be used', () => {
    open({
      refused: [
        { name: 'warningDay', item: null, why: 'value' },
        { name: 'zones', item: '2, eu01.procore.example', why: 'value' },
        { name: 'colour', item: null, why: 'unknown' },
      ],
    });
    const note = screen.getByText(/so it is ignored/).parentElement;
    const lines = [...(note?.querySelectorAll('li') ?? [])].map(({ textContent }) =>
      textContent?.replace(/[\u2066-\u2069]/g, ''),
    );
    expect(lines).toEqual([
      'warningDay: not a value that this setting takes',
      'zones, item 2, eu01.procore.example: not a value that this setting takes',
      'colour: this version of Countersign has no such setting',
    ]);
  });

  it('says that the browser cannot read what the organization set', () => {
    open({ policy: 'unreadable' });
    expect(screen.getByText(/browser cannot read your organization’s settings/)).toBeTruthy();
  });
});

describe('what the organization set', () => {
  it('is shown as such and cannot be changed', () => {
    open({
      locked: ['environment', 'integrationKey', 'zones', 'warningDay', 'badges'],
      settings: { integrationKey: KEY, zones: ['eu01.procore.com'] },
    });
    expect(screen.getAllByText('Set by your organization').length).toBe(5);
    expect(screen.getByLabelText<HTMLInputElement>('Integration key').disabled).toBe(true);
    expect(screen.getByLabelText<HTMLInputElement>('Integration key').value).toBe(KEY);
    expect(screen.getByLabelText<HTMLInputElement>('Warn from day').disabled).toBe(true);
    expect(screen.getAllByRole<HTMLInputElement>('checkbox').every((tick) => tick.disabled)).toBe(true);
    expect(screen.queryByRole('button', { name: /Remove/ })).toBeNull();
    expect(screen.queryByLabelText('Add a host')).toBeNull();
  });
});

describe('DocuSign', () => {
  it('saves a key as it was meant, and keeps a wrong one to be corrected', () => {
    const { store } = open();
    const box = type('Integration key', 'abc');
    expect(screen.getByText(/An integration key has 36 characters/)).toBeTruthy();
    expect(box.value).toBe('abc');
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(store.save).not.toHaveBeenCalled();
    type('Integration key', ` {${KEY}} `);
    expect(screen.queryByText(/An integration key has 36 characters/)).toBeNull();
    expect(store.save.mock.calls).toEqual([[{ integrationKey: KEY }]]);
  });

  it('lets the key be taken out again, and saves nothing that did not change', () => {
    const { store } = open({ settings: { integrationKey: KEY } });
    type('Integration key', KEY);
    expect(store.save).not.toHaveBeenCalled();
    type('Integration key', '');
    expect(store.save.mock.calls).toEqual([[{ integrationKey: '' }]]);
  });

  it('keeps what was typed when saving was refused', async () => {
    const { store } = open();
    store.save.mockResolvedValueOnce(false);
    const box = type('Integration key', KEY);
    await waitFor(() => expect(store.save).toHaveBeenCalledTimes(1));
    expect(box.value).toBe(KEY);
  });

  it('changes the environment', () => {
    const { store } = open();
    fireEvent.click(screen.getByRole('radio', { name: 'Demo' }));
    expect(store.save.mock.calls).toEqual([[{ environment: 'demo' }]]);
  });

  it('copies the redirect address of each environment', async () => {
    const { copy } = open();
    press('Copy: Redirect address for Production');
    press('Copy: Redirect address for Demo');
    expect(copy.mock.calls).toEqual([
      ['https://abc.chromiumapp.org/docusign/production'],
      ['https://abc.chromiumapp.org/docusign/demo'],
    ]);
    await waitFor(() => expect(screen.getAllByText('Copied').length).toBeGreaterThan(0));
  });
});

describe('Procore app', () => {
  const SECRET = 'canary-secret-0123456789';

  it('saves a client id as it was meant, and the environment', () => {
    const { store } = open();
    type('Client id', 'a b');
    expect(screen.getByText(/does not look like a client id/)).toBeTruthy();
    expect(store.save).not.toHaveBeenCalled();
    type('Client id', '  0123456789abcdef  ');
    fireEvent.click(screen.getByRole('radio', { name: 'Developer sandbox' }));
    expect(store.save.mock.calls).toEqual([
      [{ procoreClientId: '0123456789abcdef' }],
      [{ procoreEnvironment: 'sandbox' }],
    ]);
  });

  it('takes a secret without showing it, and empties the field once it is kept', async () => {
    const { procore, container } = open({ procore: { secretBy: 'nobody' } });
    expect(screen.getByText('No client secret is here.')).toBeTruthy();
    expect(screen.getByText(/entered again after each restart/)).toBeTruthy();
    const box = screen.getByLabelText('Client secret') as HTMLInputElement;
    expect([box.type, box.autocomplete]).toEqual(['password', 'off']);
    fireEvent.input(box, { target: { value: 'short' } });
    press('Keep until the browser closes');
    expect(screen.getByText(/at least 8 characters/)).toBeTruthy();
    expect(procore.setSecret).not.toHaveBeenCalled();
    fireEvent.input(box, { target: { value: ` ${SECRET} ` } });
    press('Keep until the browser closes');
    await waitFor(() => expect(box.value).toBe(''));
    expect(procore.setSecret.mock.calls).toEqual([[SECRET]]);
    expect(container.innerHTML).not.toContain(SECRET);
  });

  it('says that a secret is there, and lets it be forgotten', () => {
    const { procore } = open({ procore: { secretBy: 'person' } });
    expect(screen.getByText('A client secret is there, until the browser closes.')).toBeTruthy();
    press('Forget it: Client secret');
    expect(procore.forgetSecret).toHaveBeenCalledTimes(1);
  });

  it('takes none where the organization set it', () => {
    open({ procore: { secretBy: 'organization' } });
    expect(screen.queryByLabelText('Client secret')).toBeNull();
    expect(screen.getByText(/never copied and never shown/)).toBeTruthy();
    expect(screen.getAllByText('Set by your organization')).toHaveLength(1);
  });

  it('copies the redirect address of each environment', () => {
    const { copy } = open();
    press('Copy: Procore redirect address for Production');
    press('Copy: Procore redirect address for Developer sandbox');
    expect(copy.mock.calls).toEqual([
      ['https://abc.chromiumapp.org/procore/production'],
      ['https://abc.chromiumapp.org/procore/sandbox'],
    ]);
  });
});

describe('Procore hosts', () => {
  it.each([
    ['eu01.procore.com', 'eu01.procore.com'],
    [' EU01.Procore.com ', 'eu01.procore.com'],
    ['https://eu01.procore.com/5/project/home?x=1', 'eu01.procore.com'],
    ['not a host', 'not a host'],
  ])('reads %j as %j', (typed, host) => {
    expect(readHost(typed)).toBe(host);
  });

  it('asks the browser for the host and adds it', async () => {
    const { store, requestHost } = open();
    fireEvent.input(screen.getByLabelText('Add a host'), { target: { value: 'eu01.procore.com' } });
    press('Allow and add');
    await waitFor(() => expect(store.addHost.mock.calls).toEqual([['eu01.procore.com']]));
    expect(requestHost.mock.calls).toEqual([['eu01.procore.com']]);
  });

  it.each([
    ['login.procore.com', /not the address of a Procore web app/],
    ['procore.com.evil.example', /not the address of a Procore web app/],
    ['us02.procore.com', /is read already/],
    ['eu01.procore.com', /is read already/],
  ])('does not ask for %s, and says why', (typed, why) => {
    const { requestHost } = open({ settings: { zones: ['eu01.procore.com'] } });
    fireEvent.input(screen.getByLabelText('Add a host'), { target: { value: typed } });
    press('Allow and add');
    expect(screen.getByText(why)).toBeTruthy();
    expect(requestHost).not.toHaveBeenCalled();
  });

  it('says that a refusal added nothing', async () => {
    const { store, requestHost } = open();
    requestHost.mockResolvedValueOnce(false);
    fireEvent.input(screen.getByLabelText('Add a host'), { target: { value: 'eu01.procore.com' } });
    press('Allow and add');
    await screen.findByText(/so the host was not added/);
    expect(store.addHost).not.toHaveBeenCalled();
  });

  it('removes an added host and says what that means', async () => {
    const { store } = open({ settings: { zones: ['eu01.procore.com'] } });
    press('Remove eu01.procore.com');
    await screen.findByText(/Removed: eu01\.procore\.com\. Its pages are no longer read\./);
    expect(store.removeHost.mock.calls).toEqual([['eu01.procore.com']]);
  });
});

describe('countdown and badges', () => {
  it.each(['0', '30', '2.5', '-3', 'soon', ''])('refuses the day %j and keeps it', (day) => {
    const { store } = open();
    expect(type('Warn from day', day).value).toBe(day);
    expect(screen.getByText('Write a whole number from 1 to 29.')).toBeTruthy();
    expect(store.save).not.toHaveBeenCalled();
  });

  it('saves a day from 1 to 29', () => {
    const { store } = open();
    type('Warn from day', ' 14 ');
    expect(store.save.mock.calls).toEqual([[{ warningDay: 14 }]]);
  });

  it('switches one kind of badge alone', () => {
    const { store } = open();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Send buttons' }));
    expect(store.save.mock.calls).toEqual([[{ badges: { 'send-button': false } }]]);
  });
});

describe('privacy', () => {
  it('says how much of what is kept could not be read, and only then', () => {
    const { container } = open({ unread: 3 });
    expect(textOf(container)).toContain('3 stored entries could not be read.');
    cleanup();
    expect(textOf(open().container)).not.toContain('could not be read');
  });

  it('lists what is kept, every request with its answer, and what was done', () => {
    open({
      requests: [
        {
          id: 2,
          at: NOW,
          method: 'POST',
          host: 'account.docusign.com',
          path: '/oauth/token',
          status: 0,
          took: 12.4,
        },
        {
          id: 1,
          at: NOW,
          method: 'GET',
          host: 'na3.docusign.net',
          path: '/restapi/v2.1',
          status: 200,
          took: 80,
        },
      ],
      journal: [
        { ...row({ code: 'zone-added', zone: 'eu01.procore.com' }), seq: 1, previous: '', hash: 'a' },
        row({ code: 'guide-done', procedure: 'relink' }),
      ],
    });
    expect(screen.getByText('12 dated sightings of Procore pages')).toBeTruthy();
    expect(screen.getByText('1 project name')).toBeTruthy();
    const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].slice(1).map((cell) => textOf(cell)),
    );
    expect(rows).toEqual([
      ['POST account.docusign.com/oauth/token', 'none', '12 ms'],
      ['GET na3.docusign.net/restapi/v2.1', '200', '80 ms'],
      ['A Procore host was added.', 'eu01.procore.com'],
      ['Guided steps were finished. (from an earlier version)', 'Link DocuSign again'],
    ]);
  });

  it('forgets only after the question, which starts on the safe answer', () => {
    const { privacy } = open();
    press('Forget the ledger');
    expect(document.activeElement?.textContent).toBe('Cancel');
    press('Cancel');
    expect(privacy.forget).not.toHaveBeenCalled();
    press('Forget the ledger');
    press('Forget it');
    expect(privacy.forget).toHaveBeenCalledTimes(1);
  });

  const detailOf = (entry: Entry) => journalText(entry, entry).detail;

  it('tells of guided steps in the words the person saw, and of what it does not know as it stands', () => {
    const step = { code: 'guide-step', procedure: 'relink', step: 'unlink', outcome: 'by-hand' } as const;
    expect(detailOf({ code: 'guide-started', procedure: 'switch-account' })).toBe(
      'Switch the DocuSign account',
    );
    expect(detailOf(step)).toBe('Link DocuSign again: Press the red x (Done by you)');
    expect(detailOf({ ...step, step: 'confirm-account', outcome: 'proven' })).toBe(
      'Link DocuSign again: Say who it is (Said by you)',
    );
    expect(detailOf({ ...step, procedure: 'brand-new' })).toBe('brand-new: unlink (by-hand)');
    expect(detailOf({ ...step, step: 'brand-new' })).toBe('Link DocuSign again: brand-new (by-hand)');
    expect(detailOf({ ...step, outcome: 'brand-new' })).toBe(
      'Link DocuSign again: Press the red x (brand-new)',
    );
  });

  it.each(Object.entries(JOURNAL_CODES))('has a sentence for %s', (code, { example }) => {
    const entry = readEntry({ id: 1, at: NOW, code, ...example });
    expect(entry).not.toBeNull();
    expect(journalText(entry, { code }).what).toMatch(/^[A-Z].*[.:]|^From an earlier version: /);
  });

  it('tells of either vendor, and shows a code it does not know', () => {
    const ended = { code: 'signed-out', environment: 'production' } as const;
    expect(journalText({ ...ended, vendor: 'docusign' }, ended).what).toMatch(/^DocuSign ended/);
    expect(journalText({ ...ended, vendor: 'procore' }, ended).what).toMatch(/^Procore ended/);
    expect(journalText(null, { code: 'brand-new' }).what.replace(/[\u2066-\u2069]/g, '')).toBe(
      'Something this version has no words for: brand-new',
    );
  });

  const whole: JournalVerdict = { faults: [], chained: 2, since: NOW, earlier: 0 };
  it.each<[string, JournalVerdict, RegExp]>([
    ['whole', whole, /^No entry was changed or removed since Nov 21, 2026/],
    ['changed', { ...whole, faults: [{ kind: 'changed', id: 3, at: NOW }] }, /the one of Nov 21, 2026/],
    [
      'cut',
      { ...whole, faults: [{ kind: 'missing', from: 3, count: 4, near: NOW }] },
      /^4 entries are missing next to the one of Nov 21, 2026/,
    ],
    [
      'empty',
      { ...whole, faults: [{ kind: 'missing', from: 1, count: 1, near: null }] },
      /^1 entry was here and is missing/,
    ],
    ['of an earlier version', { ...whole, earlier: 3 }, /^3 entries are from earlier versions/],
  ])('says whether the journal is whole: %s', (_name, verdict, sentence) => {
    open({ verdict, journal: [row({ code: 'own-data-reset' })] });
    expect(screen.getByText(sentence)).toBeTruthy();
    expect(screen.queryAllByText(/^No entry was changed/)).toHaveLength(verdict.faults.length === 0 ? 1 : 0);
  });

  it('hands out the journal with what each entry means', () => {
    const { privacy } = open({ journal: [row({ code: 'own-data-reset' })] });
    press('Save the whole list with its check codes');
    const textOf = privacy.saveJournal.mock.calls[0]?.[0];
    const entry: Entry = { code: 'zone-added', zone: 'eu01.procore.com' };
    expect(textOf?.(entry, row(entry))).toBe('A Procore host was added. (eu01.procore.com)');
  });
});
