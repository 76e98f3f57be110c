import type { ProcoreEnvironment } from '../../hosts.ts';

/** An app of Procore's developer portal. Production and sandbox credentials are apart. */
export type ProcoreApp = {
  clientId: string;
  secret: string;
  name: string;
  /** Compared whole. */
  redirectUris: string[];
};

/** Where Procore shows the code on a page of its own. Source: developers.procore.com, authorization code grant. */
export const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';

/** A company's own app for Countersign. */
export const PROCORE_APP: Record<ProcoreEnvironment, { clientId: string; secret: string }> = {
  production: {
    clientId: 'c0a57e51c9d14f0f8e8d5a6b7c3e2f10a1b2c3d4e5f60718293a4b5c6d7e8f90',
    secret: '5ec2e70000000000000000000000000000000000000000000000000000000001',
  },
  sandbox: {
    clientId: 'c0a57e51c9d14f0f8e8d5a6b7c3e2f10a1b2c3d4e5f60718293a4b5c6d7e8f5b',
    secret: '5ec2e70000000000000000000000000000000000000000000000000000000002',
  },
};

// Pinned by the manifest's key (Chromium) and by the add-on's id (Firefox).
const EXTENSION_HOSTS = [
  'jaigcjabaihpfpjjcmdnbjbncghajdne.chromiumapp.org',
  'bb35ac4e623724421741681363c6f28786d9368f.extensions.allizom.org',
];

export const seedProcoreApps = (environment: ProcoreEnvironment): ProcoreApp[] => [
  {
    ...PROCORE_APP[environment],
    name: 'Countersign',
    redirectUris: [
      OUT_OF_BAND,
      // Registered with every app. Source: developers.procore.com, OAuth keys.
      'http://localhost',
      ...EXTENSION_HOSTS.flatMap((host) => [
        `https://${host}/procore`,
        `https://${host}/procore/${environment}`,
      ]),
    ],
  },
];
