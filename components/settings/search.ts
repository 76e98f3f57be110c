import { matcher } from '../../utils/base/search.ts';
import type { SettingsSection } from './types.ts';

/** The sections and settings that have every word of the query in them; all of them for an empty one. */
export function searchSections(sections: readonly SettingsSection[], query: string): SettingsSection[] {
  const matches = matcher(query);
  return sections.flatMap((section) => {
    const whole = `${section.title()} ${section.about()} ${section.words()}`;
    if (matches(whole)) return [section];
    const found = section.items.filter(
      (item) => !item.always && matches(`${section.title()} ${item.words()}`),
    );
    const items = section.items.filter((item) => item.always || found.includes(item));
    return found.length > 0 ? [{ ...section, items }] : [];
  });
}
