/** The languages the sandbox speaks. Other codes of the same language (fr-FR, de-DE, ja-JP, es-ES, en-US …) are taken as these. */
export const LOCALES = ['en', 'en-GB', 'es', 'fr', 'fr-CA', 'de', 'ja', 'zh-SG'] as const;
export type Locale = (typeof LOCALES)[number];

const LANGUAGE_NAMES: Record<Locale, string> = {
  en: 'English (United States)',
  'en-GB': 'English (United Kingdom)',
  es: 'Español',
  fr: 'Français (France)',
  'fr-CA': 'Français (Canada)',
  de: 'Deutsch',
  ja: '日本語',
  'zh-SG': '中文（新加坡）',
};

export const languageName = (locale: Locale) => LANGUAGE_NAMES[locale];

/** The sandbox's language for a locale code as Procore's component library spells them (`fr-FR`, `ja-JP`); null when it has none. */
export function localeOf(code: string): Locale | null {
  const exact = LOCALES.find((locale) => locale.toLowerCase() === code.toLowerCase());
  if (exact) return exact;
  const language = code.split('-')[0]?.toLowerCase();
  if (language === 'zh') return 'zh-SG';
  return LOCALES.find((locale) => locale === language) ?? null;
}
