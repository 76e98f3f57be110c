import * as z from 'zod/mini';
import { MINUTE } from '../../../utils/base/clock.ts';
import type { Clock } from '../../../utils/base/types.ts';
import { defineJobKind } from '../../../utils/domain/runs/kind.ts';
import { createRequester } from '../../../utils/http/request.ts';
import { createWriter, type StoredIntent } from '../../../utils/http/write.ts';
import type { GuardedFetch } from '../../../utils/http/guarded-fetch.ts';
import type { AccountRef } from '../../../utils/vendors/docusign/client.ts';
import { docuSignFault } from '../../../utils/vendors/docusign/faults.ts';
import { createDocuSignUsers } from '../../../utils/vendors/docusign/users.ts';

export const TOY_KIND = 'toy-invite';
export type ToyIntent = { userName: string; email: string; permissionProfileId: string };

const judgeBy = (clock: Clock) => (refusal: Parameters<typeof docuSignFault>[0]) =>
  docuSignFault(refusal, clock);

export function createToyUsers(deps: {
  fetch: GuardedFetch;
  clock: Clock;
  isStored: (intent: StoredIntent) => Promise<boolean>;
}) {
  const judge = judgeBy(deps.clock);
  return createDocuSignUsers({
    rest: createRequester({ ...deps, judge }),
    write: createWriter({ ...deps, isOnline: () => true, judge }),
    clock: deps.clock,
  });
}

/** Invites one person for each operation. Only the plan's own people are there to be found: the toy's list is of strangers. */
export function createToyKind(
  users: ReturnType<typeof createToyUsers>,
  place: AccountRef,
  accessToken: () => string,
) {
  return defineJobKind<ToyIntent, { userId: string }>({
    kind: TOY_KIND,
    intent: () => z.object({ userName: z.string(), email: z.string(), permissionProfileId: z.string() }),
    settleAfter: MINUTE,
    describe: ({ email }) => email,
    perform: async (intent, { stored, signal }) => {
      const call = { accessToken: accessToken(), intent: stored, signal };
      const outcome = await users.create(place, [intent], call);
      if (outcome.state !== 'settled') return outcome;
      const [told] = outcome.answer;
      if (!told) return { state: 'unknown', error: { kind: 'unexpected-reply' } };
      return told.error
        ? { state: 'refused', error: told.error }
        : { state: 'settled', answer: { userId: told.userId } };
    },
    look: async ({ email }, { signal }) => {
      const found = await users.byEmail(place, email, { accessToken: accessToken(), signal });
      const [member, another] = found;
      if (!member) return { found: 'not-done' };
      return another
        ? { found: 'cannot-tell', error: { kind: 'unexpected-reply', detail: 'several' } }
        : { found: 'done', result: { userId: member.userId } };
    },
  });
}
