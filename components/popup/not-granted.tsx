import { ShieldCheck } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '../shared/button.tsx';
import styles from './here.module.css';
import type { PopupActions, PopupStores } from './types.ts';

/** A host of Procore that is not read yet: offered one at a time, by the browser's own question. */
export function NotGranted(props: { host: string; stores: PopupStores; actions: PopupActions }) {
  const { host, stores, actions } = props;
  const [refused, setRefused] = useState(false);
  const allow = async () => {
    setRefused(false);
    if (!(await actions.requestHost(host))) {
      setRefused(true);
      return;
    }
    if (await stores.settings.addHost(host)) await stores.scene.look();
  };
  return (
    <section class={`card ${styles.here}`} aria-labelledby="here-title">
      <h2 id="here-title">{i18n.t('popup.not_granted.title', [host])}</h2>
      <p>{i18n.t('popup.not_granted.text')}</p>
      {stores.settings.isLocked('zones') ? (
        <p>{i18n.t('popup.not_granted.locked')}</p>
      ) : (
        <div class="row">
          <Button look="primary" icon={ShieldCheck} onPress={() => void allow()}>
            {i18n.t('popup.not_granted.allow', [host])}
          </Button>
        </div>
      )}
      <p role="status">{refused && i18n.t('popup.not_granted.refused')}</p>
    </section>
  );
}
