import { isWithin } from '../base/clock.ts';
import type { Instant } from '../base/types.ts';
import { LONGEST_LOGIN } from './login-times.ts';
import type { LoginWindows } from '../platform/login-windows.ts';

/** An open login window. Nothing of it is secret: it outlives the extension's own reload, on disk. */
export type RecordedWindow = { target: string; windowId: number; openedAt: Instant };

/** Where the open login window is kept on record: `storage.session` is empty after a reload, the window stays. */
export type WindowRecord = {
  get: () => Promise<RecordedWindow | null>;
  set: (open: RecordedWindow | null) => Promise<void>;
};

/**
 * Closes the window that is on record, if it is still that one: a popup, no older than a login can be, that shows the
 * login's host or one we may not see. The numbers of windows begin anew with the browser, so a number alone is no proof.
 * Answers with the target it was for, if there was one.
 */
export async function closeRecorded(
  record: WindowRecord,
  windows: Pick<LoginWindows, 'pageOf' | 'close'>,
  { now, hostOf }: { now: Instant; hostOf: (target: string) => string | undefined },
): Promise<string | undefined> {
  const open = await record.get();
  if (!open) return undefined;
  await record.set(null);
  if (!isWithin(open.openedAt, LONGEST_LOGIN, now)) return undefined;
  const page = await windows.pageOf(open.windowId);
  if (!page) return undefined;
  if (page.url !== null && URL.parse(page.url)?.host !== hostOf(open.target)) return undefined;
  await windows.close(open.windowId);
  return open.target;
}
