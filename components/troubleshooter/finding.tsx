import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { checksOf, isTrouble } from '../../utils/domain/diagnosis/diagnose.ts';
import type { Facts } from '../../utils/domain/diagnosis/facts.ts';
import type { Finding as FindingData, FixId } from '../../utils/domain/diagnosis/types.ts';
import {
  checkTitle,
  findingSentence,
  needSentence,
  whySentence,
} from '../../utils/domain/diagnosis/sentence.ts';
import { factName } from '../../utils/domain/diagnosis/report/report-sentence.ts';
import { isolatedText } from '../../utils/base/visible-text.ts';
import { Fill, slot } from '../shared/fill.tsx';
import { Ago } from '../shared/time.tsx';
import { CopyLink, type Share } from './copy-link.tsx';
import styles from './finding.module.css';
import { FixButtons } from './fix-buttons.tsx';
import { VerdictMark } from './verdict-mark.tsx';

/** One check's result: open where something is wrong, folded where it is not. */
export function FindingCard(props: {
  finding: FindingData;
  facts: Facts;
  /** Null in a report that somebody else sent: nothing can be done about it from here. */
  onFix: ((fix: FixId, finding: FindingData) => void) | null;
  /** It is the most likely reason: its remedy alone stands out. */
  isCause: boolean;
  busy: boolean;
  /** Left out where this result is not one's own to lead others to. */
  share?: Share | undefined;
}) {
  const { finding, facts, share } = props;
  const title = useId();
  const unknown = finding.verdict === 'could-not-tell' ? unknownFacts(finding, facts) : [];
  return (
    <details
      class={styles.finding}
      open={isTrouble(finding)}
      data-check={finding.check}
      data-verdict={finding.verdict}
    >
      <summary aria-labelledby={title}>
        <span id={title} class={styles.head}>
          <span class={styles.title}>{checkTitle(finding.check)}</span>{' '}
          <VerdictMark verdict={finding.verdict} />
        </span>
      </summary>
      <div class={styles.body}>
        <p>{findingSentence(finding, isolatedText)}</p>
        {finding.needs.length > 0 && (
          <ul class={styles.needs}>
            {finding.needs.map((need) => (
              <li key={need}>{needSentence(need)}</li>
            ))}
          </ul>
        )}
        {unknown.length > 0 && <p class={styles.quiet}>{unknown.join(' ')}</p>}
        {finding.evidence.length > 0 && (
          <p class={styles.quiet}>
            <Fill
              text={i18n.t('troubleshooter.rests_on', [finding.evidence.map(factName).join(', '), slot(0)])}
              parts={[<Ago at={finding.at} />]}
            />
          </p>
        )}
        {props.onFix && finding.verdict !== 'pass' && finding.verdict !== 'not-applicable' && (
          <FixButtons
            fixes={finding.fixes}
            strong={props.isCause}
            busy={props.busy}
            onFix={(fix) => props.onFix?.(fix, finding)}
          />
        )}
        {share && <CopyLink check={finding.check} {...share} />}
      </div>
    </details>
  );
}

/** Why the facts a check wanted are not there. */
function unknownFacts({ check }: FindingData, facts: Facts): string[] {
  const [{ reads } = { reads: [] }] = checksOf({ check });
  const reasons = reads.flatMap((name) => {
    const fact = facts[name];
    return fact.known || fact.why === 'left-out' ? [] : [whySentence(fact.why)];
  });
  return [...new Set(reasons)];
}
