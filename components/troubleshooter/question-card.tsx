import { useEffect, useId, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { type AnswerOf, type QuestionId, QUESTIONS } from '../../utils/domain/diagnosis/questions.ts';
import { answerText, questionText } from '../../utils/domain/diagnosis/sentence.ts';
import { Button } from '../shared/button.tsx';
import styles from './troubleshooter.module.css';

/** One short question that only the person can answer. */
export function QuestionCard<Q extends QuestionId>(props: {
  question: Q;
  onAnswer: (answer: AnswerOf<Q>) => void;
}) {
  const title = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const firstRef = useRef(true);
  useEffect(() => {
    // The answer to the last question took its buttons away: the next question gets the focus, the first one does not.
    if (!firstRef.current && document.activeElement === document.body) heading.current?.focus();
    firstRef.current = false;
  }, [props.question]);
  const answers: readonly AnswerOf<Q>[] = QUESTIONS[props.question];
  return (
    <section class={styles.question} aria-labelledby={title} role="group">
      <p class={styles.quiet}>{i18n.t('troubleshooter.only_you')}</p>
      <h3 id={title} ref={heading} tabIndex={-1}>
        {questionText(props.question)}
      </h3>
      <div class={styles.answers}>
        {answers.map((answer) => (
          <Button key={answer} onPress={() => props.onAnswer(answer)}>
            {answerText(props.question, answer)}
          </Button>
        ))}
      </div>
    </section>
  );
}
