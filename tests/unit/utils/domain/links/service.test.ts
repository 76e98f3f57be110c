import { beforeEach, expect, test, vi } from 'vitest';
import { linkService } from '../../../../../utils/domain/links/service.ts';
import { warnedLinks } from '../../../../../utils/domain/links/items.ts';
import type { Ledger } from '../../../../../utils/domain/links/ledger.ts';
import type { Link } from '../../../../../utils/domain/links/link.ts';
import { DEFAULT_SETTINGS } from '../../../../../utils/domain/settings/schema.ts';
import { createForgetting } from '../../../../../utils/storage/forgetting.ts';

const { action, notifications } = vi.hoisted(() => ({
  action: { setBadgeText: vi.fn(), setBadgeBackgroundColor: vi.fn(), setTitle: vi.fn() },
  notifications: { create: vi.fn() },
}));
vi.mock('../../../../../utils/platform/browser.ts', () => ({
  browser: { action, notifications, runtime: { getURL: (path: string) => path } },
}));

const LINK: Link = {
  key: { zone: 'app.procore.com', person: '1', project: '2' },
  state: 'synced',
  reason: 'seen',
  evidence: null,
  countdown: { daysLeft: 6, lastUseAt: 1000, warns: true },
  confirmation: null,
  validUntil: null,
};

const service = linkService({
  ledger: { linksRunningOut: async () => [LINK] } as Partial<Ledger> as Ledger,
  forgetting: createForgetting(),
  settings: async () => ({
    settings: { ...DEFAULT_SETTINGS, warningDay: 23 },
    locked: [],
    refused: [],
    policy: 'told',
  }),
});

beforeEach(() => vi.clearAllMocks());

const left = (url: string, urlChanged: boolean) =>
  service.onTabUpdated?.({ id: 7, url, urlChanged, isNew: urlChanged, opener: undefined });

test('a tab that leaves Procore loses the sign, and one that stays keeps it', async () => {
  await left('https://app.procore.com/2/project/home', true);
  await left('https://example.com/', false);
  expect(action.setBadgeText).not.toHaveBeenCalled();
  await left('https://example.com/', true);
  expect(action.setBadgeText).toHaveBeenCalledExactlyOnceWith({ tabId: 7, text: '' });
});

test('the chore warns once of days that run out', async () => {
  const [countdown] = service.chores ?? [];
  await countdown?.run(async () => undefined);
  await countdown?.run(async () => undefined);
  expect(notifications.create).toHaveBeenCalledOnce();
  expect(Object.values(await warnedLinks.get())).toEqual([1000]);
});
