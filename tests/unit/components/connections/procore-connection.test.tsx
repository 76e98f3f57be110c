// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProcoreConnectionFold } from '../../../../components/connections/procore-connection.tsx';
import { DAY } from '../../../../utils/base/clock.ts';
import {
  expectAccessible,
  NOW,
  procoreConnectionOf,
  procoreStore,
  show,
  speakEnglish,
  textOf,
} from '../kit.tsx';

beforeEach(speakEnglish);
afterEach(cleanup);

function open(facts: Parameters<typeof procoreStore>[0] = {}, idLocked = false) {
  const store = procoreStore(facts);
  const onOpenSettings = vi.fn();
  const { container } = show(
    <ProcoreConnectionFold store={store} idLocked={idLocked} onOpenSettings={onOpenSettings} />,
  );
  return { store, container, onOpenSettings };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const word = () => textOf(document.querySelector('summary'));

describe('no connection', () => {
  it('says what it would add, and connects in the press', async () => {
    const { store, container } = open();
    expect(word()).toBe('Procore connection Not connected');
    expect(screen.getByText(/Everything else works without it\./)).toBeTruthy();
    press('Connect with Procore');
    expect(store.connect).toHaveBeenCalledTimes(1);
    press('Connect with a code instead');
    expect(store.startCode).toHaveBeenCalledTimes(1);
    await expectAccessible(container);
  });

  it.each([
    [{ hasClientId: false }, /Its client id is not set/],
    [{ secretBy: 'nobody' as const }, /has to be entered again/],
  ])('leads to the settings for what is missing', (facts, why) => {
    const { onOpenSettings } = open(facts);
    expect(screen.getByText(why)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Connect with Procore' })).toBeNull();
    press('Enter it in Settings');
    expect(onOpenSettings).toHaveBeenCalledTimes(1);
  });

  it('offers no way to enter an id that the organization manages', () => {
    open({ hasClientId: false }, true);
    expect(screen.queryByRole('button', { name: 'Enter it in Settings' })).toBeNull();
    expect(screen.getByText(/Your organization manages this setting/)).toBeTruthy();
  });

  it('opens by itself with Procore’s own sentence of what went wrong', () => {
    open({ problem: { kind: 'permission-refused' } });
    expect(document.querySelector('details')?.open).toBe(true);
    expect(textOf(screen.getByRole('alert'))).toMatch(/Procore’s login and API hosts was answered no/);
  });
});

describe('a login under way', () => {
  it('can be given up', async () => {
    const { store, container } = open({ waiting: true });
    expect(word()).toBe('Procore connection Waiting for you');
    press('Cancel the login');
    expect(store.cancel).toHaveBeenCalledTimes(1);
    await expectAccessible(container);
  });

  it('takes the code that Procore shows', async () => {
    const { store, container } = open({ awaitsCode: true });
    press('Connect');
    expect(screen.getByText('Paste the code that Procore shows after the login.')).toBeTruthy();
    fireEvent.input(screen.getByLabelText('Code from Procore'), { target: { value: ' abc123def ' } });
    press('Connect');
    expect(store.pasteCode.mock.calls).toEqual([['abc123def']]);
    await expectAccessible(container);
  });
});

describe('a connection', () => {
  it('shows who, since when, and each company with what stands in the way', async () => {
    const { container } = open({
      connection: procoreConnectionOf({
        companies: [
          ...procoreConnectionOf().companies,
          { companyId: '8', companyName: 'Hillside', zone: '', problem: 'app-not-connected', readAt: NOW },
          { companyId: '9', companyName: '', zone: '', problem: null },
        ],
      }),
    });
    expect(word()).toBe('Procore connection Pat Lee');
    const text = textOf(container);
    expect(text).toMatch(
      /Connected as Pat Lee pat@riverside\.example Environment Production Since 1 day ago/,
    );
    expect(text).toMatch(/Riverside Builders The app is installed here\. · us02\.procore\.com/);
    expect(text).toMatch(/Hillside Procore says that the app is not installed in this company\./);
    expect(text).toMatch(/9 Not asked yet/);
    await expectAccessible(container);
  });

  it('that is over offers to connect again', () => {
    const { store } = open({ connection: procoreConnectionOf({ signedOutAt: NOW - DAY }) });
    expect(screen.queryByRole('button', { name: 'Refresh' })).toBeNull();
    press('Connect again');
    expect(store.connect).toHaveBeenCalledTimes(1);
  });

  it('is forgotten only after the question', () => {
    const { store } = open({ connection: procoreConnectionOf() });
    press('Disconnect');
    expect(store.disconnect).not.toHaveBeenCalled();
    const [, yes] = screen.getAllByRole('button', { name: 'Disconnect' });
    if (yes) fireEvent.click(yes);
    expect(store.disconnect).toHaveBeenCalledTimes(1);
  });
});
