import * as z from 'zod/mini';
import { lazy } from '../../base/lazy.ts';
import { ELEMENT_KINDS, ENVIRONMENTS, PROCORE_ENVIRONMENTS } from '../../base/types.ts';

/** A DocuSign integration key is a GUID. It is public: it names the app, it opens nothing by itself. */
export const integrationKey = lazy(() =>
  z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)),
);

/** The id of the company's own Procore app. Public, as every client id; its form is not documented. */
export const procoreClientId = lazy(() => z.string().check(z.regex(/^[\w.-]{6,200}$/)));

/**
 * The secret of that app, as typed or as the organization set it: no setting, and never with the settings. Its form is
 * not documented either; what is shorter than this could not be kept out of the log.
 */
export const procoreClientSecret = lazy(() => z.string().check(z.regex(/^[\x21-\x7e]{8,200}$/)));

/** Another Procore web host the person (or the organization) added, beside the built-in ones. */
export const zoneHost = lazy(() =>
  z.string().check(z.regex(/^(?:[a-z0-9-]{1,63}\.){1,2}procore(?:gov)?\.com$/)),
);

const badgeSwitches = () =>
  Object.fromEntries(ELEMENT_KINDS.map((kind) => [kind, z.boolean()])) as Record<
    (typeof ELEMENT_KINDS)[number],
    ReturnType<typeof z.boolean>
  >;

const fields = {
  environment: () => z.enum(ENVIRONMENTS),
  integrationKey: () => z.union([z.literal(''), integrationKey()]),
  procoreEnvironment: () => z.enum(PROCORE_ENVIRONMENTS),
  procoreClientId: () => z.union([z.literal(''), procoreClientId()]),
  zones: () => z.array(zoneHost()).check(z.maxLength(20)),
  /** The idle day on which the warning starts, of the 30 after which Procore asks to log in again. */
  warningDay: () => z.int().check(z.gte(1), z.lte(29)),
  badges: () => z.strictObject(badgeSwitches()),
} as const;

export type Settings = { [N in keyof typeof fields]: z.infer<ReturnType<(typeof fields)[N]>> };
export type SettingName = keyof Settings;

/** What a person, or an enterprise policy, may set: any part of it. Unknown names are refused, so a typo is seen. */
export const settingsPatch = lazy(() =>
  z.strictObject({
    environment: z.optional(fields.environment()),
    integrationKey: z.optional(fields.integrationKey()),
    procoreEnvironment: z.optional(fields.procoreEnvironment()),
    procoreClientId: z.optional(fields.procoreClientId()),
    zones: z.optional(fields.zones()),
    warningDay: z.optional(fields.warningDay()),
    badges: z.optional(z.partial(fields.badges())),
  }),
);
export type SettingsPatch = z.infer<ReturnType<typeof settingsPatch>>;

export const DEFAULT_SETTINGS: Settings = {
  environment: 'production',
  integrationKey: '',
  procoreEnvironment: 'production',
  procoreClientId: '',
  zones: [],
  warningDay: 23,
  badges: { 'link-row': true, 'send-button': true, 'sign-toggle': true, banner: true, 'enable-box': true },
};
