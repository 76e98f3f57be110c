import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { checksOf, isTrouble, troublesOf } from '../../utils/domain/diagnosis/diagnose.ts';
import type { Facts } from '../../utils/domain/diagnosis/facts.ts';
import {
  type Diagnosis,
  type Finding as FindingData,
  type FixId,
  STAGES,
} from '../../utils/domain/diagnosis/types.ts';
import { stageName } from '../../utils/domain/diagnosis/sentence.ts';
import type { Share } from './copy-link.tsx';
import { FindingCard } from './finding.tsx';
import styles from './troubleshooter.module.css';

/** The findings by stage: what is wrong stands open on top, the rest folded below. */
export function Tree(props: {
  diagnosis: Diagnosis;
  facts: Facts;
  busy: boolean;
  onFix: ((fix: FixId, finding: FindingData) => void) | null;
  share?: Share;
  /** What comes after what is wrong and before the rest. */
  children?: ComponentChildren;
}) {
  const { findings } = props.diagnosis;
  const troubles = troublesOf(findings);
  const rest = findings.filter((finding) => !isTrouble(finding));
  const untold = rest.filter(({ verdict }) => verdict === 'could-not-tell').length;
  const passed = rest.filter(({ verdict }) => verdict === 'pass').length;
  return (
    <>
      {troubles.length > 0 && <Stages {...props} findings={findings.filter(isTrouble)} />}
      {props.children}
      {rest.length > 0 && (
        <details class={styles.folded}>
          <summary>{i18n.t('troubleshooter.rest', [passed, untold, rest.length - passed - untold])}</summary>
          <Stages {...props} findings={rest} />
        </details>
      )}
    </>
  );
}

function Stages(props: {
  diagnosis: Diagnosis;
  findings: readonly FindingData[];
  facts: Facts;
  busy: boolean;
  onFix: ((fix: FixId, finding: FindingData) => void) | null;
  share?: Share;
}) {
  return (
    <>
      {STAGES.map((stage) => {
        const here = props.findings.filter(({ check }) => checksOf({ check })[0]?.stage === stage);
        return (
          here.length > 0 && (
            <div key={stage} class={styles.stage}>
              <h3>{stageName(stage)}</h3>
              {here.map((finding) => (
                <FindingCard
                  key={`${finding.check} ${finding.verdict}`}
                  finding={finding}
                  facts={props.facts}
                  isCause={finding.check === props.diagnosis.cause?.check}
                  busy={props.busy}
                  onFix={props.onFix}
                  share={props.share}
                />
              ))}
            </div>
          )
        );
      })}
    </>
  );
}
