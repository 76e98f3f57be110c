// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionFold } from '../../../../components/connections/docusign-connection.tsx';
import { DAY } from '../../../../utils/base/clock.ts';
import {
  account,
  connectionOf,
  connectionStore,
  expectAccessible,
  NOW,
  show,
  speakEnglish,
  textOf,
} from '../kit.tsx';

beforeEach(speakEnglish);
afterEach(cleanup);

function open(facts: Parameters<typeof connectionStore>[0] = {}, keyLocked = false) {
  const store = connectionStore(facts);
  const onOpenSettings = vi.fn();
  const { container } = show(
    <ConnectionFold store={store} keyLocked={keyLocked} onOpenSettings={onOpenSettings} />,
  );
  return { store, container, onOpenSettings };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const word = () => textOf(document.querySelector('summary'));

describe('no connection', () => {
  it('says what a key would add, and leads to the settings', async () => {
    const { container, onOpenSettings } = open({ hasKey: false });
    expect(word()).toBe('DocuSign connection Not connected');
    expect(screen.getByText(/Everything else works without it\./)).toBeTruthy();
    press('Enter the key');
    expect(onOpenSettings).toHaveBeenCalledTimes(1);
    await expectAccessible(container);
  });

  it('offers no way to enter a key that the organization manages', () => {
    open({ hasKey: false }, true);
    expect(screen.queryByRole('button', { name: 'Enter the key' })).toBeNull();
    expect(screen.getByText(/Your organization manages this setting/)).toBeTruthy();
  });

  it('connects with and without the e-mail hint, and refuses what is none', () => {
    const { store } = open();
    const hint = screen.getByLabelText('E-mail at DocuSign (optional)');
    fireEvent.input(hint, { target: { value: 'not an address' } });
    press('Connect with DocuSign');
    expect(screen.getByText(/does not look like an e-mail address/)).toBeTruthy();
    expect((hint as HTMLInputElement).value).toBe('not an address');
    fireEvent.input(hint, { target: { value: ' pat@riverside.example ' } });
    press('Connect with DocuSign');
    fireEvent.input(hint, { target: { value: '' } });
    press('Connect with DocuSign');
    expect(store.connect.mock.calls).toEqual([['pat@riverside.example'], ['']]);
  });

  it('opens by itself with the sentence of what went wrong', () => {
    open({ problem: { kind: 'login-closed' } });
    expect(document.querySelector('details')?.open).toBe(true);
    expect(textOf(screen.getByRole('alert'))).toMatch(/Connect again/);
  });

  it('says after a disconnect where DocuSign keeps the consent', () => {
    open({ disconnected: true });
    expect(textOf(document.querySelector('[role=status]'))).toMatch(/Connected Apps/);
    expect(screen.getByRole('link', { name: /Open DocuSign/ }).getAttribute('href')).toBe(
      'https://apps.docusign.com/send',
    );
  });
});

describe('a login under way', () => {
  it('says what to do for each thing that can be seen in the window, and can be given up', async () => {
    const { store, container, onOpenSettings } = open({ waiting: true });
    expect(document.querySelector('details')?.open).toBe(true);
    const answers = [...document.querySelectorAll('details details')];
    expect(answers.map((answer) => textOf(answer.querySelector('summary')))).toEqual([
      '“The redirect URI is not registered”',
      '“The client id is not registered”',
      'Nothing happens, or I cannot find the window',
      'Somebody else’s name is filled in',
    ]);
    expect(answers.every((answer) => (answer.querySelector('p')?.textContent ?? '').length > 40)).toBe(true);
    const [toSettings] = screen.getAllByRole('button', { name: 'Settings' });
    if (toSettings) fireEvent.click(toSettings);
    expect(onOpenSettings).toHaveBeenCalledTimes(1);
    press('Cancel the login');
    expect(store.cancel).toHaveBeenCalledTimes(1);
    await expectAccessible(container);
  });
});

describe('a connection', () => {
  it('shows the person, the environment, and the account with membership and right to send', async () => {
    const { container } = open({ connection: connectionOf({ environment: 'demo' }) });
    expect(word()).toBe('DocuSign connection Pat Lee · Demo');
    expect(textOf(document.querySelector('dl'))).toBe(
      'Connected as Pat Lee pat@riverside.example Environment Demo',
    );
    expect([...document.querySelectorAll('li')].map((row) => textOf(row))).toEqual([
      'Riverside Builders Active member · May send · Default at DocuSign',
    ]);
    expect(screen.getByText(/Read from DocuSign/).textContent).toBe('Read from DocuSign 1 day ago.');
    await expectAccessible(container);
  });

  it('asks for a choice where there are several and no default, and marks the chosen one', () => {
    const accounts = [
      account({ isDefault: false }),
      account({
        accountId: 'a-2',
        accountName: 'Private',
        isDefault: false,
        membership: 'ActivationSent',
        maySend: false,
        isAdmin: true,
      }),
      account({
        accountId: 'a-3',
        accountName: '',
        isDefault: false,
        membership: null,
        maySend: null,
        problem: 'not-a-member',
      }),
    ];
    const { store } = open({ connection: connectionOf({ accounts, chosenAccountId: null }) });
    expect(screen.getByText(/DocuSign marks no account as the default/)).toBeTruthy();
    const rows = [...document.querySelectorAll('li')];
    expect(rows.map((row) => textOf(row))).toEqual([
      'Riverside Builders Active member · May send Use this account',
      'Private Invitation sent, not accepted yet · May not send · Administrator Use this account',
      'a-3 Membership not read yet · Sending right not read yet Not read. DocuSign says that you are not an active member of this account. ' +
        'Accept its invitation if there is one in your mail, ask its administrator, or choose another account. Use this account',
    ]);
    const second = screen.getAllByRole('button', { name: 'Use this account' })[1];
    if (second) fireEvent.click(second);
    expect(store.choose.mock.calls).toEqual([['docusign:production:u-1', 'a-2']]);
    cleanup();
    open({ connection: connectionOf({ accounts, chosenAccountId: 'a-2' }) });
    expect(textOf(document.querySelector('[aria-current]'))).toMatch(/^Private .* In use$/);
  });

  it('says so where DocuSign reports no account', () => {
    open({ connection: connectionOf({ accounts: [], chosenAccountId: null }) });
    expect(screen.getByText(/DocuSign reported no account for this person/)).toBeTruthy();
  });

  it('offers to connect again once DocuSign ended the sign-in, as the same person', () => {
    const { store } = open({ connection: connectionOf({ signedOutAt: NOW - 3 * DAY }) });
    expect(screen.queryByRole('button', { name: 'Refresh' })).toBeNull();
    press('Connect again');
    expect(store.connect.mock.calls).toEqual([['pat@riverside.example']]);
  });

  it('says what is forgotten before it disconnects, and takes no for an answer', () => {
    const { store } = open({ connection: connectionOf() });
    press('Disconnect');
    expect(
      screen.getByText(/forgets this sign-in, the name, the e-mail address and the accounts/),
    ).toBeTruthy();
    press('Cancel');
    expect(store.disconnect).not.toHaveBeenCalled();
    press('Disconnect');
    fireEvent.click(screen.getAllByRole('button', { name: 'Disconnect' }).at(-1) as HTMLElement);
    expect(store.disconnect).toHaveBeenCalledTimes(1);
  });
});

describe('several connections', () => {
  const sue = connectionOf({
    userId: 'u-2',
    name: 'Sue Sender',
    signedOutAt: NOW - DAY,
    environment: 'demo',
  });

  it('are shown each under its person, the one in use open and first, with their own buttons', async () => {
    const { store, container } = open({
      connection: connectionOf(),
      others: [sue],
      environment: 'production',
    });
    const lines = [...container.querySelectorAll('details details')];
    expect(lines.map((line) => textOf(line.querySelector('summary')))).toEqual([
      'Pat Lee · Production · In use',
      'Sue Sender · Demo',
      'Connect another person',
    ]);
    expect(lines.map((line) => (line as HTMLDetailsElement).open)).toEqual([true, false, false]);
    const [hers] = [...(lines[1]?.querySelectorAll('button') ?? [])];
    expect(textOf(lines[1] ?? null)).toMatch(/This connection is of Demo, and Settings say Production\./);
    expect(hers?.textContent).toBe('Disconnect');
    press('Refresh');
    expect(store.refresh.mock.calls).toEqual([['docusign:production:u-1']]);
    await expectAccessible(container);
  });

  it('can be joined by another person, who signs in by the same form', () => {
    const { store } = open({ connection: connectionOf() });
    press('Connect with DocuSign');
    expect(store.connect.mock.calls).toEqual([['']]);
  });

  it('of another environment alone stand below the way to connect in this one', () => {
    open({ connection: null, others: [sue], environment: 'production' });
    expect(word()).toBe('DocuSign connection Not connected');
    expect(textOf(document.querySelector('details details summary'))).toBe('Sue Sender · Demo');
    expect(screen.queryByText('Connect another person')).toBeNull();
  });
});
