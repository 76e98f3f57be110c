import type { SettingsSection } from '../types.ts';
import { about } from './about.tsx';
import { badges } from './badges.tsx';
import { countdown } from './countdown.tsx';
import { docuSign } from './docusign.tsx';
import { hosts } from './hosts.tsx';
import { privacy } from './privacy.tsx';
import { procoreSection } from './procore.tsx';

/** Every section, in the order shown. */
export const sections: readonly SettingsSection[] = [
  docuSign,
  procoreSection,
  hosts,
  countdown,
  badges,
  privacy,
  about,
];
