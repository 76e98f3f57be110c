import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppFault } from '../../../../../../utils/base/errors.ts';
import { parts } from '../../../../../../utils/domain/diagnosis/facts.ts';
import {
  createGather,
  DEADLINES,
  FactUnavailable,
  type FactReaders,
} from '../../../../../../utils/domain/diagnosis/gather/gather.ts';
import { readClock, readReach } from '../../../../../../utils/domain/diagnosis/gather/network.ts';
import { createReportWaiter, readPageFacts } from '../../../../../../utils/domain/diagnosis/gather/page.ts';
import { readBrowser } from '../../../../../../utils/domain/diagnosis/gather/surroundings.ts';
import { createLog } from '../../../../../../utils/base/log.ts';
import { createRedactor } from '../../../../../../utils/base/redact.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const clock = () => NOW;
const about = {
  subject: { zone: 'us02.procore.com', company: '1', project: '2', person: '3', item: null },
  tab: 7,
};
const log = () => createLog({ clock, redactor: createRedactor() });

function gatherWith(readers: Partial<FactReaders>) {
  return createGather({ readers: readers as FactReaders, clock, log: log() });
}

describe('gathering a fact', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('dates a value now, or when its reader says', async () => {
    expect(await gatherWith({ online: async () => ({ value: true }) })('online', about)).toEqual({
      known: true,
      value: true,
      at: NOW,
    });
    const old = gatherWith({ online: async () => ({ value: false, at: 5 }) });
    expect(await old('online', about)).toMatchObject({ at: 5 });
  });

  test.each([
    ['a reason', new FactUnavailable('not-granted'), 'not-granted'],
    ['a fault', new AppFault('rate-limited', '60'), 'rate-limited'],
    ['a surprise', new TypeError('boom'), 'bug'],
  ])('says why after %s, and never throws', async (_, thrown, why) => {
    const gather = gatherWith({ sites: () => Promise.reject(thrown) });
    const fact = await gather('sites', about);
    expect(fact).toMatchObject({ known: false, why, at: NOW });
    expect(parts.sites().safeParse(fact).success).toBe(true);
  });

  test('waits no longer than its own deadline', async () => {
    const gather = gatherWith({ reach: () => new Promise(() => {}) });
    const fact = gather('reach', about);
    await vi.advanceTimersByTimeAsync(DEADLINES.reach);
    expect(await fact).toMatchObject({ known: false, why: 'timed-out' });
    expect(Math.max(...Object.values(DEADLINES))).toBeLessThan(3_000);
  });
});

describe('the network', () => {
  const network = {
    clock,
    online: () => true,
    probe: async (host: string) => {
      if (host === 'dead.docusign.net') throw new AppFault('offline');
      return { date: host === 'mute.docusign.net' ? null : new Date(NOW - 600_000).toUTCString() };
    },
  };

  test('tells each host by itself', async () => {
    const { value } = await readReach(network, ['us02.procore.com', 'dead.docusign.net']);
    expect(value).toEqual([
      { host: 'us02.procore.com', answer: { known: true, value: { took: 0 }, at: NOW } },
      { host: 'dead.docusign.net', answer: { known: false, why: 'offline', at: NOW } },
    ]);
  });

  test('tells how far the clock is ahead, and concludes nothing from an answer without a date', async () => {
    const { value } = await readClock(network, [
      'dead.docusign.net',
      'mute.docusign.net',
      'us02.procore.com',
    ]);
    expect(value.host).toBe('us02.procore.com');
    expect(value.ahead).toBeGreaterThan(598_000);
    expect(value.ahead).toBeLessThan(601_000);
    await expect(readClock(network, ['mute.docusign.net'])).rejects.toThrow('unexpected-reply');
  });
});

