import { i18n } from '#i18n';

/** Where the database cannot be read: said, instead of a state that nobody read. */
export function Unreadable() {
  return (
    <section class="card" aria-labelledby="unreadable-title">
      <h2 id="unreadable-title">{i18n.t('common.unreadable_title')}</h2>
      <p>{i18n.t('common.unreadable_text')}</p>
    </section>
  );
}
