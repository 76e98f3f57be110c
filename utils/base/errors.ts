/**
 * Everything that can go wrong, as a closed list. Each kind has a sentence `error.<kind>` in the locale files that
 * tells the person what to do next. Only `kind` and `detail` cross contexts; `cause` stays in the log.
 */
export const ERROR_KINDS = [
  'bad-message', // a message of a shape or from a sender the gate does not know
  'bad-input', // a value typed by a person that cannot be used; detail names the field
  'not-found', // the thing asked for is gone
  'locked-by-policy', // the organization set it
  'permission-refused', // the browser's permission question was answered no
  'no-integration-key', // a DocuSign connection was asked for without a key
  'no-client-id', // a Procore connection was asked for without the company's own app
  'no-client-secret', // the secret of that app is not there; after a restart it has to be entered again
  'policy-pending', // the browser has not told the organization's settings yet
  'policy-unreadable', // the browser cannot read the organization's settings
  'app-not-connected', // Procore says the company's app is not installed in this company
  'login-refused', // DocuSign came back with access_denied
  'login-closed', // the window was closed before DocuSign came back
  'login-no-answer', // DocuSign showed a page and never came back (wrong key, wrong redirect address, hung)
  'login-broken', // a page of the login after the first one could not be loaded, so the browser ended it
  'login-open', // another login window is open already
  'login-interrupted', // the background was stopped while the window was open
  'login-mismatch', // the answer was not the answer to our question (state, issuer, path)
  'login-late', // the answer came after its time, or the clock went back since the login began
  'wrong-key', // DocuSign does not know the integration key here
  'sign-in-again', // the grant is over: expired, revoked, used twice
  'no-permission', // DocuSign says this person may not do that
  'not-a-member', // the person is not a member of the chosen account
  'origin-refused', // DocuSign judged the request by its Origin header
  'rate-limited', // a limit was reached; detail: seconds to wait, if known
  'offline', // no answer at all from the network
  'timed-out', // no answer within the deadline
  'vendor-down', // 5xx or the traffic management of the vendor
  'unexpected-reply', // an answer that does not parse
  'host-not-allowed', // an address outside the host table
  'storage-full', // no room on the disk, or in what the browser gives us of it
  'session-full', // no room in what is kept only as long as the browser runs
  'newer-data', // the data on disk was written by a newer Countersign
  'bug', // a fault of ours; the log has the cause
] as const;

export type ErrorKind = (typeof ERROR_KINDS)[number];

export type AppError = {
  kind: ErrorKind;
  /**
   * A safe, short value for the sentence (a field name, a vendor's error code, seconds). Never a token, header or
   * address, but for one: our own redirect address, which is public and the same for everybody.
   */
  detail?: string;
};

/** An AppError that is thrown inside a context. It never crosses one: the gate sends `toAppError` of it. */
export class AppFault extends Error {
  override name = 'AppFault';
  readonly error: AppError;
  constructor(kind: ErrorKind, detail?: string, cause?: unknown) {
    super(detail === undefined ? kind : `${kind}: ${detail}`, cause === undefined ? undefined : { cause });
    this.error = detail === undefined ? { kind } : { kind, detail };
  }
}

/** By its shape: the two scripts of the background have a class each. */
export const isFault = (thrown: unknown): thrown is AppFault =>
  thrown instanceof Error && thrown.name === 'AppFault' && 'error' in thrown;

/**
 * What browsers throw when there is no room, by name or, where they give it a plain `Error`, by message. On commit the
 * database library throws an `AbortError` with the browser's own error in it. Source: Chromium's were seen in Chromium 156,
 * November 2026; Firefox's names are in its list of errors (searchfox.org, xpcom/base/ErrorList.py) and were not met in a
 * browser; dexie.org/docs/DexieErrors/DexieError, `inner`.
 */
const FULL =
  /^(?:QuotaExceededError|NS_ERROR_DOM_INDEXEDDB_QUOTA_ERR|NS_ERROR_FILE_NO_DEVICE_SPACE)$|\bquota\b.*\bexceed|\bexceed\w*\b.*\bquota\b|\bQUOTA_BYTES\b|\bkQuotaBytes\b/i;
const SESSION = /\bsession\b/i;

/** How far an error is looked into: libraries and we wrap each once or twice. */
const DEPTH = 6;

/** The error itself and what it was made of: `cause`, Dexie's `inner`, and the failures of a bulk of rows. */
function* layersOf(thrown: unknown, depth = DEPTH): Generator<object> {
  if (typeof thrown !== 'object' || thrown === null || depth === 0) return;
  yield thrown;
  if ('cause' in thrown) yield* layersOf(thrown.cause, depth - 1);
  if ('inner' in thrown) yield* layersOf(thrown.inner, depth - 1);
  if ('failures' in thrown && Array.isArray(thrown.failures)) yield* layersOf(thrown.failures[0], depth - 1);
}

/** What may leave this context about anything thrown. Unknown faults are a `bug` with no detail. */
export function toAppError(thrown: unknown): AppError {
  for (const layer of layersOf(thrown)) {
    if (isFault(layer)) return layer.error;
    const title = 'name' in layer ? String(layer.name) : '';
    const text = 'message' in layer ? String(layer.message) : '';
    if (FULL.test(title) || FULL.test(text)) {
      return { kind: SESSION.test(text) ? 'session-full' : 'storage-full' };
    }
    if (title === 'VersionError') return { kind: 'newer-data' };
  }
  return { kind: 'bug' };
}
