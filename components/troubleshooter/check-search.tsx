import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { CheckId, Finding } from '../../utils/domain/diagnosis/types.ts';
import { checkTitle, stageName } from '../../utils/domain/diagnosis/sentence.ts';
import { isolatedText } from '../../utils/base/visible-text.ts';
import { Button } from '../shared/button.tsx';
import { SearchBox } from '../shared/search-box.tsx';
import styles from './check-search.module.css';
import { searchChecks } from './search-checks.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** Finds one check among all of them, before any of them ran as well as after. */
export function CheckSearch(props: {
  /** What is known already. */
  findings: readonly Finding[];
  onChoose: (check: CheckId) => void;
  onAll: () => void;
}) {
  const [query, setQuery] = useState('');
  const found = searchChecks(query);
  const searching = query.trim() !== '';
  const choose = (check: CheckId) => {
    setQuery('');
    props.onChoose(check);
  };
  return (
    <search class={styles.search}>
      <SearchBox
        label={i18n.t('troubleshooter.search.label')}
        query={query}
        onQuery={setQuery}
        onEnter={() => found[0] && choose(found[0].id)}
      />
      <p role="status" class={searching && found.length > 0 ? 'unseen' : undefined}>
        {searching &&
          (found.length > 0
            ? i18n.t('troubleshooter.search.count', found.length)
            : i18n.t('troubleshooter.search.none', [isolatedText(query)]))}
      </p>
      {searching && found.length === 0 && (
        <div class="row">
          <Button
            onPress={() => {
              setQuery('');
              props.onAll();
            }}
          >
            {i18n.t('troubleshooter.search.all')}
          </Button>
        </div>
      )}
      {found.length > 0 && (
        <ul class={styles.found} aria-label={i18n.t('troubleshooter.search.found')}>
          {found.map(({ id, stage }) => {
            const known = props.findings.find(({ check }) => check === id);
            return (
              <li key={id}>
                <button type="button" onClick={() => choose(id)}>
                  <span class={styles.title}>{checkTitle(id)}</span>{' '}
                  {known ? (
                    <VerdictMark verdict={known.verdict} />
                  ) : (
                    <span class={styles.quiet}>{stageName(stage)}</span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </search>
  );
}
