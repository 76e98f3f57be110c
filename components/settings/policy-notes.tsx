import { i18n } from '#i18n';
import { isolatedText } from '../../utils/base/visible-text.ts';
import type { Refused, RefusedWhy } from '../../utils/domain/settings/parse-policy.ts';
import type { SettingsStore } from '../../utils/domain/settings/store.ts';
import { Note } from '../shared/note.tsx';

const WHY: Record<RefusedWhy, (what: string) => string> = {
  unknown: (what) => i18n.t('settings.refused_why.unknown', [what]),
  type: (what) => i18n.t('settings.refused_why.type', [what]),
  value: (what) => i18n.t('settings.refused_why.value', [what]),
  'too-many': (what) => i18n.t('settings.refused_why.too_many', [what]),
};

function sentence({ name, item, why }: Refused): string {
  const what =
    item === null
      ? isolatedText(name)
      : i18n.t('settings.refused_item', [isolatedText(name), isolatedText(item)]);
  return WHY[why](what);
}

/** What of the organization's settings is not in force, and why. */
export function PolicyNotes({ store }: { store: SettingsStore }) {
  const refused = store.refused.value;
  return (
    <>
      {store.policy.value === 'unreadable' && <Note>{i18n.t('settings.policy_unreadable')}</Note>}
      {refused.length > 0 && (
        <Note>
          <p>{i18n.t('settings.refused_policy')}</p>
          <ul>
            {refused.map((part) => (
              <li key={`${part.name} ${part.item}`}>{sentence(part)}</li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
}
