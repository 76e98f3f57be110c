import { Copy, Download } from 'lucide-preact';
import { useContext, useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { buildReport } from '../../utils/domain/diagnosis/report/build.ts';
import { sizeOf, toJson } from '../../utils/domain/diagnosis/report/json.ts';
import { toMarkdown } from '../../utils/domain/diagnosis/report/markdown.ts';
import { type Group, GROUPS, type Report } from '../../utils/domain/diagnosis/report/report.ts';
import type { Facts } from '../../utils/domain/diagnosis/facts.ts';
import type { Diagnosis } from '../../utils/domain/diagnosis/types.ts';
import { groupName, leftOutSentence } from '../../utils/domain/diagnosis/report/report-sentence.ts';
import { Button } from '../shared/button.tsx';
import { TimeContext } from '../shared/time.tsx';
import styles from './report.module.css';

const MARKDOWN = 'text/markdown';
const JSON_TYPE = 'application/json';

/** What somebody who helps is to get: the person sees all of it, and decides what is in it. */
export function ReportCard(props: {
  facts: Facts;
  diagnosis: Pick<Diagnosis, 'findings'>;
  version: string;
  /** False where the browser did not do it. */
  copy: (text: string) => Promise<boolean>;
  save: (name: string, text: string, type: string) => Promise<boolean>;
}) {
  const { facts, diagnosis, version } = props;
  const { now, language } = useContext(TimeContext);
  const [keep, setKeep] = useState<ReadonlySet<Group>>(new Set());
  const [told, setTold] = useState('');
  const id = useId();

  const offered = useMemo(
    () => offersOf(buildReport({ facts, diagnosis, app: version, madeAt: 0, keep: new Set() })),
    [facts, diagnosis, version],
  );
  // What is shown is what goes, to the letter, so it is made once for all three buttons.
  const { report, markdown, json } = useMemo(() => {
    const report = buildReport({ facts, diagnosis, app: version, madeAt: now.peek(), keep });
    return { report, markdown: toMarkdown(report), json: toJson(report) };
  }, [facts, diagnosis, version, now, keep]);

  const size = (text: string) =>
    (sizeOf(text) / 1000).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const nameAs = (ending: string) =>
    `countersign-report-${new Date(report.madeAt).toISOString().slice(0, 10)}.${ending}`;
  const tick = (group: Group, ticked: boolean) => {
    setTold('');
    setKeep(new Set(ticked ? [...keep, group] : [...keep].filter((one) => one !== group)));
  };
  const copy = async () => {
    const done = await props.copy(markdown);
    setTold(done ? i18n.t('report.copied') : i18n.t('report.not_copied'));
  };
  const save = async (name: string, text: string, type: string) => {
    const done = await props.save(name, text, type);
    setTold(done ? i18n.t('report.saved', [name]) : i18n.t('report.not_saved'));
  };

  return (
    <section class={`card ${styles.report}`} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{i18n.t('report.title')}</h2>
      <p>{i18n.t('report.text_for_you')}</p>
      {offered.length > 0 && (
        <fieldset class={styles.groups} aria-describedby={`${id}-help`}>
          <legend>{i18n.t('report.put_back')}</legend>
          <p id={`${id}-help`} class={styles.quiet}>
            {i18n.t('report.put_back_help')}
          </p>
          {offered.map(({ group, count }) => (
            <label key={group}>
              <input
                type="checkbox"
                checked={keep.has(group)}
                onChange={(event) => tick(group, event.currentTarget.checked)}
              />
              <span>
                {groupName(group)} <span class={styles.quiet}>({i18n.t('report.values', count)})</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div class={styles.part}>
        <h3>{i18n.t('report.left_out_title')}</h3>
        {report.leftOut.length === 0 ? (
          <p>{i18n.t('report.left_out_nothing')}</p>
        ) : (
          <ul class={styles.list}>
            {report.leftOut.map((one) => (
              <li key={`${one.what} ${one.why}`}>{leftOutSentence(one)}</li>
            ))}
          </ul>
        )}
      </div>
      <details class={styles.preview}>
        <summary>{i18n.t('report.preview')}</summary>
        <pre tabIndex={0} role="region" aria-label={i18n.t('report.preview_label')} dir="ltr">
          {markdown}
        </pre>
      </details>
      <p class={styles.quiet}>{i18n.t('report.size', [size(markdown), size(json)])}</p>
      <div class="row">
        <Button look="primary" icon={Copy} onPress={() => void copy()}>
          {i18n.t('report.copy')}
        </Button>
        <Button icon={Download} onPress={() => void save(nameAs('md'), markdown, MARKDOWN)}>
          {i18n.t('report.save_markdown')}
        </Button>
        <Button icon={Download} onPress={() => void save(nameAs('json'), json, JSON_TYPE)}>
          {i18n.t('report.save_json')}
        </Button>
      </div>
      <p role="status" class={styles.status}>
        {told}
      </p>
    </section>
  );
}

/** The groups there is something to tick for, in their order. */
function offersOf({ leftOut }: Report): { group: Group; count: number }[] {
  return GROUPS.flatMap((group) => {
    const found = leftOut.find(({ what, why }) => what === group && why === 'not-asked');
    return found ? [{ group, count: found.count }] : [];
  });
}
