import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../../utils/base/errors.ts';
import type { Ask } from '../../../../utils/app/messaging/ask.ts';
import { createRequestState } from '../../../../utils/domain/request-state.ts';
import { background } from '../app/stores/background.ts';

const demo = { id: 'docusign:demo:u' } as const;

/** A background that was silent for too long; what it says after all is given by hand. */
function silent() {
  const { promise, resolve } = Promise.withResolvers<
    { ok: true; value: null } | { ok: false; error: AppError }
  >();
  const ask = (async () => ({ ok: false, error: { kind: 'timed-out' }, late: promise })) as unknown as Ask;
  return { ask, say: resolve };
}
const settled = () => new Promise((done) => setTimeout(done, 0));

describe('asking', () => {
  it('asks one thing at a time, and keeps why it was refused until something else is asked', async () => {
    const { ask, asked, accept, refuse } = background();
    const { send, busy, problem } = createRequestState(ask);
    const first = send('disconnect', demo);
    expect([busy.value, await send('disconnect', demo), asked.length]).toEqual(['disconnect', undefined, 1]);
    refuse('offline');
    expect([await first, busy.value, problem.value]).toEqual([undefined, null, { kind: 'offline' }]);
    const second = send('disconnect', demo);
    expect(problem.value).toBeNull();
    accept();
    expect(await second).toEqual({ value: null });
  });

  it('lets a late success replace the error that there was no answer', async () => {
    const { ask, say } = silent();
    const { send, busy, problem } = createRequestState(ask);
    const done = send('disconnect', demo);
    await settled();
    expect([busy.value, problem.value]).toEqual([null, { kind: 'timed-out' }]);
    say({ ok: true, value: null });
    expect(await done).toEqual({ value: null });
    expect(problem.value).toBeNull();
  });

  it('says why it failed after all, but nothing that was dismissed meanwhile', async () => {
    for (const isDismissed of [false, true]) {
      const { ask, say } = silent();
      const { send, problem, dismiss } = createRequestState(ask);
      const done = send('disconnect', demo);
      await settled();
      if (isDismissed) dismiss();
      say({ ok: false, error: { kind: 'offline' } });
      expect(await done).toBeUndefined();
      expect(problem.value).toEqual(isDismissed ? null : { kind: 'offline' });
    }
  });
});
