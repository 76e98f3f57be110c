import { describe, expect, test, vi } from 'vitest';
import { troubleshooterHandlers } from '../../../../../utils/domain/diagnosis/service.ts';
import type { Entry } from '../../../../../utils/domain/journal/entry.ts';
import type { SiteTools } from '../../../../../utils/domain/site-data/clear-sites.ts';
import type { FactReaders } from '../../../../../utils/domain/diagnosis/gather/gather.ts';
import { createLog } from '../../../../../utils/base/log.ts';
import type { Caller } from '../../../../../utils/app/messaging/gate.ts';
import { protocol } from '../../../../../utils/app/messaging/protocol.ts';
import { createRedactor } from '../../../../../utils/base/redact.ts';

const clock = () => 1_000;
const ours: Caller = { from: 'ours', tabId: null, windowId: null, origin: '' };
const subject = { zone: '', company: '', project: '', person: '', item: null };

function setUp(removeData: SiteTools['removeData'] = async () => undefined, isGranted = true) {
  const written: Entry[] = [];
  const record = async (entry: Entry) => {
    written.push(entry);
  };
  const giveBack = vi.fn();
  const resetData = vi.fn(async () => undefined);
  const request = vi.fn(async () => undefined);
  const handlers = troubleshooterHandlers({
    readers: { online: async () => ({ value: true }) } as unknown as FactReaders,
    clock,
    log: createLog({ clock, redactor: createRedactor() }),
    siteTools: { cookiesOf: async () => [], removeCookie: async () => undefined, removeData },
    borrowed: (work) => work(isGranted),
    giveBack,
    resetData,
    journal: { record },
    request,
  });
  return { handlers, written, resetData, request };
}

describe('the troubleshooter in the background', () => {
  test('answers with one fact in the shape the gate lets out', async () => {
    const answer = await setUp().handlers.gather({ part: 'online', subject, tab: null }, ours);
    expect(protocol.gather.reply.parse(answer)).toEqual({ fact: { known: true, value: true, at: 1_000 } });
  });

  test('writes down what is to be cleared before it begins, and what became of each host', async () => {
    const { handlers, written } = setUp((host) =>
      host === 'us02.procore.com' ? Promise.reject(new Error('no')) : Promise.resolve(),
    );
    const hosts = ['app.procore.com', 'us02.procore.com', 'account.docusign.com'] as const;
    const answer = await handlers.clearSites({ hosts: [...hosts] }, ours);
    expect(protocol.clearSites.reply.parse(answer).sites.map(({ failed }) => failed)).toEqual([
      null,
      'bug',
      null,
    ]);
    expect(written).toEqual([
      { code: 'clearing-begun', hosts: [...hosts] },
      { code: 'site-cleared', host: 'app.procore.com' },
      { code: 'site-not-cleared', host: 'us02.procore.com', failed: 'bug' },
      { code: 'site-cleared', host: 'account.docusign.com' },
    ]);
  });

  test('begins nothing without the permissions', async () => {
    const { handlers, written } = setUp(async () => undefined, false);
    await expect(handlers.clearSites({ hosts: ['us02.procore.com'] }, ours)).rejects.toThrow(
      'permission-refused',
    );
    expect(written).toEqual([]);
  });

  test('tells our panel to begin', async () => {
    const { handlers, request } = setUp();
    await handlers.troubleshoot({ check: 'membership' }, ours);
    expect(request).toHaveBeenCalledWith({ check: 'membership', at: 1_000 });
  });

  test('throws our own data away when asked', async () => {
    const { handlers, written, resetData } = setUp();
    await handlers.resetOwnData(null, ours);
    expect(resetData).toHaveBeenCalledOnce();
    expect(written).toEqual([{ code: 'own-data-reset' }]);
  });
});
