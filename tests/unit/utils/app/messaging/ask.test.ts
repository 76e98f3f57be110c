import { afterEach, describe, expect, it, vi } from 'vitest';
import { ASK_TIMEOUT, ask, LONG_ASK_TIMEOUT } from '../../../../../utils/app/messaging/ask.ts';

type Answer = (respond: (response?: unknown) => void) => void;

/** The browser's own way: the answer by callback, or `lastError` where nobody listens. */
function background(answer: Answer) {
  const runtime = {
    lastError: undefined as { message: string } | undefined,
    sendMessage: vi.fn((_message: unknown, respond: (response?: unknown) => void) => answer(respond)),
  };
  vi.stubGlobal('chrome', { runtime });
  return runtime;
}

function gone(runtime: ReturnType<typeof background>, respond: (response?: unknown) => void) {
  runtime.lastError = { message: 'The message channel closed before a response was received.' };
  respond();
  runtime.lastError = undefined;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('asking the background', () => {
  it('sends the name and the data, and gives back the value', async () => {
    const runtime = background((respond) => respond({ res: { ok: true, value: { runId: 'r-1' } } }));
    const data = {
      procedure: 'link' as const,
      key: { zone: 'app.procore.com', person: '', project: '101' },
      company: '9',
    };
    expect(await ask('startRun', data)).toEqual({ ok: true, value: { runId: 'r-1' } });
    expect(runtime.sendMessage.mock.calls[0]?.[0]).toMatchObject({ type: 'startRun', data });
  });

  it.each([[{ kind: 'login-closed' }], [{ kind: 'rate-limited', detail: '30' }]])(
    'gives back the refusal %j',
    async (error) => {
      background((respond) => respond({ res: { ok: false, error } }));
      expect(await ask('refreshConnection', { id: 'docusign:demo:u' })).toEqual({ ok: false, error });
    },
  );

  it.each([
    ['nothing', undefined],
    ['a value of another shape', { ok: true, value: { runId: 7 } }],
    ['a value with more in it', { ok: true, value: { runId: 'r', token: 'x' } }],
    ['an error it does not know', { ok: false, error: { kind: 'strange' } }],
    ['an error with a cause', { ok: false, error: { kind: 'bug', cause: 'stack' } }],
    ['neither', 'yes'],
  ])('calls %s an unexpected reply', async (_, res) => {
    background((respond) => respond({ res }));
    expect(
      await ask('startRun', { procedure: 'link', key: { zone: 'z', person: '', project: '' }, company: '' }),
    ).toEqual({
      ok: false,
      error: { kind: 'unexpected-reply' },
    });
  });

  it('calls a background that is gone timed out, and a login it took with it interrupted', async () => {
    const runtime = background((respond) => gone(runtime, respond));
    expect(await ask('cancelConnect', { vendor: 'docusign' })).toEqual({
      ok: false,
      error: { kind: 'timed-out' },
    });
    expect(await ask('connect', { vendor: 'docusign', loginHint: '' })).toEqual({
      ok: false,
      error: { kind: 'login-interrupted' },
    });
  });

  it.each([
    ['setSettings', ASK_TIMEOUT],
    ['forgetLedger', LONG_ASK_TIMEOUT],
  ] as const)('gives up on a background that is silent about %s after %i ms', async (name, patience) => {
    vi.useFakeTimers();
    background(() => undefined);
    const answer = name === 'setSettings' ? ask(name, {}) : ask(name, null);
    await vi.advanceTimersByTimeAsync(patience - 1);
    const settled = vi.fn();
    void answer.then(settled);
    await vi.advanceTimersByTimeAsync(0);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({ ok: false, error: { kind: 'timed-out' } });
  });

  it('tells what the background says after all', async () => {
    vi.useFakeTimers();
    const answers: ((response?: unknown) => void)[] = [];
    const runtime = background((respond) => void answers.push(respond));
    const all = [0, 1, 2].map(() => ask('disconnect', { id: 'docusign:demo:u' }));
    await vi.advanceTimersByTimeAsync(LONG_ASK_TIMEOUT);
    const late = (await Promise.all(all)).map((answer) => (answer.ok ? 'none' : answer.late));
    answers[0]?.({ res: { ok: true, value: null } });
    answers[1]?.({ res: { ok: false, error: { kind: 'offline' } } });
    if (answers[2]) gone(runtime, answers[2]);
    expect(await Promise.all(late.map((one) => Promise.resolve(one)))).toEqual([
      { ok: true, value: null },
      { ok: false, error: { kind: 'offline' } },
      { ok: false, error: { kind: 'timed-out' } },
    ]);
  });

  it('waits for what may take longer, and calls its late success one', async () => {
    vi.useFakeTimers();
    let answerNow: ((response?: unknown) => void) | undefined;
    background((respond) => {
      answerNow = respond;
    });
    const answer = ask('refreshConnection', { id: 'docusign:demo:u' });
    await vi.advanceTimersByTimeAsync(3 * ASK_TIMEOUT);
    answerNow?.({ res: { ok: true, value: null } });
    expect(await answer).toEqual({ ok: true, value: null });
  });

  it('waits for a person as long as it takes, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    let answerNow: ((response?: unknown) => void) | undefined;
    background((respond) => {
      answerNow = respond;
    });
    const answer = ask('connect', { vendor: 'docusign', loginHint: '' });
    await vi.advanceTimersByTimeAsync(60 * ASK_TIMEOUT);
    answerNow?.({ res: { ok: true, value: { id: 'docusign:demo:u' } } });
    expect(await answer).toEqual({ ok: true, value: { id: 'docusign:demo:u' } });
    background((respond) => respond({ res: { ok: true, value: null } }));
    await ask('forgetLedger', null);
    expect(vi.getTimerCount()).toBe(0);
  });
});
