import type { ConnectionStore } from '../../utils/domain/connections/store.ts';
import { FIXES } from '../../utils/domain/diagnosis/fixes.ts';
import type { Pass, TroubleshooterStore } from '../../utils/domain/diagnosis/store.ts';
import type { FixId } from '../../utils/domain/diagnosis/types.ts';
import type { RunStore } from '../../utils/domain/guide/store.ts';
import type { ClearedSite } from '../../utils/domain/site-data/clear-sites.ts';
import type { ClearableHost } from '../../utils/domain/site-data/hosts.ts';
import type { TroubleshooterActions } from './actions.ts';
import type { OpenRemedy } from './remedy.tsx';

export type FixTools = {
  store: TroubleshooterStore;
  runs: RunStore;
  connection: ConnectionStore<'docusign'>;
  actions: TroubleshooterActions;
  /** Changes the remedy that is open below the tree. */
  setOpen: (next: OpenRemedy | null | ((now: OpenRemedy | null) => OpenRemedy | null)) => void;
};

/** What a button does. The browser's own questions come first: it asks them only in the press itself. */
export function applyFix(fix: FixId, { place }: Pass, tools: FixTools): void {
  const { store, runs, connection, actions, setOpen } = tools;
  const { subject, href } = place;
  const again = (work: Promise<unknown>) => void work.then(() => store.runAgain());
  const remedy = FIXES[fix];
  if (remedy.does === 'message') {
    setOpen({ what: 'message', recipient: remedy.recipient });
    return;
  }
  if (remedy.does === 'leads' && remedy.procedure) {
    const { zone, person, project, company } = subject;
    void runs.start({ procedure: remedy.procedure, key: { zone, person, project }, company, href });
    return;
  }
  switch (fix) {
    case 'connect':
    case 'connect-other':
      return again(connection.connect(''));
    case 'refresh':
    case 'wait':
      return void store.runAgain();
    case 'choose-account':
      return actions.showConnection();
    case 'sign-out-docusign':
      return void store.tell('openPlace', { place: 'docusign-logout', subject, href: '' });
    case 'open-project':
      return void store.tell('openPlace', { place: 'project', subject, href: '' });
    case 'open-item':
      return void store.tell('openPlace', { place: 'item', subject, href });
    case 'open-settings':
      return actions.openSettings();
    case 'grant-host':
      return again(
        actions
          .requestHost(subject.zone)
          .then((allowed) => (allowed ? store.tell('addZone', { host: subject.zone }) : false)),
      );
    case 'clear-sites':
      return void clear(tools);
    case 'clear-own-data':
      return setOpen({ what: 'clear-own-data' });
    case 'report':
      return setOpen({ what: 'report' });
    default:
      return undefined;
  }
}

/** The permissions are borrowed from the press until the hosts are cleared, or the person decided against it. */
async function clear({ store, actions, setOpen }: FixTools): Promise<void> {
  let sites: ClearedSite[] | null = null;
  await actions.borrowClearing(async (granted) => {
    if (!granted) return store.refuse('permission-refused');
    const found = await store.siteData();
    const { promise, resolve } = Promise.withResolvers<ClearableHost[] | null>();
    setOpen({ what: 'clear-sites', found, decide: resolve });
    const hosts = await promise;
    setOpen((now) => (now?.what === 'clear-sites' ? null : now));
    if (hosts) sites = await store.clearSites(hosts);
  });
  if (!sites) return;
  setOpen({ what: 'cleared', sites });
  await store.runAgain();
}
