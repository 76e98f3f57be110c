// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Troubleshooter } from '../../../../components/troubleshooter/troubleshooter.tsx';
import type { ClearedSite } from '../../../../utils/domain/site-data/clear-sites.ts';
import type { Facts } from '../../../../utils/domain/diagnosis/facts.ts';
import type { CheckId } from '../../../../utils/domain/diagnosis/types.ts';
import type { Pass } from '../../../../utils/domain/diagnosis/store.ts';
import { known, healthyFacts, notKnown } from '../../utils/domain/diagnosis/world.ts';
import {
  connectionStore,
  expectAccessible,
  panelActions,
  runStore,
  show,
  speakEnglish,
  textOf,
  troubleshooterStore,
} from '../kit.tsx';
import { passOf } from '../passes.ts';

beforeEach(speakEnglish);
afterEach(cleanup);

/** Nobody chose among two accounts, and the project is off. */
function inTrouble(): Facts {
  const facts = structuredClone(healthyFacts());
  if (!facts.docusign.known || !facts.ledger.known) throw new Error('unknown');
  const [first] = facts.docusign.value.accounts;
  if (!first) throw new Error('no account');
  facts.docusign.value.accounts = [first, { ...first, accountId: 'a-2', isDefault: false }];
  facts.docusign.value.chosenAccountId = null;
  return facts;
}

function open(
  facts: Facts = inTrouble(),
  over: Parameters<typeof panelActions>[0] = {},
  wanted: { check: CheckId } | null = null,
) {
  const pass = signal<Pass | null>(passOf(facts));
  const isAutomatic = signal(false);
  const store = troubleshooterStore(null, { pass, isAutomatic, siteData: vi.fn(async () => SITES) });
  const actions = { ...panelActions(over), showConnection: vi.fn() };
  const { container } = show(
    <Troubleshooter
      store={store}
      runs={runStore()}
      connection={connectionStore()}
      actions={actions}
      wanted={wanted}
      version="0.1.0"
    />,
  );
  return { container, store, actions, pass, isAutomatic };
}

const SITES = [
  {
    host: 'us02.procore.com',
    cookies: known(1),
    data: known({ entries: 12, databases: 2, caches: 1, bytes: 345_678 }),
  },
  { host: 'app.procore.com', cookies: known(0), data: notKnown('no-page') },
  { host: 'account.docusign.com', cookies: known(3), data: notKnown('not-offered') },
];

const finding = (check: CheckId) => {
  const found = document.querySelector<HTMLDetailsElement>(`details[data-check="${check}"]`);
  if (!found) throw new Error(`no finding of ${check}`);
  return found;
};
const heading = () => screen.getByRole('heading', { name: 'Why does it not work?' });

it('goes to the finding that is wanted, with all it is folded in unfolded', () => {
  open(inTrouble(), {}, { check: 'clock' });
  const clock = finding('clock');
  expect(clock.open).toBe(true);
  expect(clock.parentElement?.closest('details')?.open).toBe(true);
  expect(finding('online').open).toBe(false);
});

it('notes that a fix has led elsewhere, and none that is done here', () => {
  const { store, actions } = open();
  const several = within(finding('several-accounts'));
  fireEvent.click(several.getByRole('button', { name: 'Choose the account' }));
  expect(store.awaitExternalFix).toHaveBeenCalledExactlyOnceWith('several-accounts');
  expect(actions.showConnection).toHaveBeenCalledTimes(1);
});

it('reads from the top what the person asked for, and leaves them where they are when it came by itself', () => {
  const { pass, isAutomatic } = open();
  expect(document.activeElement).toBe(heading());
  const again = screen.getByRole('button', { name: 'Check again' });
  again.focus();
  void act(() => {
    isAutomatic.value = true;
    pass.value = passOf({ ...inTrouble(), gatheredAt: 5 });
  });
  expect(document.activeElement).toBe(again);
  void act(() => {
    isAutomatic.value = false;
    pass.value = passOf({ ...inTrouble(), gatheredAt: 6 });
  });
  expect(document.activeElement).toBe(heading());
});

it('takes the focus from nobody who is typing, nor their message', () => {
  const facts = inTrouble();
  const [account] = facts.docusign.known ? facts.docusign.value.accounts : [];
  Object.assign(account ?? {}, { membership: 'closed' });
  const { pass } = open(facts);
  fireEvent.click(screen.getAllByRole('button', { name: 'Write to the DocuSign admin' })[0] as HTMLElement);
  const body = screen.getByLabelText<HTMLTextAreaElement>('The message');
  fireEvent.input(body, { target: { value: 'Dear admin' } });
  body.focus();
  void act(() => {
    pass.value = passOf({ ...healthyFacts(), gatheredAt: 7 });
  });
  expect(screen.getByLabelText<HTMLTextAreaElement>('The message').value).toBe('Dear admin');
  expect(document.activeElement).toBe(body);
});

