import { PanelRight, Stethoscope, UserCheck } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ProjectState } from '../../utils/domain/links/store.ts';
import { Button } from '../shared/button.tsx';
import { ConfirmWho } from '../shared/confirm-who.tsx';
import { LinkSummary, ProjectTitle, ProjectLocation } from '../shared/link-summary.tsx';
import { Offers, offersFor } from '../shared/offers.tsx';
import { Unreadable } from '../shared/unreadable.tsx';
import styles from './here.module.css';
import { NotGranted } from './not-granted.tsx';
import type { PopupActions, PopupStores } from './types.ts';

/** The page in front: its link, or why there is none to tell of. */
export function Here(props: {
  stores: PopupStores;
  actions: PopupActions;
  /** Guided steps are under way: no others are offered. */
  running: boolean;
}) {
  const { stores, actions } = props;
  const scene = stores.scene.context.value;
  const here = stores.ledger.active.value;
  switch (scene.status) {
    case 'not-procore':
      return <Plain title={i18n.t('popup.not_procore.title')} text={i18n.t('popup.not_procore.text')} />;
    case 'no-project':
      return (
        <Plain
          title={i18n.t('popup.no_project.title')}
          text={i18n.t('popup.no_project.text')}
          where={scene.zone}
        />
      );
    case 'not-granted':
      return <NotGranted host={scene.host} stores={stores} actions={actions} />;
    case 'loading':
    case 'project':
      if (here.status === 'failed') return <Unreadable />;
      if (here.status === 'ready' && here.value) {
        return <Project {...props} state={here.value} />;
      }
      return (
        <section class={`card ${styles.here}`} aria-busy="true" aria-label={i18n.t('common.loading')}>
          <div class={`bone ${styles.boneTitle}`} />
          <div class={`bone ${styles.boneState}`} />
          <div class={`bone ${styles.boneText}`} />
        </section>
      );
  }
}

function Plain({ title, text, where }: { title: string; text: string; where?: string }) {
  return (
    <section class={`card ${styles.here} ${styles.plain}`} aria-label={i18n.t('popup.here')}>
      {where && <p class={styles.where}>{where}</p>}
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  );
}

function Project(props: {
  state: ProjectState;
  stores: PopupStores;
  actions: PopupActions;
  running: boolean;
}) {
  const { state, stores, actions } = props;
  const { runs, connection } = stores;
  const [confirming, setConfirming] = useState(false);
  const { link, company } = state;
  const guided = offersFor(state).first !== null || props.running;
  const connected = connection.current.value;
  return (
    <section class={`card ${styles.here}`} aria-labelledby="here-title">
      <div>
        <p class={styles.where}>
          <ProjectLocation zone={link.key.zone} company={company} />
        </p>
        <h2 id="here-title">
          <ProjectTitle state={state} />
        </h2>
      </div>
      <LinkSummary state={state} />
      {confirming ? (
        <ConfirmWho
          connection={connected.status === 'ready' ? connected.value : null}
          busy={runs.busy.value === 'confirmAccount'}
          onCancel={() => setConfirming(false)}
          onConfirm={(answer) => {
            void runs.confirm({ key: link.key, ...answer }).then((done) => {
              if (done) setConfirming(false);
            });
          }}
        />
      ) : (
        <div class="row">
          {!props.running && <Offers state={state} onStart={actions.start} />}
          <Button look={guided ? 'plain' : 'primary'} icon={PanelRight} onPress={actions.openPanel}>
            {i18n.t('common.open_panel')}
          </Button>
          <Button icon={Stethoscope} label={i18n.t('troubleshooter.open_label')} onPress={actions.findOut}>
            {i18n.t('troubleshooter.open')}
          </Button>
          {link.state === 'synced' && !link.confirmation && (
            <Button look="quiet" icon={UserCheck} onPress={() => setConfirming(true)}>
              {i18n.t('popup.confirm')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
