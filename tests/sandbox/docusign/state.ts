import type { Environment } from '../../../utils/base/types.ts';
import { type App, seedApps } from './apps.ts';

/** developers.docusign.com, Users resource: the states of a membership. */
export type UserStatus = 'ActivationRequired' | 'ActivationSent' | 'Active' | 'Closed' | 'Disabled';

export type Account = {
  accountId: string;
  /** The older integer id, accepted in paths as well. */
  externalAccountId: string;
  accountName: string;
  /** The site it lives on: the host of its `base_uri`. */
  host: string;
  organizationId?: string;
  /** Empty or absent when the account is in order. */
  suspensionStatus?: string;
  suspensionDate?: string;
  envelopeSendingBlocked: boolean;
  /** The account lets people in from other addresses only. */
  addressRestricted: boolean;
  planName: string;
  /** A number, or "unlimited". */
  billingPeriodEnvelopesAllowed: string;
  billingPeriodEnvelopesSent: string;
  seatsAllowed: number;
  createdDate: string;
};

export type Membership = {
  accountId: string;
  status: UserStatus;
  isDefault: boolean;
  isAdmin: boolean;
  canSendEnvelope: boolean;
  permissionProfileId: string;
  permissionProfileName: string;
  addedAt: string;
  /** False: login's userinfo leaves this account out. */
  listed: boolean;
};

export type Person = {
  userId: string;
  email: string;
  name: string;
  givenName: string;
  familyName: string;
  password: string;
  /** Without a zone, as userinfo sends it. */
  created: string;
  locale: string;
  memberships: Membership[];
};

/** One of DocuSign's two worlds. Tests change it freely; every answer is made from it anew. */
export type EnvironmentState = {
  environment: Environment;
  people: Person[];
  accounts: Account[];
  apps: App[];
  /** Every activation e-mail that was sent, oldest first. */
  mails: { accountId: string; userId: string; email: string; at: number }[];
  /** Who allowed which app what: `${userId} ${clientId}` → scopes. */
  consents: Map<string, Set<string>>;
};

export type DocusignState = Record<Environment, EnvironmentState>;

/** Behaviours that are not settled by public papers, or that a test wants turned. */
export type Switches = {
  /** Requests that carry the Origin of an extension (or of any foreign site) are refused. */
  judgeOrigin: boolean;
  /** Status of USER_LACKS_PERMISSIONS and its like: seen as 401, documented as 403. */
  permissionStatus: 401 | 403;
  /** Status of the limit errors: 400 before 2026, 429 since. */
  limitStatus: 400 | 429;
  /** Which memberships get USER_LACKS_MEMBERSHIP instead of an answer. */
  refuseInactive: 'none' | 'closed' | 'all';
  /** Calls of an account in an hour, and in 30 seconds. */
  hourlyLimit: number;
  burstLimit: number;
  /** False: no rate headers on any answer. */
  rateHeaders: boolean;
  /** What REST says for an account that restricts addresses: the words are known from help pages, the code is not. */
  addressRestriction: { status: 400 | 401 | 403; code: string; message: string };
  /**
   * The organization the network lets in, as a proxy says it in `X-Docusign-Allow-Organization`. Nobody else's login is
   * let through. The header on a request says the same.
   */
  allowedOrganization: string | null;
  /** Whoever logs in is to do so through their company, and no password is taken. */
  companyLogin: boolean;
  /** A filter holds DocuSign's e-mails back from those who are to sign. */
  mailHeldBack: boolean;
  /** The person answers the question of consent with Cancel, without a page being shown. */
  refuseConsent: boolean;
};

export const PASSWORD = 'signature';

export function createSwitches(): Switches {
  return {
    judgeOrigin: true,
    permissionStatus: 401,
    limitStatus: 429,
    refuseInactive: 'closed',
    hourlyLimit: 3_000,
    burstLimit: 500,
    rateHeaders: true,
    addressRestriction: {
      status: 403,
      code: 'ACCOUNT_IP_ADDRESS_RESTRICTED',
      message: 'Account IP Address Restricted. This account cannot be used from your IP address.',
    },
    allowedOrganization: null,
    companyLogin: false,
    mailHeldBack: false,
    refuseConsent: false,
  };
}

