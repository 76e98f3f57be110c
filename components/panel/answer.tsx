import {
  ArrowLeft,
  Check,
  Copy,
  FileText,
  ListChecks,
  type LucideIcon,
  Signature,
  SquareCheck,
  Stethoscope,
  ToggleRight,
} from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Question } from '../../utils/domain/pages/items.ts';
import type { Sighting } from '../../utils/domain/links/tables.ts';
import type { ProjectState } from '../../utils/domain/links/store.ts';
import type { ElementKind } from '../../utils/base/types.ts';
import { Button } from '../shared/button.tsx';
import { Fill, slot } from '../shared/fill.tsx';
import { ProjectTitle } from '../shared/link-summary.tsx';
import { Ago } from '../shared/time.tsx';
import { isolatedText } from '../../utils/base/visible-text.ts';
import styles from './answer.module.css';
import { type PanelAnswer, answerTo } from './answers.ts';

const KINDS: Record<ElementKind, { icon: LucideIcon; name: () => string }> = {
  'link-row': { icon: ListChecks, name: () => i18n.t('panel.kind.link_row') },
  'send-button': { icon: Signature, name: () => i18n.t('panel.kind.send_button') },
  'sign-toggle': { icon: ToggleRight, name: () => i18n.t('panel.kind.sign_toggle') },
  banner: { icon: FileText, name: () => i18n.t('panel.kind.banner') },
  'enable-box': { icon: SquareCheck, name: () => i18n.t('panel.kind.enable_box') },
};

/** The explanation of one element: what was read, what it means, who can act, what comes next. */
export function AnswerView(props: {
  question: Question;
  state: ProjectState | null;
  /** The newest reading of this kind of element, where there is one. */
  lastRead: Sighting | null;
  version: string;
  copy: (text: string) => Promise<boolean>;
  /** Looks for the reason in everything that can be known. */
  onFindOut: () => void;
  onBack: () => void;
}) {
  const { question, state, lastRead } = props;
  const { icon: Icon, name } = KINDS[question.kind];
  const link = state?.link ?? null;
  const title = useRef<HTMLHeadingElement>(null);
  // A new question is a new page to whoever does not see it.
  useEffect(() => title.current?.focus(), [question.at]);
  const disabled = lastRead?.says === question.says && lastRead.disabled;
  const answer = answerTo({
    kind: question.kind,
    says: question.says,
    item: question.item,
    disabled,
    link,
    who: link?.confirmation ? isolatedText(link.confirmation.who) : '',
    soon: link?.countdown?.warns ? i18n.t('state.days_left', link.countdown.daysLeft) : '',
  });
  return (
    <section class={`card ${styles.answer}`} aria-labelledby="question-title">
      <div class={styles.head}>
        <Icon size={20} aria-hidden="true" />
        <div>
          <h2 id="question-title" ref={title} tabIndex={-1}>
            {name()}
          </h2>
          {state && (
            <p class={styles.asked}>
              <Fill
                text={i18n.t('panel.asked', [slot(0), slot(1)])}
                parts={[<ProjectTitle state={state} />, <Ago at={question.at} />]}
              />
            </p>
          )}
        </div>
      </div>
      <Parts answer={answer} greyed={disabled && question.kind !== 'send-button'} />
      {answer.unknown && <Report facts={factsOf(question, props.version)} copy={props.copy} />}
      <div class="row">
        <Button icon={Stethoscope} label={i18n.t('troubleshooter.open_label')} onPress={props.onFindOut}>
          {i18n.t('troubleshooter.open')}
        </Button>
        <Button look="quiet" icon={ArrowLeft} onPress={props.onBack}>
          {i18n.t('panel.back')}
        </Button>
      </div>
    </section>
  );
}

function Parts({ answer, greyed }: { answer: PanelAnswer; greyed: boolean }) {
  return (
    <dl class={styles.parts}>
      <dt>{i18n.t('panel.read_label')}</dt>
      <dd>
        {answer.read} {greyed && i18n.t('panel.disabled')}
      </dd>
      <dt>{i18n.t('panel.means_label')}</dt>
      <dd class={styles.means}>{answer.means}</dd>
      {answer.buttons && (
        <>
          <dt>{i18n.t('panel.buttons_label')}</dt>
          <dd>{answer.buttons}</dd>
        </>
      )}
      <dt>{i18n.t('panel.who_label')}</dt>
      <dd>{answer.who}</dd>
      <dt>{i18n.t('panel.next_label')}</dt>
      <dd class={styles.next}>{answer.next}</dd>
    </dl>
  );
}

/** What a report needs and nothing that is anybody's: no ids, no names, no address. */
function factsOf({ kind, says, zone, item }: Question, version: string): string {
  return [`Countersign ${version}`, kind, says, zone, item.split(':')[0] ?? ''].filter(Boolean).join(' · ');
}

function Report({ facts, copy }: { facts: string; copy: (text: string) => Promise<boolean> }) {
  const [copied, setCopied] = useState(false);
  return (
    <div class={styles.report}>
      <h3>{i18n.t('panel.report.title')}</h3>
      <p>{i18n.t('panel.report.text')}</p>
      <code class={styles.facts}>{facts}</code>
      <div class="row">
        <Button icon={copied ? Check : Copy} onPress={() => void copy(facts).then(setCopied)}>
          {i18n.t('panel.report.copy')}
        </Button>
      </div>
      <p role="status">{copied && i18n.t('panel.report.copied')}</p>
    </div>
  );
}
