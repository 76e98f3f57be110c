import { Globe, Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { BUILT_IN_ZONES, mayBeZone } from '../../../utils/base/hosts.ts';
import { zoneHost } from '../../../utils/domain/settings/schema.ts';
import { Button } from '../../shared/button.tsx';
import { ByOrganization, Field } from '../../shared/field.tsx';
import styles from '../section.module.css';
import type { SettingsProps, SettingsSection } from '../types.ts';

function HostList({ store }: SettingsProps) {
  const { zones } = store.settings.value;
  const locked = store.isLocked('zones');
  const [removed, setRemoved] = useState('');
  const remove = async (host: string) => {
    setRemoved('');
    if (await store.removeHost(host)) setRemoved(host);
  };
  return (
    <div class={styles.group}>
      <ul class={styles.list}>
        {BUILT_IN_ZONES.map((host) => (
          <li key={host}>
            <span>{host}</span>
            <span class={styles.help}>{i18n.t('settings.hosts.built_in')}</span>
          </li>
        ))}
        {zones.map((host) => (
          <li key={host}>
            <span>{host}</span>
            {locked ? (
              <span class={styles.help}>{i18n.t('settings.hosts.added')}</span>
            ) : (
              <Button
                look="quiet"
                label={i18n.t('settings.hosts.remove', [host])}
                onPress={() => void remove(host)}
              >
                {i18n.t('settings.hosts.remove_button')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {zones.length === 0 && <p class={styles.help}>{i18n.t('settings.hosts.none')}</p>}
      {locked && <ByOrganization />}
      <p role="status" class={styles.saved}>
        {removed !== '' &&
          `${i18n.t('settings.hosts.removed', [removed])} ${i18n.t('settings.hosts.badges_gone')}`}
      </p>
    </div>
  );
}

function AddHost({ store, requestHost }: SettingsProps) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  if (store.isLocked('zones')) return null;

  const add = async () => {
    const host = readHost(typed);
    const fault = judgeHost(host, store.settings.value.zones);
    setWrong(fault);
    if (fault !== null) return;
    if (!(await requestHost(host))) {
      setWrong(i18n.t('settings.hosts.add_refused'));
      return;
    }
    if (await store.addHost(host)) setTyped('');
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Field label={i18n.t('settings.hosts.add')} help={i18n.t('settings.hosts.add_help')} wrong={wrong}>
        {({ id, describedBy, invalid }) => (
          <div class={styles.addRow}>
            <input
              id={id}
              class="input"
              autocomplete="off"
              spellcheck={false}
              inputMode="url"
              aria-describedby={describedBy}
              aria-invalid={invalid}
              value={typed}
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                setWrong(null);
              }}
            />
            <Button icon={Plus} submit onPress={() => void add()}>
              {i18n.t('settings.hosts.add_button')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}

/** The host in what was typed: an address copied from the address bar is as good as the bare name. */
export function readHost(typed: string): string {
  const text = typed.trim().toLowerCase();
  return URL.parse(text.includes('://') ? text : `https://${text}`)?.hostname ?? text;
}

function judgeHost(host: string, zones: readonly string[]): string | null {
  if (!mayBeZone(host) || !zoneHost().safeParse(host).success) return i18n.t('settings.hosts.add_wrong');
  const read = [...BUILT_IN_ZONES, ...zones].some((zone) => zone === host);
  return read ? i18n.t('settings.hosts.add_twice') : null;
}

export const hosts: SettingsSection = {
  id: 'hosts',
  icon: Globe,
  title: () => i18n.t('settings.hosts.title'),
  about: () => i18n.t('settings.hosts.about'),
  words: () => i18n.t('settings.hosts.words'),
  items: [
    { id: 'list', words: () => BUILT_IN_ZONES.join(' '), View: HostList },
    { id: 'add', words: () => i18n.t('settings.hosts.add'), View: AddHost },
  ],
};
