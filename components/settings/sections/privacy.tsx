import { Download, Shield, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { readEntry } from '../../../utils/domain/journal/entry.ts';
import { valueOf } from '../../../utils/storage/live.ts';
import { AskFirst } from '../../shared/ask-first.tsx';
import { Button } from '../../shared/button.tsx';
import { Note } from '../../shared/note.tsx';
import { OutsideText } from '../../shared/outside-text.tsx';
import { Moment } from '../../shared/time.tsx';
import { JournalState } from '../journal-state.tsx';
import { journalText } from '../journal-sentence.ts';
import type { JournalRow } from '../../../utils/domain/journal/tables.ts';
import styles from '../section.module.css';
import type { SettingsProps, SettingsSection } from '../types.ts';

function Stored({ privacy }: SettingsProps) {
  const stored = valueOf(privacy.stored.value);
  return (
    <div class={styles.group}>
      <h3>{i18n.t('settings.privacy.stored')}</h3>
      {stored && (
        <ul class={styles.bullets}>
          <li>{i18n.t('settings.privacy.stored_sightings', stored.sightings)}</li>
          <li>{i18n.t('settings.privacy.stored_projects', stored.projects)}</li>
          <li>{i18n.t('settings.privacy.stored_confirmations', stored.confirmations)}</li>
          <li>{i18n.t('settings.privacy.stored_runs', stored.runs)}</li>
          <li>{i18n.t('settings.privacy.stored_connections', stored.connections)}</li>
          <li>{i18n.t('settings.privacy.stored_procore', stored.procoreConnections)}</li>
        </ul>
      )}
      {privacy.unread.value > 0 && <Note>{i18n.t('settings.privacy.unread', privacy.unread.value)}</Note>}
      <p class={styles.help}>{i18n.t('settings.privacy.stored_not')}</p>
    </div>
  );
}

function Requests({ privacy }: SettingsProps) {
  const requests = valueOf(privacy.requests.value) ?? [];
  return (
    <div class={styles.group}>
      <h3 id="requests-title">{i18n.t('settings.privacy.requests')}</h3>
      {requests.length === 0 ? (
        <p class={styles.help}>{i18n.t('settings.privacy.requests_none')}</p>
      ) : (
        <>
          <p class={styles.help}>{i18n.t('settings.privacy.requests_newest', requests.length)}</p>
          <div class={styles.scroll} tabIndex={0} role="region" aria-labelledby="requests-title">
            <table class={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{i18n.t('settings.privacy.at')}</th>
                  <th scope="col">{i18n.t('settings.privacy.request')}</th>
                  <th scope="col">{i18n.t('settings.privacy.status')}</th>
                  <th scope="col">{i18n.t('settings.privacy.took')}</th>
                </tr>
              </thead>
              <tbody>
                {requests.map(({ id, at, method, host, path, status, took }) => (
                  <tr key={id}>
                    <td>
                      <Moment at={at} />
                    </td>
                    <td>
                      {method} <OutsideText text={`${host}${path}`} />
                    </td>
                    <td>{status === 0 ? i18n.t('settings.privacy.no_answer') : status}</td>
                    <td class={styles.number}>
                      {i18n.t('settings.privacy.milliseconds', [Math.round(took)])}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </div>
  );
}

function Journal({ privacy }: SettingsProps) {
  const entries = valueOf(privacy.journal.value) ?? [];
  return (
    <div class={styles.group}>
      <h3 id="journal-title">{i18n.t('settings.privacy.journal')}</h3>
      <p class={styles.help}>{i18n.t('settings.privacy.journal_about')}</p>
      {privacy.verdict.value && <JournalState verdict={privacy.verdict.value} />}
      {entries.length === 0 ? (
        <p class={styles.help}>{i18n.t('settings.privacy.journal_none')}</p>
      ) : (
        <div class={styles.scroll} tabIndex={0} role="region" aria-labelledby="journal-title">
          <table class={styles.table}>
            <thead>
              <tr>
                <th scope="col">{i18n.t('settings.privacy.at')}</th>
                <th scope="col">{i18n.t('settings.privacy.what')}</th>
                <th scope="col">{i18n.t('settings.privacy.detail')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((row) => (
                <Entry key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {entries.length > 0 && (
        <Button
          icon={Download}
          onPress={() =>
            void privacy.saveJournal((entry, row) => {
              const { what, detail } = journalText(entry, row);
              return detail === '' ? what : `${what} (${detail})`;
            })
          }
        >
          {i18n.t('settings.privacy.journal_export')}
        </Button>
      )}
    </div>
  );
}

function Entry({ row }: { row: JournalRow }) {
  const { what, detail } = journalText(readEntry(row), row);
  return (
    <tr>
      <td>
        <Moment at={row.at} />
      </td>
      <td>
        {what}
        {row.hash === undefined && <> ({i18n.t('journal.earlier_label')})</>}
      </td>
      <td>{detail !== '' && <OutsideText text={detail} />}</td>
    </tr>
  );
}

function Forget({ privacy }: SettingsProps) {
  const [asking, setAsking] = useState(false);
  return (
    <div class={styles.group}>
      <h3>{i18n.t('settings.privacy.forget')}</h3>
      <p class={styles.help}>{i18n.t('settings.privacy.forget_help')}</p>
      <Button look="danger" icon={Trash2} onPress={() => setAsking(true)}>
        {i18n.t('settings.privacy.forget')}
      </Button>
      <p role="status" class={styles.saved}>
        {privacy.forgotten.value && i18n.t('settings.privacy.forgotten')}
      </p>
      {asking && (
        <AskFirst
          title={i18n.t('settings.privacy.forget_title')}
          yes={i18n.t('settings.privacy.forget_yes')}
          onYes={() => {
            setAsking(false);
            void privacy.forget();
          }}
          onNo={() => setAsking(false)}
        >
          <p>{i18n.t('settings.privacy.forget_text')}</p>
        </AskFirst>
      )}
    </div>
  );
}

export const privacy: SettingsSection = {
  id: 'privacy',
  icon: Shield,
  title: () => i18n.t('settings.privacy.title'),
  about: () => i18n.t('settings.privacy.about'),
  words: () => i18n.t('settings.privacy.words'),
  items: [
    { id: 'stored', words: () => i18n.t('settings.privacy.stored'), View: Stored },
    { id: 'requests', words: () => i18n.t('settings.privacy.requests'), View: Requests },
    { id: 'journal', words: () => i18n.t('settings.privacy.journal'), View: Journal },
    { id: 'forget', words: () => i18n.t('settings.privacy.forget'), View: Forget },
  ],
};