it('puts away a message whose reason is gone, and no other', () => {
  const facts = inTrouble();
  const [account] = facts.docusign.known ? facts.docusign.value.accounts : [];
  Object.assign(account ?? {}, { membership: 'closed' });
  const { pass } = open(facts);
  fireEvent.click(screen.getAllByRole('button', { name: 'Write to the DocuSign admin' })[0] as HTMLElement);
  void act(() => {
    pass.value = passOf({ ...facts, gatheredAt: 7 });
  });
  expect(screen.queryByLabelText('The message')).not.toBeNull();
  void act(() => {
    pass.value = passOf({ ...healthyFacts(), gatheredAt: 8 });
  });
  expect(screen.queryByLabelText('The message')).toBeNull();
});

it.each([
  [
    'a link',
    (check: CheckId) => `x://y/?check=${check}`,
    'Copy link',
    'x://y/?check=several-accounts',
    /address bar/,
  ],
  [
    'the id where links lead nobody anywhere',
    null,
    'Copy id',
    'several-accounts',
    /pastes it into “Find one check”/,
  ],
] as const)('copies %s for others', async (_, linkTo, name, text, said) => {
  const copy = vi.fn(async () => true);
  const { container } = open(inTrouble(), { linkTo, copy });
  const several = within(finding('several-accounts'));
  fireEvent.click(several.getByRole('button', { name: `${name}: Which of your DocuSign accounts` }));
  await several.findByText(said);
  expect(copy).toHaveBeenCalledExactlyOnceWith(text);
  await expectAccessible(container);
});

it('has one button that stands out: what mends the most likely reason', () => {
  const facts = inTrouble();
  if (!facts.page.known) throw new Error('no page');
  facts.page.value.readings = [{ kind: 'banner', says: 'setup-not-completed', disabled: false }];
  open(facts);
  const loud = [...document.querySelectorAll('button')].filter((button) => /primary/.test(button.className));
  expect(loud.map((button) => [button.closest('details')?.dataset.check, textOf(button)])).toEqual([
    ['envelope', 'Finish it step by step'],
  ]);
  expect(finding('several-accounts').querySelectorAll('button').length).toBeGreaterThan(0);
});

it('says what clearing takes, in figures where they are known and why where not', async () => {
  const facts = inTrouble();
  facts.answers = { 'login-accepted': 'loop' };
  open(facts);
  fireEvent.click(screen.getByRole('button', { name: 'Clear cookies of Procore and DocuSign' }));
  const dialog = await screen.findByRole('dialog');
  const lines = within(dialog).getAllByRole('listitem').map(textOf);
  expect(lines).toEqual([
    'app.procore.com 0 cookies. What else it keeps goes as well; it can be counted only while a page of it is open.',
    'us02.procore.com 1 cookie, 12 stored entries, 2 databases, 1 store of cached files, 346 kB',
    expect.stringMatching(/^uk01\.procore\.com Cookies were not counted\. /),
    expect.stringMatching(/^sandbox\.procore\.com Cookies were not counted\. /),
    'account.docusign.com 3 cookies. What else it keeps goes as well; it cannot be counted from here.',
    expect.stringMatching(/^account-d\.docusign\.com Cookies were not counted\. /),
  ]);
});

describe('clearing', () => {
  /** As in the browser: `borrowed` is how many loans last just now. */
  function toQuestion(sites: ClearedSite[] | null = null) {
    const loans = { borrowed: 0 };
    const facts = inTrouble();
    facts.answers = { 'login-accepted': 'loop' };
    const borrowClearing = async (work: (granted: boolean) => Promise<void>) => {
      loans.borrowed += 1;
      await work(true);
      loans.borrowed -= 1;
    };
    const { store } = open(facts, { borrowClearing });
    store.clearSites = vi.fn(async () => sites);
    fireEvent.click(screen.getByRole('button', { name: 'Clear cookies of Procore and DocuSign' }));
    return { loans, store };
  }

  it('borrows the permissions until it is over, and says what became of each host', async () => {
    const { loans, store } = toQuestion([
      { host: 'app.procore.com', cookies: 1, failed: null },
      { host: 'us02.procore.com', cookies: 2, failed: 'bug' },
      { host: 'account.docusign.com', cookies: 0, failed: 'bug' },
    ]);
    const dialog = await screen.findByRole('dialog');
    expect(loans.borrowed).toBe(1);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Clear' }));
    const outcome = await screen.findByRole('list', { name: 'What became of each host' });
    expect(within(outcome).getAllByRole('listitem').map(textOf)).toEqual([
      'app.procore.com: cleared, with 1 cookie.',
      expect.stringMatching(/^us02\.procore\.com: its cookies were cleared, not all of the rest: /),
      expect.stringMatching(/^account\.docusign\.com: not cleared: /),
    ]);
    expect(loans.borrowed).toBe(0);
    expect(store.runAgain).toHaveBeenCalledOnce();
  });

  it('gives them back when the person decides against it', async () => {
    const { loans, store } = toQuestion();
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(loans.borrowed).toBe(0));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(store.clearSites).not.toHaveBeenCalled();
  });

  it('gives them back when the question goes away with what it stands in', async () => {
    const { loans } = toQuestion();
    await screen.findByRole('dialog');
    cleanup();
    await waitFor(() => expect(loans.borrowed).toBe(0));
  });
});
