import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { mayBeZone } from '../../utils/base/hosts.ts';
import type { OtherProjects, ProjectGroup, ProjectState } from '../../utils/domain/links/store.ts';
import type { Live } from '../../utils/storage/live.ts';
import { ProjectTitle, ProjectLocation } from '../shared/link-summary.tsx';
import { Button } from '../shared/button.tsx';
import { OutsideLink } from '../shared/outside-link.tsx';
import { StateMark } from '../shared/state-mark.tsx';
import { Ago } from '../shared/time.tsx';
import styles from './projects.module.css';

const FILTER_FROM = 7;
/** Rows drawn at first, and with each press for more: hundreds of them make the popup wait, and nobody reads them. */
const DRAWN = 50;

/** Every other project that a page was read of, each with its own state and date. */
export function Projects({
  others,
  person,
  wantAll,
}: {
  others: Live<OtherProjects>;
  person: string;
  /** All of them are needed: those read so far are the ones seen last. */
  wantAll: () => void;
}) {
  const [wanted, setWanted] = useState('');
  const [drawn, setDrawn] = useState(DRAWN);
  if (others.status !== 'ready') return null;
  const { groups, count, areAll } = others.value;
  const found = groups
    .map((group) => ({ ...group, projects: group.projects.filter((state) => matches(state, wanted)) }))
    .filter(({ projects }) => projects.length > 0);
  const shown = firstOf(found, drawn);
  const left = (areAll || wanted !== '' ? countOf(found) : count) - countOf(shown);
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
          onInput={(event) => {
            wantAll();
            setWanted(event.currentTarget.value);
          }}
        />
      )}
      {count === 0 && <p class={styles.quiet}>{i18n.t('popup.others_none')}</p>}
      <p role="status" class={styles.quiet}>
        {count > 0 && areAll && shown.length === 0 && i18n.t('popup.others_no_match')}
      </p>
      {shown.map((group) => (
        <div key={`${group.zone} ${group.company}`}>
          <h3 class={styles.where}>
            <ProjectLocation zone={group.zone} company={group.company} />
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
      {left > 0 && (
        <Button
          look="quiet"
          onPress={() => {
            wantAll();
            setDrawn(drawn + DRAWN);
          }}
        >
          {i18n.t('popup.others_more', [String(left)])}
        </Button>
      )}
    </section>
  );
}

const countOf = (groups: readonly ProjectGroup[]): number =>
  groups.reduce((sum, { projects }) => sum + projects.length, 0);

/** The first so many projects, in the order in which they are shown. */
function firstOf(groups: readonly ProjectGroup[], most: number): ProjectGroup[] {
  let room = most;
  return groups.flatMap((group) => {
    const projects = group.projects.slice(0, room);
    room -= projects.length;
    return projects.length > 0 ? [{ ...group, projects }] : [];
  });
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
