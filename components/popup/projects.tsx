import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { mayBeZone } from '../../utils/hosts.ts';
import type { ProjectGroup, ProjectState } from '../../utils/stores/ledger.ts';
import type { Live } from '../../utils/stores/live.ts';
import { ProjectTitle, Whereabouts } from '../shared/link-summary.tsx';
import { OutsideLink } from '../shared/outside-link.tsx';
import { StateMark } from '../shared/state-mark.tsx';
import { Ago } from '../shared/time.tsx';
import styles from './projects.module.css';

const FILTER_FROM = 7;

/** Every other project that a page was read of, each with its own state and date. */
export function Projects({ others, person }: { others: Live<ProjectGroup[]>; person: string }) {
  const [wanted, setWanted] = useState('');
  if (others.status !== 'ready') return null;
  const groups = others.value;
  const count = groups.reduce((sum, { projects }) => sum + projects.length, 0);
  const shown = groups
    .map((group) => ({ ...group, projects: group.projects.filter((state) => matches(state, wanted)) }))
    .filter(({ projects }) => projects.length > 0);
  return (
    <section class={`card ${styles.others}`} aria-labelledby="others-title">
      <div class={styles.head}>
        <h2 id="others-title">{i18n.t('popup.others')}</h2>
        {count > 0 && <span class={styles.quiet}>{i18n.t('popup.others_count', count)}</span>}
      </div>
      {count >= FILTER_FROM && (
        <input
          class="input"
          type="search"
          placeholder={i18n.t('popup.others_filter')}
          aria-label={i18n.t('popup.others_filter')}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      {count === 0 && <p class={styles.quiet}>{i18n.t('popup.others_none')}</p>}
      <p role="status" class={styles.quiet}>
        {count > 0 && shown.length === 0 && i18n.t('popup.others_no_match')}
      </p>
      {shown.map((group) => (
        <div key={`${group.zone} ${group.company}`}>
          <h3 class={styles.where}>
            <Whereabouts zone={group.zone} company={group.company} />
          </h3>
          <ul class={styles.list}>
            {group.projects.map((state) => (
              <Row
                key={`${state.link.key.person} ${state.link.key.project}`}
                state={state}
                somebodyElse={isSomebodyElse(state, person)}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function matches({ name, link }: ProjectState, wanted: string): boolean {
  const text = `${name} ${link.key.project} ${link.key.zone}`.toLocaleLowerCase();
  return text.includes(wanted.trim().toLocaleLowerCase());
}

/** True where both are known and differ: one computer, several Procore users. */
function isSomebodyElse({ link }: ProjectState, person: string): boolean {
  return person !== '' && link.key.person !== '' && link.key.person !== person;
}

function Row({ state, somebodyElse }: { state: ProjectState; somebodyElse: boolean }) {
  const { link, lastSeen } = state;
  const at = (link.evidence ?? lastSeen)?.at;
  const home = homeOf(state);
  return (
    <li class={styles.row}>
      <div class={styles.name}>
        {home ? (
          <OutsideLink href={home} signed={false}>
            <ProjectTitle state={state} />
          </OutsideLink>
        ) : (
          <ProjectTitle state={state} />
        )}
        <div class={styles.quiet}>
          {at !== undefined && <Ago at={at} />}
          {somebodyElse && ` · ${i18n.t('popup.other_person')}`}
          {link.state === 'synced' && link.countdown && (
            <>
              {' · '}
              {i18n.t('state.again_label')} {i18n.t('state.days_left', link.countdown.daysLeft)}
            </>
          )}
        </div>
      </div>
      <StateMark link={link} />
    </li>
  );
}

/** The project's home page. Its address is the one every tool of a project shares; source: developers.procore.com, "Side panel view keys". */
function homeOf({ link }: ProjectState): string | null {
  const { zone, project } = link.key;
  return mayBeZone(zone) && /^\d+$/.test(project) ? `https://${zone}/${project}/project/home` : null;
}
