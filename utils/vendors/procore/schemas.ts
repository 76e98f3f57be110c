import * as z from 'zod/mini';
import { shown } from '../shown.ts';

/**
 * Shapes of Procore's answers, as far as they are used. Ids are numbers in the older calls and strings in the newer
 * ones: always strings here. Sources: Procore's OpenAPI text and developers.procore.com, June 2026.
 */

/** A number beyond 2^53 has lost digits on the way in: better no id than another one's. */
export const ProcoreId = z.pipe(
  z.union([z.string().check(z.regex(/^\d{1,20}$/)), z.int().check(z.nonnegative())]),
  z.transform(String),
);

const flag = z._default(z.catch(z.nullable(z.boolean()), null), null);

/** `GET /me`. The name comes only with a company. */
export const Me = z.object({ id: ProcoreId, login: shown, name: shown });
export type Me = z.output<typeof Me>;

const Company = z.object({ id: ProcoreId, name: shown, is_active: flag });
/** `GET /companies`. */
export const Companies = z.array(Company);

/** `GET /company_base_url`. */
export const CompanyBaseUrl = z.object({ zone: shown, web_base_url: shown });

const ManifestTool = z.object({
  name: shown,
  friendly_name: shown,
  available_for_user: flag,
  user_access_level: z.catch(z.optional(z.nullable(z.object({ name: shown }))), undefined),
});
/** `GET /settings/permissions`: what the person may do with each tool. */
export const PermissionManifest = z.object({ tools: z.array(ManifestTool) });
export type ManifestTool = z.output<typeof ManifestTool>;

const ProjectTool = z.object({ engine_name: shown, title: shown, is_active: flag });
/** `GET /projects/{id}/tools`. */
export const ProjectTools = z.array(ProjectTool);

/** What is read of any item; invoices have no `executed`. */
export const Item = z.object({ status: shown, executed: flag });
export type Item = z.output<typeof Item>;

/** The second version's answers carry what is meant under `data`. */
export const WrappedItem = z.object({ data: Item });
export const WrappedIds = z.object({ data: z.array(z.object({ id: ProcoreId })) });
