import type { Environment } from '../../../utils/base/types.ts';
import { PROCORE_HOSTS } from '../hosts.ts';

/** An integration key as "Apps and Keys" keeps it: a secret makes it confidential, none makes PKCE a must. */
export type App = {
  clientId: string;
  name: string;
  secret?: string;
  /** Compared whole: scheme, host, path, trailing slash and query. */
  redirectUris: string[];
};

/** The public key the sandbox registers for Countersign, in both environments. */
export const COUNTERSIGN_CLIENT_ID = '0b6d7c2e-5f1a-4c3b-9d84-2a7e6f1c8b90';

/** Procore's own confidential key. */
export const PROCORE_CLIENT_ID = '1f2e3d4c-0000-4000-8000-00000000c0de';
export const PROCORE_SECRET = '9a8b7c6d-0000-4000-8000-5ec2e7000001';

export const procoreRedirectUri = (zone: string): string => `https://${zone}/docusign_callback`;

// Pinned by the manifest's key (Chromium) and by the add-on's id (Firefox).
const COUNTERSIGN_REDIRECT_HOSTS = [
  'jaigcjabaihpfpjjcmdnbjbncghajdne.chromiumapp.org',
  'bb35ac4e623724421741681363c6f28786d9368f.extensions.allizom.org',
];

export function seedApps(): App[] {
  const environments: Environment[] = ['production', 'demo'];
  return [
    {
      clientId: COUNTERSIGN_CLIENT_ID,
      name: 'Countersign',
      redirectUris: COUNTERSIGN_REDIRECT_HOSTS.flatMap((host) =>
        environments.map((environment) => `https://${host}/docusign/${environment}`),
      ),
    },
    {
      clientId: PROCORE_CLIENT_ID,
      name: 'Procore',
      secret: PROCORE_SECRET,
      redirectUris: PROCORE_HOSTS.map(procoreRedirectUri),
    },
  ];
}
