import { describe, expect, test, vi } from 'vitest';
import { settingsHandlers } from '../../../../../utils/domain/settings/service.ts';
import type { Caller } from '../../../../../utils/app/messaging/gate.ts';
import { layerSettings } from '../../../../../utils/domain/settings/effective.ts';
import { DEFAULT_SETTINGS } from '../../../../../utils/domain/settings/schema.ts';
import { personalSettings } from '../../../../../utils/domain/settings/items.ts';

const caller: Caller = { from: 'ours', tabId: null, windowId: null, origin: 'chrome-extension://x' };

function setUp({
  policy = {},
  granted = true,
}: {
  policy?: Record<string, unknown>;
  granted?: boolean;
} = {}) {
  const applied: string[][] = [];
  const givenBack: string[] = [];
  const settings = async () => layerSettings(await personalSettings.get(), policy);
  const handlers = settingsHandlers({
    settings,
    isGranted: async () => granted,
    giveBack: async (zone) => {
      givenBack.push(zone);
    },
    applyZones: async (zones) => {
      applied.push([...zones]);
    },
    forgetLedger: vi.fn(async () => {}),
    journal: { record: async () => {} },
    serialize: (work) => work(),
  });
  return { handlers, settings, applied, givenBack };
}

describe('settings', () => {
  test('should start from the defaults', async () => {
    const { settings } = setUp();
    expect(await settings()).toEqual({ settings: DEFAULT_SETTINGS, locked: [], refused: [], policy: 'told' });
  });

  test('should change one badge and leave the others', async () => {
    const { handlers, settings } = setUp();
    await handlers.setSettings({ badges: { banner: false } }, caller);
    await handlers.setSettings({ badges: { 'link-row': false } }, caller);
    expect((await settings()).settings.badges).toEqual({
      ...DEFAULT_SETTINGS.badges,
      banner: false,
      'link-row': false,
    });
  });

  test('should let the organization win, and say what it set', async () => {
    const { handlers, settings } = setUp({ policy: { environment: 'demo', warningDay: 20 } });
    await handlers.setSettings({ integrationKey: '0b6d7c2e-5f1a-4c3b-9d84-2a7e6f1c8b90' }, caller);
    expect(await settings()).toEqual({
      settings: {
        ...DEFAULT_SETTINGS,
        environment: 'demo',
        warningDay: 20,
        integrationKey: '0b6d7c2e-5f1a-4c3b-9d84-2a7e6f1c8b90',
      },
      locked: ['environment', 'warningDay'],
      refused: [],
      policy: 'told',
    });
    await expect(async () => handlers.setSettings({ warningDay: 5 }, caller)).rejects.toMatchObject({
      error: { kind: 'locked-by-policy', detail: 'warningDay' },
    });
  });

  test('should pass over what a policy got wrong, and keep the rest', () => {
    expect(
      layerSettings({}, { warningDay: 99, environment: 'demo', integrationKey: 'nonsense', colour: 'red' }),
    ).toEqual({
      settings: { ...DEFAULT_SETTINGS, environment: 'demo' },
      locked: ['environment'],
      refused: [
        { name: 'warningDay', item: null, why: 'value' },
        { name: 'integrationKey', item: null, why: 'value' },
        { name: 'colour', item: null, why: 'unknown' },
      ],
      policy: 'told',
    });
  });

  test('should add a host only when the browser granted it', async () => {
    const refused = setUp({ granted: false });
    await expect(async () =>
      refused.handlers.addZone({ host: 'eu01.procore.com' }, caller),
    ).rejects.toMatchObject({
      error: { kind: 'permission-refused' },
    });
    expect(refused.applied).toEqual([]);

    const { handlers, applied } = setUp();
    await handlers.addZone({ host: 'eu01.procore.com' }, caller);
    await handlers.addZone({ host: 'eu01.procore.com' }, caller);
    expect(applied).toEqual([['eu01.procore.com']]);
  });

  test('should give a host back to the browser that is not to be read any more', async () => {
    const { handlers, applied, givenBack } = setUp();
    await handlers.addZone({ host: 'eu01.procore.com' }, caller);
    await handlers.removeZone({ host: 'eu01.procore.com' }, caller);
    expect([applied, givenBack]).toEqual([[['eu01.procore.com'], []], ['eu01.procore.com']]);
  });

  test('should read a damaged stored value as the defaults', async () => {
    await personalSettings.set(JSON.parse('{"warningDay":"soon"}'));
    expect((await setUp().settings()).settings).toEqual(DEFAULT_SETTINGS);
  });
});
