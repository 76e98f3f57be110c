import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** developers.docusign.com, eSignature error codes, and the texts as captured in public threads. */
export const MESSAGES = {
  PARTNER_AUTHENTICATION_FAILED:
    'The specified integrator key was not found or is disabled. An integrator key was not specified.',
  AUTHORIZATION_INVALID_TOKEN: 'The access token provided is expired, revoked or malformed.',
  USER_LACKS_PERMISSIONS: 'This user lacks sufficient permissions to access this resource.',
  USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT: 'The specified User is not a member of the specified Account.',
  USER_LACKS_MEMBERSHIP: 'The UserID does not have a valid membership in this Account.',
  USER_DOES_NOT_EXIST_IN_SYSTEM: 'Specified User does not exist in the system.',
  INVALID_USERID: 'Invalid Userid.',
  INVALID_REQUEST_PARAMETER: 'The request contained at least one invalid parameter.',
  USER_NOT_ACCOUNT_ADMIN: 'User is not an account administrator.',
  INVALID_REQUEST_BODY: 'The request body is missing or improperly formatted.',
  USER_ALREADY_EXISTS_IN_ACCOUNT: 'Username and email combination already exists for this account.',
  HOURLY_APIINVOCATION_LIMIT_EXCEEDED: 'The maximum number of hourly API invocations has been exceeded.',
  BURST_APIINVOCATION_LIMIT_EXCEEDED: 'The maximum number of burst API invocations has been exceeded.',
} as const;

export type RestErrorCode = keyof typeof MESSAGES;

/** An error in the vendor's shape, thrown by whoever meets it and written by the app's `onError`. */
export class RestError extends HTTPException {
  readonly code: string;
  /** `problem`: a code of the table, or one with its own words. */
  constructor(
    status: ContentfulStatusCode,
    problem: RestErrorCode | { code: string; message: string },
    more = '',
  ) {
    const { code, message } =
      typeof problem === 'string' ? { code: problem, message: MESSAGES[problem] } : problem;
    super(status, { message: `${message}${more === '' ? '' : ` ${more}`}` });
    this.code = code;
  }
}
