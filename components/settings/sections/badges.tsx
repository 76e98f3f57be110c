import { Tag } from 'lucide-preact';
import { i18n } from '#i18n';
import { ELEMENT_KINDS, type ElementKind } from '../../../utils/base/types.ts';
import { ByOrganization } from '../../shared/field.tsx';
import { Saved } from '../saved.tsx';
import styles from '../section.module.css';
import type { SettingsProps, SettingsSection } from '../types.ts';

const KINDS: Record<ElementKind, { name: () => string; help: () => string }> = {
  'link-row': {
    name: () => i18n.t('settings.badges.link_row'),
    help: () => i18n.t('settings.badges.link_row_help'),
  },
  'send-button': {
    name: () => i18n.t('settings.badges.send_button'),
    help: () => i18n.t('settings.badges.send_button_help'),
  },
  'sign-toggle': {
    name: () => i18n.t('settings.badges.sign_toggle'),
    help: () => i18n.t('settings.badges.sign_toggle_help'),
  },
  banner: {
    name: () => i18n.t('settings.badges.banner'),
    help: () => i18n.t('settings.badges.banner_help'),
  },
  'enable-box': {
    name: () => i18n.t('settings.badges.enable_box'),
    help: () => i18n.t('settings.badges.enable_box_help'),
  },
};

/** One switch a kind, so that the search finds each by its name. */
function switchOf(kind: ElementKind) {
  const { name, help } = KINDS[kind];
  return function BadgeSwitch({ store }: SettingsProps) {
    return (
      <div class={styles.tick}>
        <input
          id={`badge-${kind}`}
          type="checkbox"
          checked={store.settings.value.badges[kind]}
          disabled={store.isLocked('badges')}
          aria-describedby={`badge-${kind}-help`}
          onChange={(event) => void store.save({ badges: { [kind]: event.currentTarget.checked } })}
        />
        <label for={`badge-${kind}`}>{name()}</label>
        <p class={styles.help} id={`badge-${kind}-help`}>
          {help()}
        </p>
      </div>
    );
  };
}

function Footer({ store }: SettingsProps) {
  return (
    <>
      {store.isLocked('badges') && <ByOrganization />}
      <Saved store={store} name="badges" />
    </>
  );
}

export const badges: SettingsSection = {
  id: 'badges',
  icon: Tag,
  title: () => i18n.t('settings.badges.title'),
  about: () => i18n.t('settings.badges.about'),
  words: () => i18n.t('settings.badges.words'),
  items: [
    ...ELEMENT_KINDS.map((kind) => ({
      id: kind,
      words: () => `${KINDS[kind].name()} ${KINDS[kind].help()}`,
      View: switchOf(kind),
    })),
    { id: 'footer', words: () => '', View: Footer, always: true },
  ],
};
