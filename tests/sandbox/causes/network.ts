/** Hosts that cannot be reached, and clocks that disagree. */
import { DOCUSIGN_HOSTS, PROCORE_API_HOSTS, PROCORE_ASSET_HOST } from '../hosts.ts';
import type { Fault } from '../world.ts';
import { change, spoil } from './change.ts';
import { HOME_ZONE, PROFILE } from './places.ts';
import type { Cause } from './types.ts';

const { login, rest } = DOCUSIGN_HOSTS.production;
const site = rest[0] ?? '';
const on = (how: Fault['how'], ...hosts: readonly string[]): Fault[] =>
  hosts.map((host) => ({ host, path: '/', how }));

const broken = (
  id: string,
  check: 'procore-reached' | 'docusign-reached',
  title: string,
  sentence: string,
  faults: readonly Fault[],
): Cause => ({ id, check, title, sentence, plant: (stage) => spoil(stage, faults), opens: PROFILE });

export const networkCauses: readonly Cause[] = [
  broken(
    'procore-unreachable',
    'procore-reached',
    'Procore cannot be reached',
    'Its pages, login, API and assets close the connection, as behind a firewall.',
    on(
      'refuse',
      HOME_ZONE,
      PROCORE_API_HOSTS.production.login,
      PROCORE_API_HOSTS.production.rest,
      PROCORE_ASSET_HOST,
    ),
  ),
  broken(
    'procore-api-blocked',
    'procore-reached',
    'Procore’s API and assets are blocked',
    'Pages come, but a filter closes the connection to the other hosts.',
    on('refuse', PROCORE_API_HOSTS.production.rest, PROCORE_ASSET_HOST),
  ),
  broken(
    'procore-down',
    'procore-reached',
    'Procore is down',
    'Pages of us02 answer 503.',
    on('down', HOME_ZONE),
  ),
  broken(
    'docusign-unreachable',
    'docusign-reached',
    'DocuSign’s login cannot be reached',
    'The login host closes the connection, as behind a firewall.',
    on('refuse', login),
  ),
  broken(
    'docusign-site-down',
    'docusign-reached',
    'The account’s DocuSign site is down',
    'Logging in works; everything about the account answers 503.',
    on('down', site),
  ),
  broken(
    'docusign-down',
    'docusign-reached',
    'DocuSign is down',
    'Login and accounts answer 503.',
    on('down', login, site),
  ),
  {
    id: 'clock-wrong',
    check: 'clock',
    title: 'The computer’s clock is wrong',
    sentence: 'The servers’ clocks are twenty minutes ahead of it.',
    plant: ({ world }) => change(world, { dateAhead: 20 * 60_000 }),
    opens: PROFILE,
  },
];
