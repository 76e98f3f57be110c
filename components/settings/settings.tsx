import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ErrorNote } from '../shared/error-note.tsx';
import { SearchBox } from '../shared/search-box.tsx';
import { PolicyNotes } from './policy-notes.tsx';
import { isolatedText } from '../../utils/base/visible-text.ts';
import { searchSections } from './search.ts';
import { sections } from './sections/index.ts';
import styles from './settings.module.css';
import type { SettingsProps } from './types.ts';

/** Every setting on one page, found by searching or by section. */
export function SettingsPage(props: SettingsProps) {
  const { store } = props;
  const [query, setQuery] = useState('');
  const found = searchSections(sections, query);
  const searching = query.trim() !== '';
  return (
    <div class={styles.page}>
      <header class={styles.header}>
        <h1>{i18n.t('settings.title')}</h1>
        <div class={styles.search}>
          <SearchBox label={i18n.t('settings.search')} query={query} onQuery={setQuery} />
        </div>
      </header>
      <nav class={styles.nav} aria-label={i18n.t('settings.sections')}>
        <ul>
          {found.map(({ id, icon: Icon, title }) => (
            <li key={id}>
              <a href={`#${id}`}>
                <Icon size={16} aria-hidden="true" />
                {title()}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main class={styles.main}>
        <p role="status" class={searching && found.length > 0 ? 'unseen' : undefined}>
          {searching &&
            (found.length > 0
              ? i18n.t('settings.search_count', found.length)
              : i18n.t('settings.search_none', [isolatedText(query)]))}
        </p>
        <ErrorNote
          error={store.problem.value ?? props.privacy.problem.value}
          onDismiss={() => {
            store.dismiss();
            props.privacy.dismiss();
          }}
        />
        <PolicyNotes store={store} />
        {found.map(({ id, title, about, items }) => (
          <section key={id} id={id} class={`card ${styles.section}`} aria-labelledby={`${id}-title`}>
            <div>
              <h2 id={`${id}-title`} tabIndex={-1}>
                {title()}
              </h2>
              <p class={styles.about}>{about()}</p>
            </div>
            {items.map(({ id: itemId, View }) => (
              <View key={itemId} {...props} />
            ))}
          </section>
        ))}
      </main>
    </div>
  );
}
