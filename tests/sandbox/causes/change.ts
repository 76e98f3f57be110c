import { DAY, type DocusignPerson } from '../procore/state.ts';
import { personSeed, type PersonKey } from '../procore/zones.ts';
import type { Docusign } from '../docusign/index.ts';
import type { Account, Membership, Person } from '../docusign/state.ts';
import type { Fault } from '../world.ts';
import { HOME_ZONE, PROJECT } from './places.ts';
import type { Lift, Stage } from './types.ts';

/** Sets fields. */
export function change<T extends object>(target: T, fields: Partial<T>): Lift {
  const before: Partial<T> = {};
  for (const name of Object.keys(fields) as (keyof T)[]) before[name] = target[name];
  Object.assign(target, fields);
  return () => void Object.assign(target, before);
}

/** Sets one entry of a map. */
export function put<K, V>(map: Map<K, V>, key: K, value: V): Lift {
  const before = map.get(key);
  const was = map.has(key);
  map.set(key, value);
  return () => {
    if (was && before !== undefined) map.set(key, before);
    else map.delete(key);
  };
}

/** The last change is taken back first. */
export const all =
  (...lifts: readonly Lift[]): Lift =>
  () => {
    for (const lift of lifts.toReversed()) lift();
  };

export function spoil({ world }: Stage, faults: readonly Fault[]): Lift {
  const own = faults.map((fault) => ({ ...fault }));
  world.faults.push(...own);
  return () => {
    for (const fault of own) {
      const at = world.faults.indexOf(fault);
      if (at !== -1) world.faults.splice(at, 1);
    }
  };
}

/** The login of DocuSign's own world that belongs to a person of Procore. */
function loginOf({ state }: Pick<Docusign, 'state'>, person: PersonKey): Person {
  const { email } = personSeed(person);
  const found = state.production.people.find((candidate) => candidate.email === email);
  if (!found) throw new Error(`DocuSign has nobody with the address ${email}.`);
  return found;
}

export function docusignLogin(docusign: Pick<Docusign, 'state'>, person: PersonKey): DocusignPerson {
  const { userId, email, name } = loginOf(docusign, person);
  return { userId, email, name };
}

/** Whoever is signed in to Procore, as DocuSign knows them, with the first of their accounts. */
export function whoAt({ docusign, procore }: Stage): {
  person: Person;
  member: Membership;
  account: Account;
} {
  const person = loginOf(docusign, procore.state.person);
  const [member] = person.memberships;
  const account = docusign.state.production.accounts.find(({ accountId }) => accountId === member?.accountId);
  if (!member || !account) throw new Error(`${person.name} has no account.`);
  return { person, member, account };
}

/** The link of the project: to the person's own login or to a colleague's, used so many days ago. */
export function linked({ world, docusign, procore }: Stage, as: 'self' | 'other', daysUnused: number): Lift {
  const { state } = procore;
  const { person } = state;
  const at = { zone: HOME_ZONE, person, project: PROJECT };
  const other: PersonKey = person === 'second' ? 'gc-admin' : 'second';
  const before = state.link(at);
  const login = docusignLogin(docusign, as === 'self' ? person : other);
  state.setLink(at, login, world.now() - daysUnused * DAY);
  return () => (before ? state.putLink(at, before) : state.unlink(at));
}
