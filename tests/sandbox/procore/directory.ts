/**
 * Whom a company's directory lists: the people of the sandbox, and others who never open a page but stand in every
 * condition an invitation can be in. Each company has them all; who is of another company is there as its vendor.
 */
import type { AccessLevel } from './tools.ts';
import {
  COMPANIES,
  type CompanyKey,
  companyId,
  PEOPLE,
  type PersonKey,
  userId,
  ZONES,
  type ZoneHost,
} from './zones.ts';

const DAY = 86_400_000;

export type DirectoryEntry = {
  /** Of somebody who has a login and pages, or of a mere entry. */
  key: string;
  person: PersonKey | null;
  id: string;
  name: string;
  email: string;
  jobTitle: string;
  company: CompanyKey;
  active: boolean;
  /** When the welcome e-mail was sent last; null: never. */
  invitedAt: number | null;
  lastLoginAt: number | null;
  template: AccessLevel;
};

type Invitation = Pick<DirectoryEntry, 'active' | 'invitedAt' | 'lastLoginAt'>;
const HANDS = 36;

const others: readonly {
  key: string;
  name: string;
  company: CompanyKey;
  is: (start: number) => Invitation;
}[] = [
  {
    key: 'never-invited',
    name: 'Nina New',
    company: 'ashworth',
    is: () => ({ active: true, invitedAt: null, lastLoginAt: null }),
  },
  {
    key: 'invited',
    name: 'Ivo Invited',
    company: 'ashworth',
    is: (start) => ({ active: true, invitedAt: start - DAY, lastLoginAt: null }),
  },
  {
    key: 'invitation-expired',
    name: 'Elsa Expired',
    company: 'northgate',
    is: (start) => ({ active: true, invitedAt: start - 5 * DAY, lastLoginAt: null }),
  },
  {
    key: 'deactivated',
    name: 'Omar Off',
    company: 'ashworth',
    is: (start) => ({ active: false, invitedAt: start - 400 * DAY, lastLoginAt: start - 200 * DAY }),
  },
  // Invited by another company: logged in, yet never sent a welcome e-mail from here.
  {
    key: 'guest',
    name: 'Gwen Guest',
    company: 'herrera',
    is: (start) => ({ active: true, invitedAt: null, lastLoginAt: start - 2 * DAY }),
  },
  ...Array.from({ length: HANDS }, (_, at) => ({
    key: `hand-${at + 1}`,
    name: `Site Hand ${String(at + 1).padStart(2, '0')}`,
    company: COMPANIES[at % COMPANIES.length]?.key ?? ('ashworth' as const),
    is: (start: number) => ({
      active: true,
      invitedAt: start - 90 * DAY,
      lastLoginAt: start - (at + 1) * DAY,
    }),
  })),
];

const base = (zone: ZoneHost) => ZONES.find(({ host }) => host === zone)?.base ?? 0;

/** A directory as it is before anybody changes it. `start`: when the sandbox began. */
export function seedDirectory(zone: ZoneHost, start: number): DirectoryEntry[] {
  return [
    ...PEOPLE.map((person): DirectoryEntry => {
      const { key, name, email, jobTitle, company } = person;
      const invitation = { active: true, invitedAt: start - 300 * DAY, lastLoginAt: start - DAY };
      return {
        key,
        person: key,
        id: userId(zone, key),
        name,
        email,
        jobTitle,
        company,
        template: 'Admin',
        ...invitation,
      };
    }),
    ...others.map(
      ({ key, name, company, is }, at): DirectoryEntry => ({
        key,
        person: null,
        id: String(base(zone) + 950 + at),
        name,
        email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com`,
        jobTitle: 'Superintendent',
        company,
        template: 'Standard',
        ...is(start),
      }),
    ),
  ];
}

/** The number a directory gives another company. */
export const vendorId = (zone: ZoneHost, company: CompanyKey): string =>
  String(Number(companyId(zone, company)) + 700);
