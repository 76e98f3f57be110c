import { i18n } from '#i18n';
import { type AnswerOf, type QuestionId, QUESTIONS } from '../../utils/domain/diagnosis/questions.ts';
import type { Pass, TroubleshooterStore } from '../../utils/domain/diagnosis/store.ts';
import type { Finding as FindingData, FixId } from '../../utils/domain/diagnosis/types.ts';
import {
  answerText,
  checkTitle,
  findingSentence,
  needSentence,
  questionText,
} from '../../utils/domain/diagnosis/sentence.ts';
import { isolatedText } from '../../utils/base/visible-text.ts';
import { Button } from '../shared/button.tsx';
import { Note } from '../shared/note.tsx';
import type { Share } from './copy-link.tsx';
import { QuestionCard } from './question-card.tsx';
import { Tree } from './tree.tsx';
import styles from './troubleshooter.module.css';

/** The most likely reason in one sentence, or that all is well. */
export function Cause({ pass: { diagnosis, which } }: { pass: Pick<Pass, 'diagnosis' | 'which'> }) {
  const { cause, findings } = diagnosis;
  const untold = findings.filter(({ verdict }) => verdict === 'could-not-tell').length;
  if (cause) {
    return (
      <div class={styles.cause} data-verdict={cause.verdict}>
        <p class={styles.quiet}>{i18n.t('troubleshooter.likely')}</p>
        <p>{findingSentence(cause, isolatedText)}</p>
      </div>
    );
  }
  const single = which !== 'all' && 'check' in which ? findings[0] : undefined;
  if (single) {
    return (
      <div class={styles.cause} data-verdict={single.verdict}>
        <p>{findingSentence(single, isolatedText)}</p>
      </div>
    );
  }
  const needs = new Set(findings.flatMap((finding) => finding.needs.slice(0, 1)));
  return (
    <div class={styles.cause} data-verdict={untold === 0 ? 'pass' : 'could-not-tell'}>
      <p>{untold === 0 ? i18n.t('troubleshooter.well') : i18n.t('troubleshooter.well_so_far', untold)}</p>
      {needs.size > 0 && (
        <>
          <p class={styles.quiet}>{i18n.t('troubleshooter.to_tell_more')}</p>
          <ul class={styles.changes}>
            {[...needs].map((need) => (
              <li key={need}>{needSentence(need)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What a pass found, what it changed, what it asks, and what it was told. */
export function Results(props: {
  store: TroubleshooterStore;
  pass: Pass;
  busy: boolean;
  onFix: (fix: FixId, finding: FindingData) => void;
  actions: Share;
}) {
  const { store, pass } = props;
  const { diagnosis, facts } = pass;
  return (
    <>
      <Changes store={store} />
      <Tree diagnosis={diagnosis} facts={facts} busy={props.busy} onFix={props.onFix} share={props.actions}>
        {diagnosis.question && !props.busy && (
          <QuestionCard
            question={diagnosis.question}
            onAnswer={(answer) => diagnosis.question && store.answer(diagnosis.question, answer)}
          />
        )}
      </Tree>
      <Given store={store} pass={pass} />
    </>
  );
}

/** What is different since the pass before. */
function Changes({ store }: { store: TroubleshooterStore }) {
  const changes = store.changes.value;
  if ((store.progress.value && !store.isAutomatic.value) || !store.isRepeat.value) return null;
  if (changes.length === 0) return <Note>{i18n.t('troubleshooter.change.none')}</Note>;
  const words = {
    fixed: (title: string) => i18n.t('troubleshooter.change.fixed', [title]),
    new: (title: string) => i18n.t('troubleshooter.change.new', [title]),
    still: (title: string) => i18n.t('troubleshooter.change.still', [title]),
    tells: (title: string) => i18n.t('troubleshooter.change.tells', [title]),
    unsure: (title: string) => i18n.t('troubleshooter.change.unsure', [title]),
  };
  return (
    <Note tone={changes.some(({ kind }) => kind === 'fixed') ? 'good' : 'info'}>
      <strong>{i18n.t('troubleshooter.change.title')}</strong>
      <ul class={styles.changes}>
        {changes.map(({ check, kind }) => (
          <li key={check}>{words[kind](checkTitle(check))}</li>
        ))}
      </ul>
    </Note>
  );
}

/** What the person answered in this pass, each of which they can take back. */
function Given({ store, pass }: { store: TroubleshooterStore; pass: Pass }) {
  const given = (Object.keys(QUESTIONS) as QuestionId[]).flatMap((question) => {
    const answer: AnswerOf<QuestionId> | undefined = pass.facts.answers[question];
    return answer === undefined ? [] : [{ question, answer }];
  });
  if (given.length === 0) return null;
  return (
    <details class={styles.folded}>
      <summary>{i18n.t('troubleshooter.answers', given.length)}</summary>
      <ul class={styles.given}>
        {given.map(({ question, answer }) => (
          <li key={question}>
            <span>
              {questionText(question)} <strong>{answerText(question, answer as never)}</strong>
            </span>
            <Button look="quiet" onPress={() => store.answer(question, null)}>
              {i18n.t('troubleshooter.ask_again')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
