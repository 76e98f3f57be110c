import { AppFault } from '../../base/errors.ts';
import { createRequester } from '../../http/request.ts';
import type { Clock, Environment } from '../../base/types.ts';
import { DOCUSIGN_WORLDS } from './environments.ts';
import { docuSignFault, userInfoFault } from './faults.ts';
import { Account, User, UserInfo, UserSettings } from './schemas.ts';

/** How a call is made: with whose token, and until when. */
export type Call = { accessToken: string; signal?: AbortSignal };

/** An account as calls need it; `site` has passed `restSite`. */
export type AccountRef = { site: string; accountId: string };

export type DocuSignClient = ReturnType<typeof createDocuSignClient>;

/** DocuSign's reads, one method a call. They reject with AppFaults. `fetch` is a guarded one. */
export function createDocuSignClient({ fetch, clock }: { fetch: typeof globalThis.fetch; clock: Clock }) {
  const rest = createRequester({ fetch, clock, judge: (refusal) => docuSignFault(refusal, clock) });
  const login = createRequester({ fetch, clock, judge: (refusal) => userInfoFault(refusal, clock) });
  return {
    /** Who signed in, and their accounts. https://developers.docusign.com/platform/auth/reference/user-info */
    userinfo: async (environment: Environment, call: Call) =>
      login({
        ...call,
        url: `https://${DOCUSIGN_WORLDS[environment].loginHost}/oauth/userinfo`,
        reply: UserInfo,
      }),

    /** One member. https://developers.docusign.com/docs/esign-rest-api/reference/users/users/get */
    user: async (place: AccountRef, userId: string, call: Call) =>
      rest({ ...call, url: `${accountRoot(place)}/users/${segment(userId)}`, reply: User }),

    /** What a member may do. https://developers.docusign.com/docs/esign-rest-api/reference/users/users/getsettings */
    userSettings: async (place: AccountRef, userId: string, call: Call) =>
      rest({ ...call, url: `${accountRoot(place)}/users/${segment(userId)}/settings`, reply: UserSettings }),

    /** The account itself. https://developers.docusign.com/docs/esign-rest-api/reference/accounts/accounts/get */
    account: async (place: AccountRef, call: Call) =>
      rest({ ...call, url: accountRoot(place), reply: Account }),
  };
}

/** The root of an account's paths. */
export function accountRoot({ site, accountId }: AccountRef): string {
  return `${site}/restapi/v2.1/accounts/${segment(accountId)}`;
}

/** Ids in paths are GUIDs or the older whole numbers; anything else came from somewhere it should not. */
function segment(id: string): string {
  if (!/^(?:\d{1,20}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(id)) {
    throw new AppFault('unexpected-reply', 'id');
  }
  return encodeURIComponent(id);
}
