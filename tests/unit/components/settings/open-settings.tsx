import { signal } from '@preact/signals';
import { vi } from 'vitest';
import { SettingsPage } from '../../../../components/settings/settings.tsx';
import type { SettingsProps } from '../../../../components/settings/types.ts';
import type { AppError } from '../../../../utils/base/errors.ts';
import type { JournalRow } from '../../../../utils/domain/journal/tables.ts';
import type { JournalVerdict } from '../../../../utils/domain/journal/verify.ts';
import type { PrivacyStore, StoredCounts } from '../../../../utils/domain/own-data/store.ts';
import type { RequestRecord } from '../../../../utils/http/guarded-fetch.ts';
import type { Live } from '../../../../utils/storage/live.ts';
import { connectionStore, procoreStore, settingsStore, show } from '../kit.tsx';

/** The settings page as it stands with these facts, and what its actions were called with. */
export function openSettings(
  facts: Parameters<typeof settingsStore>[0] & {
    requests?: RequestRecord[];
    journal?: JournalRow[];
    verdict?: JournalVerdict;
    unread?: number;
    docusign?: Parameters<typeof connectionStore>[0];
    procore?: Parameters<typeof procoreStore>[0];
  } = {},
) {
  const store = settingsStore(facts);
  const privacy = {
    requests: signal<Live<RequestRecord[]>>({ status: 'ready', value: facts.requests ?? [] }),
    journal: signal<Live<JournalRow[]>>({ status: 'ready', value: facts.journal ?? [] }),
    verdict: signal<JournalVerdict | null>(facts.verdict ?? null),
    saveJournal: vi.fn<PrivacyStore['saveJournal']>(async () => undefined),
    stored: signal<Live<StoredCounts>>({
      status: 'ready',
      value: { sightings: 12, projects: 1, confirmations: 0, runs: 2, connections: 1, procoreConnections: 0 },
    }),
    unread: signal(facts.unread ?? 0),
    problem: signal<AppError | null>(null),
    forgotten: signal(false),
    forget: vi.fn(async () => undefined),
    dismiss: vi.fn(),
  };
  const docusign = connectionStore(facts.docusign);
  const procore = procoreStore(facts.procore);
  const requestHost = vi.fn<SettingsProps['requestHost']>(async () => true);
  const copy = vi.fn<SettingsProps['copy']>(async () => true);
  const props: SettingsProps = {
    store,
    privacy,
    docusign,
    procore,
    procoreRedirects: {
      production: 'https://abc.chromiumapp.org/procore/production',
      sandbox: 'https://abc.chromiumapp.org/procore/sandbox',
    },
    redirectAddresses: {
      production: 'https://abc.chromiumapp.org/docusign/production',
      demo: 'https://abc.chromiumapp.org/docusign/demo',
    },
    copy,
    requestHost,
    version: '0.1.0',
    extensionId: 'abc',
  };
  const { container } = show(<SettingsPage {...props} />);
  return { store, privacy, docusign, procore, requestHost, copy, container };
}
