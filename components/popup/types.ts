import type { ConnectionStore } from '../../utils/domain/connections/store.ts';
import type { LedgerStore } from '../../utils/domain/links/store.ts';
import type { RunStore, Start } from '../../utils/domain/guide/store.ts';
import type { ActiveContextStore } from '../../utils/domain/pages/active-context.ts';
import type { SettingsStore } from '../../utils/domain/settings/store.ts';

/** What only a page can do, since it needs the browser and the person's press. */
export type PopupActions = {
  /** Must be called straight in the press. */
  openPanel: () => void;
  /** Starts guided steps and shows them in the panel; straight in the press as well. */
  start: (start: Start) => void;
  /** Opens the panel to find out why it does not work; straight in the press as well. */
  findOut: () => void;
  openSettings: () => void;
  /** Something else came to the front: a popup that would cover it goes. */
  leave: () => void;
  /** The browser's own question; straight in the press. Answers whether the host may be read now. */
  requestHost: (host: string) => Promise<boolean>;
};

export type PopupStores = {
  scene: ActiveContextStore;
  ledger: LedgerStore;
  runs: RunStore;
  connection: ConnectionStore<'docusign'>;
  settings: SettingsStore;
};