describe('the page in front', () => {
  const page = (over: Partial<Parameters<typeof readPageFacts>[0]> = {}) => ({
    db: { places: { get: async () => ({ path: '/account/profile_settings?project_id=9' }) } } as never,
    addressOf: async (): Promise<string | undefined> => 'https://us02.procore.com/2/project/home',
    isGranted: async () => true,
    readAnew: async () => [],
    runIn: async () => ({ cookies: true, status: 200 }),
    ...over,
  });

  test.each([
    ['https://us02.procore.com/2/project/home', 'project'],
    ['https://us02.procore.com/account/profile_settings?project_id=2', 'profile'],
    ['https://us02.procore.com/2/project/commitments/work_order_contracts/5', 'item'],
    ['https://us02.procore.com/webclients/host/companies/1/projects/2/tools/contracts/commitments', 'list'],
    ['https://us02.procore.com/1/company/home/list', 'company'],
    ['https://us02.procore.com/', 'other'],
  ])('%s is a place of the kind %s', async (address, place) => {
    const { value } = await readPageFacts(page({ addressOf: async () => address }), about);
    expect(value).toMatchObject({ place, cookies: true });
  });

  test('tells nothing of a page of another project or zone than the one in question', async () => {
    for (const address of [
      'https://us02.procore.com/3/project/home',
      'https://us02.procore.com/account/profile_settings?project_id=3',
      'https://app.procore.com/2/project/home',
    ]) {
      const reading = readPageFacts(page({ addressOf: async () => address }), about);
      await expect(reading).rejects.toMatchObject({ why: 'elsewhere' });
    }
    const nowhere = { ...about, subject: { ...about.subject, zone: '', project: '' } };
    expect((await readPageFacts(page(), nowhere)).value.place).toBe('project');
  });

  test('takes what another item shows for nothing of the one in question', async () => {
    const readings = (['send-button', 'sign-toggle', 'banner', 'link-row'] as const).map((kind) => ({
      kind,
      says: 'unknown',
      disabled: false,
    }));
    const address = 'https://us02.procore.com/2/project/commitments/work_order_contracts/5';
    const of = async (id: string) => {
      const subject = { ...about.subject, item: { type: 'commitment' as const, id } };
      const sources = page({ addressOf: async () => address, readAnew: async () => readings });
      const { place, item, readings: kept } = (await readPageFacts(sources, { ...about, subject })).value;
      return [place, item?.id, kept.map(({ kind }) => kind)];
    };
    expect(await of('6')).toEqual(['project', undefined, ['link-row']]);
    expect((await of('5'))[1]).toBe('5');
  });

  test('knows a profile page and a settings page by what is on it', async () => {
    const row = [{ kind: 'link-row' as const, says: 'unknown', disabled: false }];
    const box = [{ kind: 'enable-box' as const, says: 'off', disabled: false }];
    expect((await readPageFacts(page({ readAnew: async () => row }), about)).value.place).toBe('profile');
    expect((await readPageFacts(page({ readAnew: async () => box }), about)).value.place).toBe(
      'project-settings',
    );
  });

  test('says why there is none', async () => {
    const none = page({ addressOf: async () => 'https://example.com/' });
    await expect(readPageFacts(none, about)).rejects.toThrow('no-page');
    await expect(readPageFacts(page(), { ...about, tab: null })).rejects.toThrow('no-page');
    await expect(readPageFacts(page({ isGranted: async () => false }), about)).rejects.toThrow('not-granted');
    const error = (status: number) => page({ runIn: async () => ({ cookies: true, status }) });
    for (const [status, why] of [
      [404, 'not-found'],
      [410, 'not-found'],
      [401, 'no-permission'],
      [403, 'no-permission'],
      [429, 'rate-limited'],
    ] as const) {
      await expect(readPageFacts(error(status), about)).rejects.toMatchObject({ why, detail: `${status}` });
    }
    await expect(readPageFacts(error(503), about)).rejects.toThrow('vendor-down');
  });

  test('hears what a page says next, once asked, and gives up in time', async () => {
    const waiter = createReportWaiter(20);
    const heard = waiter.next(7, async () => waiter.tell(7, []));
    expect(await heard).toEqual([]);
    await expect(waiter.next(7, async () => waiter.tell(8, []))).rejects.toThrow('timed-out');
    await expect(waiter.next(7, () => Promise.reject(new Error('no receiver')))).rejects.toThrow('no-page');
  });
});

describe('the surroundings', () => {
  const system = async () => 'linux';
  test.each([
    [
      [
        { brand: 'Not;A=Brand', version: '99' },
        { brand: 'Chromium', version: '150' },
        { brand: 'Microsoft Edge', version: '150' },
      ],
      'Microsoft Edge',
    ],
    [
      [
        { brand: 'Chromium', version: '150' },
        { brand: 'Not/A)Brand', version: '8' },
      ],
      'Chromium',
    ],
  ])('names the browser by its own word', async (brands, name) => {
    const { value } = await readBrowser({ info: undefined, brands, system });
    expect(value).toEqual({ name, version: 150, needed: 144, system: 'linux' });
  });

  // As the browsers send them in `Sec-CH-UA`, each with a nonsense brand somewhere in it.
  test.each([
    [
      'Google Chrome 144',
      [
        { brand: 'Not(A:Brand', version: '8' },
        { brand: 'Chromium', version: '144' },
        { brand: 'Google Chrome', version: '144' },
      ],
    ],
    [
      'Microsoft Edge 144',
      [
        { brand: 'Microsoft Edge', version: '144' },
        { brand: 'Not?A_Brand', version: '99' },
        { brand: 'Chromium', version: '144' },
      ],
    ],
    [
      'Brave 144',
      [
        { brand: 'Chromium', version: '144' },
        { brand: 'Brave', version: '144' },
        { brand: 'Not_A Brand', version: '24' },
      ],
    ],
    [
      'Opera 128, Chromium 144',
      [
        { brand: 'Opera', version: '128' },
        { brand: 'Chromium', version: '144' },
        { brand: 'Not A(Brand', version: '99' },
      ],
    ],
    [
      'Opera GX 128, Chromium 144',
      [
        { brand: 'Not/A)Brand', version: '8' },
        { brand: 'Opera GX', version: '128' },
        { brand: 'Chromium', version: '144' },
      ],
    ],
    [
      'Vivaldi 7.6, Chromium 144',
      [
        { brand: 'Vivaldi', version: '7.6' },
        { brand: ' Not;A Brand', version: '99' },
        { brand: 'Chromium', version: '144' },
      ],
    ],
    ['Chromium 144', [{ brand: 'Chromium', version: '144' }]],
  ])('judges %s by its engine', async (shown, brands) => {
    const { value } = await readBrowser({ info: undefined, brands, system });
    expect(`${value.name} ${value.version}`).toBe(shown);
    expect(value.version).toBeGreaterThanOrEqual(value.needed);
  });

  test('takes Firefox by what it says itself', async () => {
    const info = async () => ({ name: 'Firefox', version: '153.0.1' });
    expect((await readBrowser({ info, brands: [], system })).value).toMatchObject({
      version: 153,
      needed: 142,
    });
  });
});
