import { FileText, RefreshCw, X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ClearedSite } from '../../utils/domain/site-data/clear-sites.ts';
import type { ClearableHost } from '../../utils/domain/site-data/hosts.ts';
import { checksOf, isTrouble, troublesOf } from '../../utils/domain/diagnosis/diagnose.ts';
import type { Facts, SiteFacts } from '../../utils/domain/diagnosis/facts.ts';
import { FIXES } from '../../utils/domain/diagnosis/fixes.ts';
import { leadsAway } from '../../utils/domain/diagnosis/leads-away.ts';
import { messageTo } from '../../utils/domain/diagnosis/drafts.ts';
import { type AnswerOf, type QuestionId, QUESTIONS } from '../../utils/domain/diagnosis/questions.ts';
import {
  type CheckId,
  type Diagnosis,
  type Finding as FindingData,
  type FixId,
  type Recipient,
  STAGES,
} from '../../utils/domain/diagnosis/types.ts';
import {
  answerText,
  checkTitle,
  findingSentence,
  needSentence,
  questionText,
  stageName,
} from '../../utils/domain/diagnosis/sentence.ts';
import type { ConnectionStore } from '../../utils/domain/connections/docusign-store.ts';
import type { RunStore } from '../../utils/domain/guide/store.ts';
import type { Pass, TroubleshooterStore } from '../../utils/domain/diagnosis/store.ts';
import { AskFirst } from '../shared/ask-first.tsx';
import { Button } from '../shared/button.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { Note } from '../shared/note.tsx';
import { isolatedText } from '../../utils/base/visible-text.ts';
import { Cleared, ClearSites } from './clear-sites.tsx';
import type { Share } from './copy-link.tsx';
import { FindingCard } from './finding.tsx';
import { MessageDraft } from './message-draft.tsx';
import { QuestionCard } from './question-card.tsx';
import { ReportCard } from './report-card.tsx';
import { showFinding } from './show-finding.ts';
import styles from './troubleshooter.module.css';

export type TroubleshooterActions = Share & {
  openSettings: () => void;
  /** Brings our own connection into view, where an account is chosen. */
  showConnection: () => void;
  /** The browser's questions; each straight in the press. */
  requestHost: (host: string) => Promise<boolean>;
  borrowClearing: (work: (granted: boolean) => Promise<void>) => Promise<void>;
  /** Saves a file. */
  save: (name: string, text: string, type: string) => Promise<boolean>;
  sayWhen: (at: number) => string;
};

/** The remedy that is open below the tree. */
type Open =
  | { what: 'message'; recipient: Recipient; edited?: true }
  | { what: 'clear-sites'; found: SiteFacts; decide: (hosts: ClearableHost[] | null) => void }
  | { what: 'cleared'; sites: readonly ClearedSite[] }
  | { what: 'clear-own-data' }
  | { what: 'report' };

