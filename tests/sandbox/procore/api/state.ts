/** What Procore's login and REST API remember beside the pages' own state, and the ways in which they can be turned. */
import type { ProcoreEnvironment } from '../../hosts.ts';
import type { CompanyKey, PersonKey, ZoneHost } from '../zones.ts';
import { type ProcoreApp, seedProcoreApps } from './apps.ts';

export type Code = {
  person: PersonKey;
  clientId: string;
  redirectUri: string;
  expiresAt: number;
  challenge: { value: string; method: string } | null;
};
export type Tokens = {
  person: PersonKey;
  clientId: string;
  access: string;
  refresh: string;
  createdAt: number;
  expiresAt: number;
  /** Its refresh token was exchanged for another; the access token lives on until it expires. */
  spent: boolean;
};

/** The shapes in which Procore's resources tell an error. Sources: developers.procore.com, error reference; the SDK; the OpenAPI text. */
export const ERROR_SHAPES = [
  'errors',
  'fields',
  'error',
  'error-object',
  'code-message',
  'message',
  'html',
] as const;
export type ErrorShape = (typeof ERROR_SHAPES)[number];

/** What public papers leave open, or a test wants turned. */
export type ProcoreApiSwitches = {
  /** PKCE is not documented: a verifier is ignored, or judged when a challenge came with the login. */
  verifier: 'ignored' | 'checked';
  /** The invite answers 202; whether with `{}` or with nothing is not documented. */
  inviteAnswers: 'object' | 'nothing';
  /** One shape for every REST error; null: each as it comes. */
  errorShape: ErrorShape | null;
  /** Calls of one person through one app in an hour, and in 10 seconds. The numbers are those of the vendor's examples. */
  hourlyLimit: number;
  spikeLimit: number;
  /** Seconds in the Retry-After of a 429; null: no such header. The vendor's pages disagree. */
  retryAfter: number | null;
  /** Origins the vendor opened to web pages for the app. */
  corsOrigins: string[];
  /** Whether its preflight allows credentials. It did not when js-sdk issue 24 was written. */
  corsCredentials: boolean;
};

/** Everybody's. The same as at DocuSign, for whoever tries the sandbox by hand. */
export const PASSWORD = 'signature';

const createSwitches = (): ProcoreApiSwitches => ({
  verifier: 'ignored',
  inviteAnswers: 'object',
  errorShape: null,
  hourlyLimit: 600,
  spikeLimit: 25,
  retryAfter: null,
  corsOrigins: [],
  corsCredentials: false,
});

type Environment = {
  apps: ProcoreApp[];
  codes: Map<string, Code>;
  tokens: Tokens[];
  /** Cookies of the login host. */
  sessions: Map<string, PersonKey>;
  /** `${person} ${clientId}` of those who pressed Allow. */
  allowed: Set<string>;
};
const createEnvironment = (environment: ProcoreEnvironment): Environment => ({
  apps: seedProcoreApps(environment),
  codes: new Map(),
  tokens: [],
  sessions: new Map(),
  allowed: new Set(),
});

export type ProcoreApiState = ReturnType<typeof createProcoreApiState>;

export function createProcoreApiState() {
  const notInstalled = new Set<string>();
  const counts = new Map<string, { hour: number; calls: number; spike: number; spikes: number }>();
  const api = {
    production: createEnvironment('production'),
    sandbox: createEnvironment('sandbox'),
    switches: createSwitches(),
    counts,

    /** Apps work in the companies that installed them. */
    installed: (zone: ZoneHost, company: CompanyKey): boolean => !notInstalled.has(`${zone} ${company}`),
    setInstalled(zone: ZoneHost, company: CompanyKey, installed: boolean): void {
      if (installed) notInstalled.delete(`${zone} ${company}`);
      else notInstalled.add(`${zone} ${company}`);
    },
    /** Every login of every app is over, as after Revoke under My Connected Apps. */
    endTokens(): void {
      for (const environment of [api.production, api.sandbox]) {
        environment.tokens.length = 0;
        environment.allowed.clear();
      }
    },
    reset(): void {
      Object.assign(api.production, createEnvironment('production'));
      Object.assign(api.sandbox, createEnvironment('sandbox'));
      Object.assign(api.switches, createSwitches());
      notInstalled.clear();
      counts.clear();
    },
  };
  return api;
}
