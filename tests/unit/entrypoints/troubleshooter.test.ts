import { describe, expect, test, vi } from 'vitest';
import { troubleshooterHandlers } from '../../../entrypoints/background/handlers/troubleshooter.ts';
import type { Readers } from '../../../utils/diagnosis/gather/gather.ts';
import { createLog } from '../../../utils/log.ts';
import type { Caller } from '../../../utils/messaging/gate.ts';
import { protocol } from '../../../utils/messaging/protocol.ts';
import { createRedactor } from '../../../utils/redact.ts';

const clock = () => 1_000;
const ours: Caller = { from: 'ours', tabId: null, windowId: null, origin: '' };
const subject = { zone: '', company: '', project: '', person: '', item: null };

function setUp(removeData: () => Promise<unknown> = async () => undefined) {
  const journal = vi.fn(async () => undefined);
  const giveBack = vi.fn(async () => true);
  const resetData = vi.fn(async () => undefined);
  const request = vi.fn(async () => undefined);
  const handlers = troubleshooterHandlers({
    readers: { online: async () => ({ value: true }) } as unknown as Readers,
    clock,
    log: createLog({ clock, redactor: createRedactor() }),
    siteTools: { cookiesOf: async () => [], removeCookie: async () => undefined, removeData },
    giveBack,
    resetData,
    journal,
    request,
  });
  return { handlers, journal, giveBack, resetData, request };
}

describe('the troubleshooter in the background', () => {
  test('answers with one fact in the shape the gate lets out', async () => {
    const answer = await setUp().handlers.gather({ part: 'online', subject, tab: null }, ours);
    expect(protocol.gather.reply.parse(answer)).toEqual({ fact: { known: true, value: true, at: 1_000 } });
  });

  test('gives the permissions back after clearing, and writes down what was cleared', async () => {
    const { handlers, journal, giveBack } = setUp();
    await handlers.clearSites({ hosts: ['us02.procore.com', 'account.docusign.com'] }, ours);
    expect(giveBack).toHaveBeenCalledOnce();
    expect(journal).toHaveBeenCalledWith('sites-cleared', 'us02.procore.com, account.docusign.com');
  });

  test('gives them back also when clearing failed, and then says nothing was cleared', async () => {
    const { handlers, journal, giveBack } = setUp(() => Promise.reject(new Error('no')));
    await expect(handlers.clearSites({ hosts: ['us02.procore.com'] }, ours)).rejects.toThrow('no');
    expect(giveBack).toHaveBeenCalledOnce();
    expect(journal).not.toHaveBeenCalled();
  });

  test('tells our panel to begin', async () => {
    const { handlers, request } = setUp();
    await handlers.troubleshoot({ check: 'membership' }, ours);
    expect(request).toHaveBeenCalledWith({ check: 'membership', at: 1_000 });
  });

  test('throws our own data away when asked', async () => {
    const { handlers, journal, resetData } = setUp();
    await handlers.resetOwnData(null, ours);
    expect(resetData).toHaveBeenCalledOnce();
    expect(journal).toHaveBeenCalledWith('own-data-reset', '');
  });
});
