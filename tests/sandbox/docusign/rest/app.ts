import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { Provider } from 'oidc-provider';
import { isRefusedOrigin, ORIGIN_MESSAGE, ORIGIN_NOT_ALLOWED } from '../origin.ts';
import type { EnvironmentState, Switches } from '../state.ts';
import { accountInformation } from './accounts.ts';
import { type Caller, findCaller } from './caller.ts';
import { RestError } from './errors.ts';
import { createUsers, updateUsers } from './change-users.ts';
import type { Limits } from './limits.ts';
import { type Member, membersOf, userInformation, userList, userSettings } from './users.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The headers of what is answered about an account, whatever it is; none for other paths. */
export function limitHeaders(limits: Limits, path: string): Record<string, string> {
  const accountId = /^\/restapi\/v2\.1\/accounts\/([^/]+)/.exec(path)?.[1];
  return accountId === undefined ? {} : limits.headers(accountId.toLowerCase());
}

/**
 * The eSignature REST API of one environment, v2.1, under `/restapi/v2.1/accounts/{accountId}`. A path that is not
 * served is an empty 404, also without a bearer: DocuSign looks for the route first.
 */
export function createRest({
  state,
  switches,
  provider,
  otherProvider,
  limits,
  now,
  siteOf,
}: {
  state: EnvironmentState;
  switches: Switches;
  provider: Provider;
  otherProvider: Provider;
  limits: Limits;
  now: () => number;
  /** The site behind the host of a request. */
  siteOf: (host: string) => string;
}): Hono {
  const app = new Hono();
  const account = '/restapi/v2.1/accounts/:accountId';

  app.use(async (context, next) => {
    await next();
    context.header('x-docusign-tracetoken', randomUUID());
    context.header('x-docusign-node', 'SANDBOX1FE1');
    context.header('cache-control', 'no-cache');
    // A counted answer has them already.
    for (const [name, value] of Object.entries(limitHeaders(limits, context.req.path))) {
      if (!context.res.headers.has(name)) context.header(name, value);
    }
  });

  /** Judges the request, counts it, and answers in JSON with the rate headers. */
  const answer =
    (
      make: (caller: Caller, context: Context) => Record<string, unknown> | Promise<Record<string, unknown>>,
      status: 200 | 201 = 200,
    ) =>
    async (context: Context): Promise<Response> => {
      const { host } = new URL(context.req.url);
      if (isRefusedOrigin(context.req.header('origin'), switches)) {
        return context.json({ errorCode: ORIGIN_NOT_ALLOWED, message: ORIGIN_MESSAGE }, 403);
      }
      const caller = await findCaller({
        authorization: context.req.header('authorization'),
        accountId: context.req.param('accountId') ?? '',
        host: siteOf(host),
        state,
        switches,
        provider,
        otherProvider,
      });
      for (const [name, value] of Object.entries(limits.count(caller.account.accountId))) {
        context.header(name, value);
      }
      return context.json(await make(caller, context), status);
    };

  /** The member a path names: oneself, or anybody of the account for an administrator. */
  const memberOf = ({ person, account, membership }: Caller, context: Context): Member => {
    const userId = (context.req.param('userId') ?? '').toLowerCase();
    if (!GUID.test(userId)) throw new RestError(400, 'INVALID_USERID');
    if (userId === person.userId) return { person, membership };
    if (!membership.isAdmin) throw new RestError(switches.permissionStatus, 'USER_LACKS_PERMISSIONS');
    const member = membersOf(account, state).find((candidate) => candidate.person.userId === userId);
    if (member === undefined) throw new RestError(400, 'USER_DOES_NOT_EXIST_IN_SYSTEM');
    return member;
  };

  const bodyOf = async (context: Context): Promise<unknown> => {
    const text = await context.req.text();
    try {
      return JSON.parse(text);
    } catch {
      throw new RestError(400, 'INVALID_REQUEST_BODY');
    }
  };

  app.get(
    account,
    answer((caller) => accountInformation(caller.account, state)),
  );
  app.get(
    `${account}/users`,
    answer((caller, context) =>
      userList(membersOf(caller.account, state), new URL(context.req.url).searchParams),
    ),
  );
  app.post(
    `${account}/users`,
    answer(async (caller, context) => createUsers(state, caller, await bodyOf(context), now()), 201),
  );
  app.put(
    `${account}/users`,
    answer(async (caller, context) => updateUsers(state, caller, await bodyOf(context), now())),
  );
  app.get(
    `${account}/users/:userId`,
    answer((caller, context) => userInformation(memberOf(caller, context))),
  );
  app.get(
    `${account}/users/:userId/settings`,
    answer((caller, context) => userSettings(memberOf(caller, context))),
  );

  app.notFound(() => new Response(null, { status: 404 }));
  app.onError((error, context) => {
    if (error instanceof RestError) {
      return context.json({ errorCode: error.code, message: error.message }, error.status);
    }
    throw error;
  });
  return app;
}
