import { AppFault } from '../../base/errors.ts';
import { mayBeZone } from '../../base/hosts.ts';
import { createRequester } from '../../http/request.ts';
import type { Clock, ProcoreEnvironment, Zone } from '../../base/types.ts';
import { procoreFault } from './api-faults.ts';
import { PROCORE_WORLDS } from './environments.ts';
import {
  Companies,
  CompanyBaseUrl,
  Item,
  Me,
  PermissionManifest,
  ProjectTools,
  WrappedIds,
  WrappedItem,
} from './schemas.ts';

/** How a call is made: where, with whose token, and until when. */
export type ProcoreCall = { environment: ProcoreEnvironment; accessToken: string; signal?: AbortSignal };

export type CompanyRef = { company: string };
export type ProjectRef = CompanyRef & { project: string };

export type ProcoreClient = ReturnType<typeof createProcoreClient>;

/**
 * Procore's reads, one method a call. They reject with AppFaults. `fetch` is a guarded one. Versions are per resource.
 * Source: developers.procore.com, REST reference, June 2026.
 */
export function createProcoreClient({ fetch, clock }: { fetch: typeof globalThis.fetch; clock: Clock }) {
  const rest = createRequester({ fetch, clock, judge: (refusal) => procoreFault(refusal, clock) });

  const asked = ({ environment, ...call }: ProcoreCall, path: string, company?: string) => ({
    ...call,
    url: `https://${PROCORE_WORLDS[environment].apiHost}/rest/${path}`,
    ...(company === undefined ? {} : { headers: { 'procore-company-id': id(company) } }),
  });

  return {
    /** Who signed in. */
    me: async (call: ProcoreCall) => rest({ ...asked(call, 'v1.0/me'), reply: Me }),

    /** The same within a company: with a name, and refused where the app is not installed. */
    meIn: async ({ company }: CompanyRef, call: ProcoreCall) =>
      rest({ ...asked(call, `v1.0/me?company_id=${id(company)}`, company), reply: Me }),

    companies: async (call: ProcoreCall) => rest({ ...asked(call, 'v1.0/companies'), reply: Companies }),

    /** The host the company's pages are on; '' where Procore names none we know as one. */
    zoneOf: async ({ company }: CompanyRef, call: ProcoreCall): Promise<Zone> => {
      const told = await rest({ ...asked(call, 'v1.0/company_base_url', company), reply: CompanyBaseUrl });
      const host = URL.parse(told.web_base_url)?.hostname ?? '';
      return mayBeZone(host) ? host : '';
    },

    /** What the person may do with each tool of the project. */
    permissions: async ({ company, project }: ProjectRef, call: ProcoreCall) =>
      rest({
        ...asked(call, `v1.0/settings/permissions?project_id=${id(project)}`, company),
        reply: PermissionManifest,
      }),

    tools: async ({ company, project }: ProjectRef, call: ProcoreCall) =>
      rest({ ...asked(call, `v1.0/projects/${id(project)}/tools`, company), reply: ProjectTools }),

    requisition: async (place: ProjectRef, item: string, call: ProcoreCall) =>
      rest({ ...asked(call, older('v1.1/requisitions', place, item), place.company), reply: Item }),

    paymentApplication: async (place: ProjectRef, item: string, call: ProcoreCall) =>
      rest({ ...asked(call, older('v1.0/payment_applications', place, item), place.company), reply: Item }),

    commitment: async (place: ProjectRef, item: string, call: ProcoreCall): Promise<Item> =>
      (
        await rest({
          ...asked(call, `${newer(place)}/commitment_contracts/${id(item)}`, place.company),
          reply: WrappedItem,
        })
      ).data,

    primeContract: async (place: ProjectRef, item: string, call: ProcoreCall): Promise<Item> =>
      (
        await rest({
          ...asked(call, `${newer(place)}/prime_contracts/${id(item)}`, place.company),
          reply: WrappedItem,
        })
      ).data,

    /** Ids of the project's prime contracts, as far as one page holds them. */
    primeContracts: async (place: ProjectRef, call: ProcoreCall): Promise<string[]> =>
      (
        await rest({ ...asked(call, `${newer(place)}/prime_contracts`, place.company), reply: WrappedIds })
      ).data.map((one) => one.id),

    /** A change order of a contract. `contract` may be '', where it is not known. */
    changeOrderPackage: async (place: ProjectRef, contract: string, item: string, call: ProcoreCall) => {
      const of = contract === '' ? '' : `&contract_id=${id(contract)}`;
      const path = `${older('v1.0/change_order_packages', place, item)}${of}`;
      return rest({ ...asked(call, path, place.company), reply: Item });
    },
  };
}

function older(resource: string, { project }: ProjectRef, item: string): string {
  return `${resource}/${id(item)}?project_id=${id(project)}`;
}

function newer({ company, project }: ProjectRef): string {
  return `v2.0/companies/${id(company)}/projects/${id(project)}`;
}

/** Ids are whole numbers; anything else came from somewhere it should not. */
function id(value: string): string {
  if (!/^\d{1,20}$/.test(value)) throw new AppFault('unexpected-reply', 'id');
  return encodeURIComponent(value);
}