export function createDocusignState(): DocusignState {
  return { production: seedEnvironment('production'), demo: seedEnvironment('demo') };
}

/** Finds a person by the first word of the name, the e-mail address or the user id: `sue`, `ada` … */
export function findPerson(state: EnvironmentState, who: string): Person {
  const wanted = who.toLowerCase();
  const person = state.people.find(
    ({ givenName, email, userId }) =>
      givenName.toLowerCase() === wanted || email === wanted || userId === wanted,
  );
  if (person === undefined) throw new Error(`Nobody called ${who} in ${state.environment}.`);
  return person;
}

/** Ids say where they belong: nothing of one environment is found in the other. */
function guid(environment: Environment, kind: 'user' | 'account', number: number): string {
  const world = environment === 'production' ? '4f0d' : 'de30';
  const family = kind === 'user' ? 'a5e2' : 'acc0';
  return `${family}0000-${world}-4c51-8e11-${number.toString(16).padStart(12, '0')}`;
}

function seedEnvironment(environment: Environment): EnvironmentState {
  const site = (production: string) => (environment === 'production' ? production : 'demo.docusign.net');
  const organizationId = guid(environment, 'account', 999);
  const account = (number: number, accountName: string, host: string): Account => ({
    accountId: guid(environment, 'account', number),
    externalAccountId: String(70_000_000 + number + (environment === 'demo' ? 500 : 0)),
    accountName,
    host,
    envelopeSendingBlocked: false,
    addressRestricted: false,
    planName: 'Business Pro',
    billingPeriodEnvelopesAllowed: 'unlimited',
    billingPeriodEnvelopesSent: '12',
    seatsAllowed: 25,
    createdDate: '2019-04-01T22:11:56.4570000Z',
  });
  const riverside: Account = {
    ...account(1, 'Riverside Builders', site('na4.docusign.net')),
    organizationId,
  };
  const hillside = account(2, 'Hillside Contractors', site('na4.docusign.net'));
  const europe = account(3, 'Riverside Europe', site('eu.docusign.net'));

  const member = ({ accountId }: Account, changes: Partial<Membership> = {}): Membership => ({
    accountId,
    status: 'Active',
    isDefault: true,
    isAdmin: false,
    canSendEnvelope: true,
    permissionProfileId: '1665537',
    permissionProfileName: 'DocuSign Sender',
    addedAt: '2021-02-03T09:30:00.0000000Z',
    listed: true,
    ...changes,
  });
  let number = 0;
  const person = (givenName: string, familyName: string, memberships: Membership[]): Person => ({
    userId: guid(environment, 'user', ++number),
    email: `${givenName}.${familyName}@example.com`.toLowerCase(),
    name: `${givenName} ${familyName}`,
    givenName,
    familyName,
    password: PASSWORD,
    created: '2015-08-13T22:03:03.45',
    locale: 'en',
    memberships,
  });
  return {
    environment,
    accounts: [riverside, hillside, europe],
    apps: seedApps(),
    mails: [],
    consents: new Map(),
    people: [
      person('Sue', 'Sender', [member(riverside)]),
      person('Max', 'Many', [
        member(riverside, { isDefault: false }),
        member(hillside, { isDefault: false }),
        member(europe, { isDefault: false }),
      ]),
      person('Nora', 'None', []),
      person('Petra', 'Pending', [member(riverside, { status: 'ActivationSent' })]),
      person('Vic', 'Viewer', [
        member(riverside, {
          canSendEnvelope: false,
          permissionProfileId: '1665538',
          permissionProfileName: 'DocuSign Viewer',
        }),
      ]),
      person('Clara', 'Closed', [member(riverside, { status: 'Closed' })]),
      person('Ada', 'Admin', [
        member(riverside, {
          isAdmin: true,
          permissionProfileId: '1665536',
          permissionProfileName: 'Account Administrator',
        }),
      ]),
    ],
  };
}
