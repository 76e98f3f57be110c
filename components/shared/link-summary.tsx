import { Clock, UserRound } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Link, LinkReason } from '../../utils/domain/links/link.ts';
import type { Confirmation } from '../../utils/domain/links/tables.ts';
import type { ProjectState } from '../../utils/domain/links/store.ts';
import { Fill, slot } from './fill.tsx';
import styles from './link-summary.module.css';
import { OutsideText } from './outside-text.tsx';
import { StateMark, toneOf } from './state-mark.tsx';
import { Ago } from './time.tsx';

const WHY = {
  seen: () => i18n.t('state.why.seen'),
  'never-seen': () => i18n.t('state.why.never_seen'),
  'not-readable': () => i18n.t('state.why.not_readable'),
  'idle-days-over': () => i18n.t('state.why.idle_days_over'),
  'asked-to-log-in': () => i18n.t('state.why.asked_to_log_in'),
  'banner-not-readable': () => i18n.t('state.why.banner_not_readable'),
  'box-not-readable': () => i18n.t('state.why.box_not_readable'),
  'clock-set-back': () => i18n.t('state.why.clock_set_back'),
  'person-not-told': () => i18n.t('state.why.person_not_told'),
  'project-off': () => i18n.t('state.why.project_off'),
} as const satisfies Record<LinkReason, () => string>;

const FIX = {
  seen: () => i18n.t('state.fix.seen'),
  'never-seen': () => i18n.t('state.fix.never_seen'),
  'not-readable': () => i18n.t('state.fix.not_readable'),
  'idle-days-over': () => i18n.t('state.fix.idle_days_over'),
  'asked-to-log-in': () => i18n.t('state.fix.asked_to_log_in'),
  'banner-not-readable': () => i18n.t('state.fix.banner_not_readable'),
  'box-not-readable': () => i18n.t('state.fix.box_not_readable'),
  'clock-set-back': () => i18n.t('state.fix.clock_set_back'),
  'person-not-told': () => i18n.t('state.fix.person_not_told'),
  'project-off': () => i18n.t('state.fix.project_off'),
} as const satisfies Record<LinkReason, () => string>;

/** Why a link is as it is, and what to do about it, in plain sentences. */
export const whyOf = (reason: LinkReason): string => WHY[reason]();
export const fixOf = (reason: LinkReason): string => FIX[reason]();

const MEANING = {
  synced: () => i18n.t('state.meaning.synced'),
  'not-linked': () => i18n.t('state.meaning.not_linked'),
  'reauth-required': () => i18n.t('state.meaning.reauth_required'),
  unavailable: () => i18n.t('state.meaning.unavailable'),
} as const;

/** The name of a project, or its number where no page ever named it. */
export function ProjectTitle({ state }: { state: ProjectState }) {
  const { project } = state.link.key;
  const fallback =
    project === '' ? i18n.t('common.outside_project') : i18n.t('common.project_number', [project]);
  return <OutsideText text={state.name} fallback={fallback} />;
}

export function ProjectLocation({ zone, company }: { zone: string; company: string }) {
  if (company === '') return <span>{zone}</span>;
  return <span>{i18n.t('state.where', [zone, i18n.t('common.company_number', [company])])}</span>;
}

/** The state of one link in plain sentences, each with the sighting it rests on. */
export function LinkSummary({ state, children }: { state: ProjectState; children?: ComponentChildren }) {
  const { link } = state;
  const unsure = link.state === 'unknown' || link.state === 'unavailable';
  return (
    <div class={styles.summary} data-tone={toneOf(link)}>
      <div class={styles.head}>
        <StateMark link={link} large />
        {link.evidence && (
          <p class={styles.seen}>
            <Fill
              text={i18n.t('state.seen', [slot(0), slot(1)])}
              parts={[<ProjectTitle state={state} />, <Ago at={link.evidence.at} />]}
            />
          </p>
        )}
      </div>
      {link.state !== 'unknown' && <p>{MEANING[link.state]()}</p>}
      <dl class={styles.facts}>
        {unsure && (
          <>
            <dt>{i18n.t('state.why_label')}</dt>
            <dd>{whyOf(link.reason)}</dd>
            <dt>{i18n.t('state.fix_label')}</dt>
            <dd>{fixOf(link.reason)}</dd>
          </>
        )}
        {(link.state === 'synced' || (link.confirmation && link.state !== 'not-linked')) && (
          <>
            <dt>
              <UserRound size={14} aria-hidden="true" />
              {link.state === 'synced' ? i18n.t('state.who_label') : i18n.t('state.who_last')}
            </dt>
            <dd>
              <Who confirmation={link.confirmation} />
            </dd>
          </>
        )}
        {link.state === 'synced' && (
          <>
            <dt>
              <Clock size={14} aria-hidden="true" />
              {i18n.t('state.again_label')}
            </dt>
            <dd>
              <DaysLeft link={link} />
            </dd>
          </>
        )}
      </dl>
      {children}
    </div>
  );
}

function Who({ confirmation }: { confirmation: Confirmation | null }) {
  if (!confirmation) return <>{i18n.t('state.who_unknown')}</>;
  const { source, who, accountName, at } = confirmation;
  const sentence =
    source === 'docusign'
      ? i18n.t('state.who_proven', [slot(0), slot(1)])
      : i18n.t('state.who_confirmed', [slot(0), slot(1)]);
  return (
    <>
      <Fill
        text={sentence}
        parts={[
          <strong>
            <OutsideText text={who} />
          </strong>,
          <Ago at={at} />,
        ]}
      />
      {accountName !== '' && (
        <div class={styles.aside}>
          <Fill text={i18n.t('state.who_account', [slot(0)])} parts={[<OutsideText text={accountName} />]} />
        </div>
      )}
    </>
  );
}

function DaysLeft({ link: { countdown } }: { link: Link }) {
  if (!countdown) return <>{i18n.t('state.days_never')}</>;
  const { daysLeft, lastUseAt, warns } = countdown;
  return (
    <>
      <strong class={warns ? styles.warns : undefined}>{i18n.t('state.days_left', daysLeft)}</strong>
      <div class={styles.aside}>
        <Fill text={i18n.t('state.days_why', [slot(0)])} parts={[<Ago at={lastUseAt} />]} />
      </div>
    </>
  );
}
