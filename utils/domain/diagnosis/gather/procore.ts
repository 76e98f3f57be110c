import { type ConnectionId, idOf } from '../../connections/key.ts';
import type { AuthorizedCall } from '../../connections/provider.ts';
import { AppFault, toAppError } from '../../../base/errors.ts';
import type { ProcoreCompany, ProcoreConnection } from '../../connections/tables.ts';
import type { Clock } from '../../../base/types.ts';
import type { ProcoreCall, ProcoreClient, ProjectRef } from '../../../vendors/procore/client.ts';
import type { Item } from '../../../vendors/procore/schemas.ts';
import type { ITEM_TYPES } from '../../../vendors/procore/urls.ts';
import type { FactOf, Level, Subject, Why } from '../facts.ts';

/** More tools than any project has. */
const TOOLS_KEPT = 300;

export type ProcoreFactsReader = {
  [N in 'procore' | 'permissions' | 'tools' | 'item']: (subject: Subject) => Promise<FactOf<N>>;
};

/**
 * What our own connection with Procore tells of the person, asked anew. Each fact fails by itself and says why, and none
 * of them throws.
 */
export function createProcoreFacts({
  clock,
  client,
  connection,
  use,
}: {
  clock: Clock;
  client: ProcoreClient;
  /** The one that speaks for the person. */
  connection: () => Promise<ProcoreConnection | null>;
  /** Calls with a token that should work; throws `permission-refused` where a host is not granted. */
  use: <T>(id: ConnectionId, call: (reading: AuthorizedCall) => Promise<T>) => Promise<T>;
}): ProcoreFactsReader {
  const unknown = (why: Why, detail?: string) => {
    const told = detail === undefined ? {} : { detail: detail.slice(0, 200) };
    return { known: false, why, ...told, at: clock() } as const;
  };

  /** Asks within the subject's company; what is thrown becomes the reason. */
  const ask = async <T>(
    subject: Subject,
    call: (company: ProcoreCompany, call: ProcoreCall, row: ProcoreConnection) => Promise<T>,
  ) => {
    try {
      const row = await connection();
      if (!row) return unknown('not-connected');
      if (row.signedOutAt !== undefined) return unknown('signed-out', row.refusedAs);
      const company = companyOf(row, subject);
      if (!company) return unknown('not-found', 'company');
      const { environment } = row;
      const value = await use(idOf(row), (reading) => call(company, { environment, ...reading }, row));
      return { known: true, value, at: clock() } as const;
    } catch (thrown) {
      const { kind, detail } = toAppError(thrown);
      if (kind === 'sign-in-again') return unknown('signed-out', detail);
      if (kind === 'permission-refused') return unknown('not-granted', detail);
      return unknown(kind, detail);
    }
  };

  const inProject = <T>(subject: Subject, call: (place: ProjectRef, call: ProcoreCall) => Promise<T>) =>
    subject.project === ''
      ? Promise.resolve(unknown('no-project'))
      : ask(subject, ({ companyId }, how) => call({ company: companyId, project: subject.project }, how));

  return {
    procore: (subject) =>
      ask(subject, async (company, call, row) => {
        const me = await client.meIn({ company: company.companyId }, call);
        return {
          login: (me.login || row.login).slice(0, 254),
          name: me.name || row.name,
          companyId: company.companyId,
          companyName: company.companyName,
          zone:
            company.zone === '' ? await client.zoneOf({ company: company.companyId }, call) : company.zone,
        };
      }),

    permissions: (subject) =>
      inProject(subject, async (place, call) =>
        (await client.permissions(place, call)).tools.slice(0, TOOLS_KEPT).map((tool) => ({
          name: tool.name.trim().toLowerCase(),
          label: tool.friendly_name || tool.name,
          level: levelOf(tool.user_access_level?.name),
          available: tool.available_for_user === true,
        })),
      ),

    tools: (subject) =>
      inProject(subject, async (place, call) =>
        (await client.tools(place, call)).slice(0, TOOLS_KEPT).map((tool) => ({
          name: tool.engine_name.trim().toLowerCase(),
          label: tool.title || tool.engine_name,
          active: tool.is_active === true,
        })),
      ),

    item: (subject) => {
      const { item } = subject;
      if (!item || item.id === '') return Promise.resolve(unknown('no-item'));
      const read = READERS[item.type];
      if (!read) return Promise.resolve(unknown('not-offered'));
      if (!/^\d+$/.test(item.id)) return Promise.resolve(unknown('no-item'));
      return inProject(subject, async (place, call) => {
        const told = await read(client, place, item.id, call);
        return { type: item.type, status: statusOf(told.status), executed: told.executed };
      });
    },
  };
}

type ReadItem = (client: ProcoreClient, place: ProjectRef, id: string, call: ProcoreCall) => Promise<Item>;

/** The items Procore's API is asked about; it tells no more than the page of the others. */
const READERS: Partial<Record<(typeof ITEM_TYPES)[number], ReadItem>> = {
  'subcontractor-invoice': (client, place, id, call) => client.requisition(place, id, call),
  'owner-invoice': (client, place, id, call) => client.paymentApplication(place, id, call),
  commitment: (client, place, id, call) => client.commitment(place, id, call),
  'prime-contract': (client, place, id, call) => client.primeContract(place, id, call),
  'prime-change-order': async (client, place, id, call) =>
    client.changeOrderPackage(place, await onlyPrimeContract(client, place, call), id, call),
};

/** Procore wants to know the contract of a change order, and its page does not say: most projects have one alone. */
async function onlyPrimeContract(
  client: ProcoreClient,
  place: ProjectRef,
  call: ProcoreCall,
): Promise<string> {
  try {
    const [contract = '', ...more] = await client.primeContracts(place, call);
    return more.length === 0 ? contract : '';
  } catch (thrown) {
    call.signal?.throwIfAborted();
    if (thrown instanceof AppFault && thrown.error.kind === 'sign-in-again') throw thrown;
    return '';
  }
}

/** The subject's own company; where its page named none, the only one there can be. */
function companyOf({ companies }: ProcoreConnection, { company, zone }: Subject): ProcoreCompany | undefined {
  if (company !== '') {
    const listed = companies.find(({ companyId }) => companyId === company);
    // Procore lists free companies only when asked, and a list may be cut: the id is good all the same.
    return listed ?? { companyId: company, companyName: '', zone: '', problem: null };
  }
  const there = companies.filter((one) => one.zone === zone);
  const candidates = there.length > 0 ? there : companies;
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** Procore's names are None, Read Only, Standard and Admin; compared loosely, since forms differ between its answers. */
function levelOf(name: string | undefined): Level {
  const word = (name ?? '').toLowerCase().replace(/[^a-z]/g, '');
  switch (word) {
    case 'none':
    case 'noaccess':
      return 'none';
    case 'readonly':
    case 'read':
      return 'read-only';
    case 'standard':
      return 'standard';
    case 'admin':
    case 'administrator':
      return 'admin';
    default:
      return 'unknown';
  }
}

function statusOf(status: string): string {
  return status
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
}