/** Why it does not work, and who can fix it: the likely cause on top, what fails open, the rest folded. */
export function Troubleshooter(props: {
  store: TroubleshooterStore;
  runs: RunStore;
  connection: ConnectionStore;
  actions: TroubleshooterActions;
  /** The finding to go to, once for each object. */
  wanted: { check: CheckId } | null;
  version: string;
}) {
  const { store, runs } = props;
  const pass = store.pass.value;
  // A pass that began by itself leaves all where it is until there is something new.
  const progress = store.byItself.value ? null : store.progress.value;
  const [open, setOpen] = useState<Open | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const section = useRef<HTMLElement>(null);
  const { wanted } = props;
  useEffect(() => {
    if (wanted && section.current) showFinding(wanted.check, section.current);
  }, [wanted]);
  // What was found is read from the top, also when the button that asked for it was far below.
  useEffect(() => {
    if (!store.byItself.value && !isTyping()) title.current?.focus();
  }, [pass?.facts.gatheredAt, store]);

  // What a message asks for may be there by now. One that the person has worked on stays theirs.
  useEffect(() => {
    if (!pass || open?.what !== 'message' || open.edited) return;
    if (!isOffered(`message-${open.recipient}`, pass.diagnosis)) setOpen(null);
  }, [pass, open]);

  // A guided procedure that came to its end may have put it right.
  const ended = runs.run.value?.status === 'done' ? runs.run.value.runId : null;
  const seenEndRef = useRef(ended);
  useEffect(() => {
    if (ended !== null && ended !== seenEndRef.current) void store.runAgain();
    seenEndRef.current = ended;
  }, [ended, store]);

  const busy = store.busy.value !== null || progress !== null;
  return (
    <section ref={section} class={`card ${styles.troubleshooter}`} aria-labelledby="troubleshooter-title">
      <h2 id="troubleshooter-title" ref={title} tabIndex={-1}>
        {i18n.t('troubleshooter.title')}
      </h2>
      <ErrorNote
        // A run that is shown tells its own.
        error={store.problem.value ?? (runs.run.value ? null : runs.problem.value)}
        onDismiss={() => {
          store.dismiss();
          runs.dismiss();
        }}
      />
      {progress && (
        <div>
          <p class={styles.quiet}>{i18n.t('troubleshooter.gathering', [progress.done, progress.total])}</p>
          <progress
            class={styles.bar}
            max={progress.total}
            value={progress.done}
            aria-label={i18n.t('troubleshooter.title')}
          />
        </div>
      )}
      <div role="status">{pass && !progress && <Cause pass={pass} />}</div>
      {pass && (
        <Results
          {...props}
          pass={pass}
          busy={busy}
          onFix={(fix, finding) => {
            if (leadsAway(fix)) store.lead(finding.check);
            fixIt(fix, finding, pass);
          }}
        />
      )}
      {pass && open && openRemedy(pass)}
      <div class="row">
        <Button icon={RefreshCw} busy={busy} disabled={!pass} onPress={() => void store.runAgain()}>
          {i18n.t('troubleshooter.again')}
        </Button>
        <Button
          icon={FileText}
          disabled={!pass}
          expanded={open?.what === 'report'}
          onPress={() => setOpen(open?.what === 'report' ? null : { what: 'report' })}
        >
          {i18n.t('troubleshooter.report')}
        </Button>
        <Button look="quiet" icon={X} onPress={store.close}>
          {i18n.t('common.close')}
        </Button>
      </div>
    </section>
  );

  function openRemedy(of: Pass) {
    const close = () => setOpen(null);
    switch (open?.what) {
      case 'message': {
        const { recipient } = open;
        return (
          <MessageDraft
            key={recipient}
            recipient={recipient}
            write={() =>
              messageTo(recipient, of.diagnosis, of.facts, {
                projectName: of.place.projectName,
                sayWhen: props.actions.sayWhen,
              })
            }
            copy={props.actions.copy}
            onEdit={() => setOpen({ what: 'message', recipient, edited: true })}
            onClose={close}
          />
        );
      }
      case 'clear-sites':
        return <ClearSites found={open.found} suggested={suggestedHosts(of.facts)} onDecide={open.decide} />;
      case 'cleared':
        return <Cleared sites={open.sites} />;
      case 'clear-own-data':
        return (
          <AskFirst
            title={i18n.t('troubleshooter.own_data.title')}
            yes={i18n.t('troubleshooter.own_data.yes')}
            onYes={() => {
              close();
              void store.tell('resetOwnData', null).then((done) => (done ? store.runAgain() : undefined));
            }}
            onNo={close}
          >
            <p>{i18n.t('troubleshooter.own_data.text')}</p>
          </AskFirst>
        );
      case 'report':
        return (
          <ReportCard
            facts={of.facts}
            diagnosis={of.diagnosis}
            version={props.version}
            copy={props.actions.copy}
            save={props.actions.save}
          />
        );
      default:
        return null;
    }
  }

  /** The permissions are borrowed from the press until the hosts are cleared, or the person decided against it. */
  async function clear(): Promise<void> {
    let sites: ClearedSite[] | null = null;
    await props.actions.borrowClearing(async (granted) => {
      if (!granted) return store.refuse('permission-refused');
      const found = await store.siteData();
      const { promise, resolve } = Promise.withResolvers<ClearableHost[] | null>();
      setOpen({ what: 'clear-sites', found, decide: resolve });
      const hosts = await promise;
      setOpen((now) => (now?.what === 'clear-sites' ? null : now));
      if (hosts) sites = await store.clearSites(hosts);
    });
    if (!sites) return;
    setOpen({ what: 'cleared', sites });
    await store.runAgain();
  }

  /** What a button does. The browser's own questions come first: it asks them only in the press itself. */
  function fixIt(fix: FixId, _finding: FindingData, of: Pass): void {
    const { subject } = of.place;
    const again = (work: Promise<unknown>) => void work.then(() => store.runAgain());
    const remedy = FIXES[fix];
    if (remedy.does === 'message') {
      setOpen({ what: 'message', recipient: remedy.recipient });
      return;
    }
    if (remedy.does === 'leads' && remedy.procedure) {
      const { zone, person, project, company } = subject;
      const { href } = of.place;
      void runs.start({ procedure: remedy.procedure, key: { zone, person, project }, company, href });
      return;
    }
    switch (fix) {
      case 'connect':
      case 'connect-other':
        return again(props.connection.connect(''));
      case 'refresh':
      case 'wait':
        return void store.runAgain();
      case 'choose-account':
        return props.actions.showConnection();
      case 'sign-out-docusign':
        return void store.tell('openPlace', { place: 'docusign-logout', subject, href: '' });
      case 'open-project':
        return void store.tell('openPlace', { place: 'project', subject, href: '' });
      case 'open-item':
        return void store.tell('openPlace', { place: 'item', subject, href: of.place.href });
      case 'open-settings':
        return props.actions.openSettings();
      case 'grant-host':
        return again(
          props.actions
            .requestHost(subject.zone)
            .then((allowed) => (allowed ? store.tell('addZone', { host: subject.zone }) : false)),
        );
      case 'clear-sites':
        return void clear();
      case 'clear-own-data':
        return setOpen({ what: 'clear-own-data' });
      case 'report':
        return setOpen({ what: 'report' });
      default:
        return undefined;
    }
  }
}

const isOffered = (fix: FixId, { findings }: Diagnosis): boolean =>
  findings.some(({ fixes }) => fixes.includes(fix));

/** The person is at a field with something in it. */
function isTyping(): boolean {
  const field = document.activeElement;
  return (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && field.value !== '';
}

/** The hosts in question: the Procore one the person is on, and DocuSign's login. */
function suggestedHosts({ subject, settings }: Facts): string[] {
  const demo = settings.known && settings.value.environment === 'demo';
  return [subject.zone, demo ? 'account-d.docusign.com' : 'account.docusign.com'];
}

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

function Results(props: {
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

/** What is different since the pass before. */
function Changes({ store }: { store: TroubleshooterStore }) {
  const changes = store.changes.value;
  if ((store.progress.value && !store.byItself.value) || !store.isRepeat.value) return null;
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
