import { Timer } from 'lucide-preact';
import { i18n } from '#i18n';
import { Field } from '../../shared/field.tsx';
import { Saved } from '../saved.tsx';
import styles from '../section.module.css';
import type { SettingsProps, SettingsSection } from '../types.ts';
import { useDraft } from '../use-draft.ts';

function WarningDay({ store }: SettingsProps) {
  const locked = store.isLocked('warningDay');
  const draft = useDraft({
    stored: String(store.settings.value.warningDay),
    read: (text) => text.trim(),
    judge: (text) =>
      /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 29
        ? null
        : i18n.t('settings.countdown.day_wrong'),
    save: (text) => store.save({ warningDay: Number(text) }),
  });
  return (
    <div>
      <Field
        label={i18n.t('settings.countdown.day')}
        help={i18n.t('settings.countdown.day_help')}
        wrong={draft.wrong}
        locked={locked}
      >
        {({ id, describedBy, invalid }) => (
          <input
            id={id}
            class={`input ${styles.short}`}
            inputMode="numeric"
            autocomplete="off"
            disabled={locked}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            {...draft.input}
          />
        )}
      </Field>
      <Saved store={store} name="warningDay" />
    </div>
  );
}

export const countdown: SettingsSection = {
  id: 'countdown',
  icon: Timer,
  title: () => i18n.t('settings.countdown.title'),
  about: () => i18n.t('settings.countdown.about'),
  words: () => i18n.t('settings.countdown.words'),
  items: [{ id: 'day', words: () => i18n.t('settings.countdown.day'), View: WarningDay }],
};
