import type { LucideIcon } from 'lucide-preact';
import type { ComponentType } from 'preact';
import type { PrivacyStore } from '../../utils/domain/own-data/store.ts';
import type { ConnectionStore } from '../../utils/domain/connections/store.ts';
import type { ProcoreStore } from '../../utils/domain/connections/procore-store.ts';
import type { SettingsStore } from '../../utils/domain/settings/store.ts';
import type { Environment, ProcoreEnvironment } from '../../utils/base/types.ts';

/** Everything a section may need; each takes its part. */
export type SettingsProps = {
  store: SettingsStore;
  privacy: PrivacyStore;
  docusign: ConnectionStore<'docusign'>;
  procore: ProcoreStore;
  /** The addresses to register with DocuSign, as this browser makes them. */
  redirectAddresses: Record<Environment, string>;
  /** The same for Procore. */
  procoreRedirects: Record<ProcoreEnvironment, string>;
  copy: (text: string) => Promise<boolean>;
  /** The browser's own question for a host; straight in the press. */
  requestHost: (host: string) => Promise<boolean>;
  version: string;
  extensionId: string;
};

/** One setting: what the search finds it by, and how it looks. */
export type SettingsItem = {
  id: string;
  words: () => string;
  View: ComponentType<SettingsProps>;
  /** Shown with any other item of its section. */
  always?: boolean;
};

/** A group of settings. A new one is a file in `sections/` and a line in `sections/index.ts`. */
export type SettingsSection = {
  id: string;
  icon: LucideIcon;
  title: () => string;
  about: () => string;
  /** Further words that find the whole section. */
  words: () => string;
  items: readonly SettingsItem[];
};
