import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { CLEARABLE_HOSTS, type ClearableHost } from '../../utils/domain/site-data/hosts.ts';
import type { SiteData, SiteFacts } from '../../utils/domain/diagnosis/facts.ts';
import type { ClearedSite } from '../../utils/domain/site-data/clear-sites.ts';
import { AskFirst } from '../shared/ask-first.tsx';
import { Note } from '../shared/note.tsx';
import { TimeContext } from '../shared/time.tsx';
import styles from './troubleshooter.module.css';

const unknown = { known: false, why: 'unexpected-reply', at: 0 } as const;
const NOT_LOOKED_AT = { cookies: unknown, data: unknown };

/** What would be cleared, before anything is: the person picks the hosts and sees how much each holds. */
export function ClearSites(props: {
  /** What each host keeps, as just counted. */
  found: SiteFacts;
  /** The hosts this trouble is about: those start ticked. */
  suggested: readonly string[];
  /** Null when nothing is to be cleared, also when the question went away unanswered. */
  onDecide: (hosts: ClearableHost[] | null) => void;
}) {
  const [hosts, setHosts] = useState<readonly ClearableHost[]>(
    CLEARABLE_HOSTS.filter((host) => props.suggested.includes(host)),
  );
  const { onDecide } = props;
  const decideRef = useRef(onDecide);
  useEffect(() => {
    decideRef.current = onDecide;
  }, [onDecide]);
  useEffect(() => () => decideRef.current(null), []);
  return (
    <AskFirst
      title={i18n.t('troubleshooter.clear.title')}
      yes={i18n.t('troubleshooter.clear.yes')}
      onYes={() => onDecide(hosts.length === 0 ? null : [...hosts])}
      onNo={() => onDecide(null)}
    >
      <p>{i18n.t('troubleshooter.clear.text')}</p>
      <ul class={styles.hosts}>
        {CLEARABLE_HOSTS.map((host) => (
          <li key={host}>
            <label>
              <input
                type="checkbox"
                checked={hosts.includes(host)}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  setHosts((before) => (checked ? [...before, host] : before.filter((one) => one !== host)));
                }}
              />
              <span>{host}</span>{' '}
              <span class={styles.quiet}>
                <Kept {...(props.found.find((one) => one.host === host) ?? NOT_LOOKED_AT)} />
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p class={styles.quiet}>{i18n.t('troubleshooter.clear.shared')}</p>
    </AskFirst>
  );
}

/** What became of each host. */
export function Cleared({ sites }: { sites: readonly ClearedSite[] }) {
  return (
    <Note tone={sites.every(({ failed }) => failed === null) ? 'good' : 'info'}>
      <ul class={styles.hosts} aria-label={i18n.t('troubleshooter.clear.outcome')}>
        {sites.map((site) => (
          <li key={site.host}>{sentence(site)}</li>
        ))}
      </ul>
    </Note>
  );
}

function sentence({ host, cookies, failed }: ClearedSite): string {
  if (failed === null) return i18n.t('troubleshooter.clear.done', cookies, [host, String(cookies)]);
  return cookies > 0
    ? i18n.t('troubleshooter.clear.partly', [host])
    : i18n.t('troubleshooter.clear.failed', [host]);
}

/** What goes with a host, in figures where they are known, and why where they are not. */
function Kept({ cookies, data }: Pick<SiteFacts[number], 'cookies' | 'data'>) {
  const { language } = useContext(TimeContext);
  const first = cookies.known
    ? i18n.t('troubleshooter.clear.cookies', cookies.value)
    : i18n.t('troubleshooter.clear.cookies_uncounted');
  if (data.known) {
    const all = [first, ...countsOf(data.value, language)];
    return <>{new Intl.ListFormat(language, { type: 'unit' }).format(all)}</>;
  }
  const rest =
    data.why === 'no-page'
      ? i18n.t('troubleshooter.clear.data_elsewhere')
      : i18n.t('troubleshooter.clear.data_uncounted');
  return <>{`${first}. ${rest}`}</>;
}

function countsOf({ entries, databases, caches, bytes }: SiteData, language: string): string[] {
  const size = (kilobytes: number) =>
    kilobytes.toLocaleString(language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });
  return [
    entries === null ? '' : i18n.t('troubleshooter.clear.entries', entries),
    databases === null ? '' : i18n.t('troubleshooter.clear.databases', databases),
    caches === null ? '' : i18n.t('troubleshooter.clear.caches', caches),
    bytes === null ? '' : size(Math.ceil(bytes / 1000)),
  ].filter(Boolean);
}
