/** What may become of an operation and of a durable run, and nothing else may. Pure. */

export const OPERATION_STATES = [
  'planned', // to be done; nothing has left
  'intended', // about to be done; nothing has left
  'sent', // it may have left, and nobody knows yet how it ended
  'settled', // done, by the vendor's answer or by reading the vendor
  'refused', // the vendor said no, and nothing was changed
  'unknown', // it may be done or not, and reading the vendor cannot tell
  'skipped', // it will not be done
] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

export const OPERATION_EVENTS = [
  'intend', // the runner takes it up
  'send', // committed before the request leaves
  'settle', // the vendor's answer says it is done
  'refuse', // the vendor's answer says it is not
  'withdraw', // the request never left, or was turned away for a limit or a sign-in: to be done later
  'find', // a look at the vendor shows that it is done
  'miss', // a look at the vendor shows that it is not
  'lose', // a look at the vendor cannot tell
  'skip', // a person, or a cancelled run
] as const;
export type OperationEvent = (typeof OPERATION_EVENTS)[number];

/** From `sent` and `intended` back to `planned` only where it is known that nothing was done. */
const OPERATION: Record<OperationState, Partial<Record<OperationEvent, OperationState>>> = {
  planned: { intend: 'intended', skip: 'skipped' },
  intended: { send: 'sent', withdraw: 'planned', find: 'settled', miss: 'planned', lose: 'unknown' },
  sent: {
    settle: 'settled',
    refuse: 'refused',
    withdraw: 'planned',
    find: 'settled',
    miss: 'planned',
    lose: 'unknown',
  },
  unknown: { find: 'settled', miss: 'planned', lose: 'unknown', skip: 'skipped' },
  settled: {},
  refused: {},
  skipped: {},
};

/** The state after an event; null where that may not happen in this state. */
export function operationAfter(state: OperationState, event: OperationEvent): OperationState | null {
  return OPERATION[state][event] ?? null;
}

/** States of what is begun and not ended: before anything else is done, it is found out what became of these. */
export const IN_FLIGHT = ['intended', 'sent'] as const satisfies readonly OperationState[];
/** States nothing follows. */
export const ENDED = ['settled', 'refused', 'skipped'] as const satisfies readonly OperationState[];

export const JOB_STATUSES = ['open', 'paused', 'stopped', 'done', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export const JOB_EVENTS = [
  'pause', // a person: after the operation in hand
  'stop', // a person: at once; or the run itself, where it cannot go on
  'resume',
  'cancel', // what is planned is skipped; what is in flight is still found out, so the run is open until then
  'finish', // nothing is left to do
] as const;
export type JobEvent = (typeof JOB_EVENTS)[number];

/** The status after an event; null where that may not happen. `isCancelled`: somebody pressed Cancel before. */
export function jobAfter(status: JobStatus, event: JobEvent, isCancelled: boolean): JobStatus | null {
  if (status === 'done' || status === 'cancelled') return null;
  switch (event) {
    case 'pause':
      return status === 'open' ? 'paused' : null;
    case 'stop':
      return status === 'stopped' ? null : 'stopped';
    case 'resume':
      return status === 'open' ? null : 'open';
    case 'cancel':
      return isCancelled ? null : 'open';
    case 'finish':
      return status === 'open' ? (isCancelled ? 'cancelled' : 'done') : null;
  }
}
