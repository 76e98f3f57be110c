import type { Share } from './copy-link.tsx';

/** What the troubleshooter needs of the page it is in. */
export type TroubleshooterActions = Share & {
  openSettings: () => void;
  /** Brings our own connection into view, where an account is chosen. */
  showConnection: () => void;
  /** The browser's questions; each straight in the press. */
  requestHost: (host: string) => Promise<boolean>;
  borrowClearing: (work: (granted: boolean) => Promise<void>) => Promise<void>;
  /** Saves a file. */
  save: (name: string, text: string, type: string) => Promise<boolean>;
  sayWhen: (at: number) => string;
};
