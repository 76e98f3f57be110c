import { ageOf, isOlderThan, SECOND } from '../../base/clock.ts';
import { type AppError, type ErrorKind, toAppError } from '../../base/errors.ts';
import type { Instant } from '../../base/types.ts';
import type { AnyJobKind, OperationCall } from './kind.ts';
import type { Operation } from './tables.ts';

/** What is to become of an operation that was begun and whose end is not on disk. */
export type Settlement =
  | { event: 'find'; result: unknown }
  | { event: 'miss' }
  | { event: 'lose'; error: AppError }
  /** Nobody can tell yet: to be looked at again after so many milliseconds. `isFailure`: the look itself failed. */
  | { event: 'wait'; span: number; why: string; isFailure: boolean }
  /** Nobody can look until something else is put right. */
  | { event: 'stop'; error: AppError };

/** Between two looks that failed. */
const LOOK_AGAIN = 30 * SECOND;
/** After so many the person is asked. */
const MOST_LOOKS = 6;

const PASSES: readonly ErrorKind[] = ['offline', 'timed-out', 'vendor-down'];
/** Errors that are about the sign-in, the account or our own set-up, and not about one operation. */
export const STOPS_THE_RUN: readonly ErrorKind[] = [
  'sign-in-again',
  'login-refused',
  'no-permission',
  'not-a-member',
  'wrong-key',
  'app-not-connected',
  'origin-refused',
  'host-not-allowed',
  'locked-by-policy',
  'permission-refused',
  'storage-full',
  'session-full',
  'newer-data',
];

/**
 * Finds out what became of an operation, by reading the vendor and never by sending it again. Before the vendor's slowest
 * write may be over nobody looks: what is not there yet may still come.
 */
export async function settleOperation(
  kind: AnyJobKind,
  operation: Operation,
  call: OperationCall,
  now: Instant,
): Promise<Settlement> {
  const { sentAt, looks } = operation;
  // What was taken up and not marked as sent never left: there is nothing to wait for.
  if (operation.state === 'sent' && sentAt !== null && !isOlderThan(sentAt, kind.settleAfter, now)) {
    // Of a moment in the future nobody knows how long ago it was.
    const span = kind.settleAfter - (ageOf(sentAt, now) ?? 0);
    return { event: 'wait', span, why: 'settle', isFailure: false };
  }
  try {
    const looked = await kind.look(operation.intent, call);
    if (looked.found === 'done') return { event: 'find', result: looked.result };
    return looked.found === 'not-done' ? { event: 'miss' } : { event: 'lose', error: looked.error };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind === 'rate-limited') {
      return { event: 'wait', span: limitSpan(error), why: error.kind, isFailure: false };
    }
    if (STOPS_THE_RUN.includes(error.kind)) return { event: 'stop', error };
    if (PASSES.includes(error.kind) && looks + 1 < MOST_LOOKS) {
      return { event: 'wait', span: LOOK_AGAIN, why: error.kind, isFailure: true };
    }
    return { event: 'lose', error };
  }
}

/** Milliseconds a limit asks for; a minute where it does not tell. */
export function limitSpan({ detail }: AppError): number {
  return (detail !== undefined && /^\d{1,5}$/.test(detail) ? Number(detail) : 60) * SECOND;
}
