import * as z from 'zod/mini';
import type { AppError } from '../../base/errors.ts';
import type { Clock } from '../../base/types.ts';
import { docuSignFault } from './faults.ts';

/**
 * Answers about several users are a success as a whole (201, 200) and tell of each that failed in `errorDetails`.
 * Sources: developers.docusign.com, eSignature REST reference, Users: create, update, delete.
 */
const ItemError = z.object({
  errorDetails: z.optional(
    z.nullable(z.object({ errorCode: z.optional(z.string()), message: z.optional(z.string()) })),
  ),
});

/**
 * What DocuSign says of one item of such an answer: null where it was carried out. A failed item may carry the id of a
 * user that was there before, so an item with an error never tells whom the request made. Details without a code that
 * is known are an `unexpected-reply`, and still an error.
 */
export function itemError(item: unknown, clock: Clock): AppError | null {
  const parsed = ItemError.safeParse(item);
  if (!parsed.success) return { kind: 'unexpected-reply', detail: 'item' };
  const details = parsed.data.errorDetails;
  if (!details) return null;
  const code = (details.errorCode ?? '').trim().toLowerCase();
  // Answers about recipients carry SUCCESS in it, or nothing (EnvelopeRecipients: update).
  if ((code === '' && (details.message ?? '').trim() === '') || code === 'success') return null;
  return docuSignFault({ status: 400, headers: new Headers(), code, body: details }, clock).error;
}
