/** Who signs in at DocuSign, with which app, and through which network. */
import { COUNTERSIGN_CLIENT_ID } from '../docusign/index.ts';
import { DOCUSIGN_HOSTS, PROCORE_API_HOSTS } from '../hosts.ts';
import { change, linked, put, spoil, whoAt } from './change.ts';
import { PROFILE } from './places.ts';
import type { Cause, Stage } from './types.ts';

const countersign = ({ docusign }: Stage) => {
  const app = docusign.state.production.apps.find(({ name }) => name === 'Countersign');
  if (!app) throw new Error('Countersign’s key is not registered.');
  return app;
};

const BREAKS = {
  down: { title: 'answers 503', sentence: 'answers 503', fault: { how: 'down' } },
  refused: { title: 'is refused', sentence: 'closes the connection', fault: { how: 'refuse' } },
  slow: {
    title: 'is slow',
    sentence: 'takes five seconds, so that people press again, which ends the login',
    fault: { how: 'slow', delay: 5_000 },
  },
} as const;

/** The first page of a login comes, and the one after it does not: for each vendor, in each way. */
const brokenLogins = (['docusign', 'procore'] as const).flatMap((vendor) =>
  Object.entries(BREAKS).map(([how, { title, sentence, fault }]): Cause => {
    const name = vendor === 'docusign' ? 'DocuSign' : 'Procore';
    const host = vendor === 'docusign' ? DOCUSIGN_HOSTS.production.login : PROCORE_API_HOSTS.production.login;
    return {
      id: `${vendor}-login-${how}`,
      check: 'login-pages',
      title: `The second page of ${name}’s login ${title}`,
      sentence: `The login begins, and what follows its first page ${sentence}.`,
      plant: (stage) => spoil(stage, [{ host, path: '/login', method: 'POST', ...fault }]),
      opens: PROFILE,
    };
  }),
);

export const loginCauses: readonly Cause[] = [
  ...brokenLogins,
  {
    id: 'key-unknown',
    check: 'integration-key',
    title: 'Integration key unknown',
    sentence: 'DocuSign’s production does not know Countersign’s key, as before its go-live.',
    plant: (stage) => change(countersign(stage), { clientId: '00000000-0000-4000-8000-000000000000' }),
    opens: PROFILE,
  },
  {
    id: 'redirect-unregistered',
    check: 'redirect-address',
    title: 'Redirect address not registered',
    sentence: 'The key is there, but lost its redirect addresses when it was promoted.',
    plant: (stage) => change(countersign(stage), { redirectUris: [] }),
    opens: PROFILE,
  },
  {
    id: 'consent-withdrawn',
    check: 'consent',
    title: 'Consent withdrawn',
    sentence: 'The person took Countersign out of DocuSign’s Connected Apps: it has to be accepted anew.',
    plant(stage) {
      const { docusign } = stage;
      const { person } = whoAt(stage);
      docusign.revokeConsent(person.userId, COUNTERSIGN_CLIENT_ID);
      return () => docusign.grantConsent(person.userId, COUNTERSIGN_CLIENT_ID);
    },
    opens: PROFILE,
  },
  {
    id: 'consent-refused',
    check: 'consent',
    title: 'Consent refused',
    sentence: 'Asked whether Countersign may, the answer is Cancel.',
    plant(stage) {
      const { docusign } = stage;
      docusign.revokeConsent(whoAt(stage).person.userId, COUNTERSIGN_CLIENT_ID);
      return change(docusign.switches, { refuseConsent: true });
    },
    opens: PROFILE,
  },
  {
    id: 'sign-in-ended',
    check: 'signed-in',
    title: 'Sign-in ended',
    sentence:
      'What DocuSign gave Countersign is no longer good, nor can it be renewed. It stays so until a new sign-in.',
    plant(stage) {
      stage.docusign.endTokens(whoAt(stage).person.userId, COUNTERSIGN_CLIENT_ID);
      return () => {};
    },
    opens: PROFILE,
  },
  {
    id: 'password-changed',
    check: 'signed-in',
    title: 'Password changed',
    sentence: 'DocuSign rejects the password the person remembers.',
    plant(stage) {
      stage.docusign.forgetSessions();
      return change(whoAt(stage).person, { password: 'another one' });
    },
    opens: PROFILE,
  },
  {
    id: 'wrong-person',
    check: 'wrong-account',
    title: 'Linked as the wrong person',
    sentence: 'Procore says Synced, but the login behind it is a colleague’s.',
    plant: (stage) => linked(stage, 'other', 1),
    opens: PROFILE,
  },
  {
    id: 'email-differs',
    check: 'email-differs',
    title: 'Another e-mail address in Procore',
    sentence: 'The person logs in to Procore with an address DocuSign does not know.',
    plant: ({ procore: { state } }) =>
      put(state.emails, state.person, `${state.person}@ashworth-pine.example`),
    opens: PROFILE,
  },
  {
    id: 'organization-only',
    check: 'tenant-restricted',
    title: 'The network lets in another organization only',
    sentence: 'DocuSign’s login is refused with a message about the organization.',
    plant: ({ docusign }) =>
      change(docusign.switches, { allowedOrganization: 'acc00000-0000-4c51-8e11-00000000beef' }),
    opens: PROFILE,
  },
  {
    id: 'company-login',
    check: 'company-login',
    title: 'Company login required',
    sentence: 'The company signs its people in itself (SSO): DocuSign takes no password any more.',
    plant: ({ docusign }) => change(docusign.switches, { companyLogin: true }),
    opens: PROFILE,
  },
];
