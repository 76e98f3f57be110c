import type { SeenSighting } from './links/ledger.ts';
import type { Link } from './links/link.ts';
import type { ReportedPage } from './pages/report-queue.ts';
import type { Chore } from './schedule/chores.ts';

/** What a feature does of its own accord. Each is called by itself: one that fails is noted, and hides none of the others. */
export type Service = {
  /** In the log. */
  name: string;
  /** Every start of the worker: what an earlier one was in the middle of is taken up or tidied away. */
  onWorkerStart?: () => Promise<unknown>;
  /** After every report that was written down. */
  onReport?: (page: ReportedPage, link: Link, seen: readonly SeenSighting[]) => Promise<unknown>;
  onTabUpdated?: (tab: UpdatedTab) => Promise<unknown>;
  onTabRemoved?: (tabId: number) => Promise<unknown>;
  /** Done every six hours, in the order of the services. */
  chores?: readonly Chore[];
};

/** `isNew`: another document, or another address in the same one. */
export type UpdatedTab = {
  id: number;
  /** Absent where we may not know it. */
  url: string | undefined;
  urlChanged: boolean;
  isNew: boolean;
  opener: number | undefined;
};

/** Calls something of all services, without waiting. One that throws or rejects is noted by its name. */
export function eachOf(
  services: readonly Service[],
  logged: (what: string, work: Promise<unknown>) => void,
): (act: (service: Service) => Promise<unknown> | undefined) => void {
  return (act) => {
    for (const service of services) logged(service.name, Promise.try(act, service));
  };
}
