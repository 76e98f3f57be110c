import { i18n } from '#i18n';
import type { Why } from './facts.ts';
import type { AnswerOf, QuestionId } from './questions.ts';
import type { CheckId, Finding, FixId, Need, Recipient, Stage, Verdict } from './types.ts';
import type { ItemType } from '../../vendors/procore/urls.ts';

/** The words of the troubleshooter. A test holds that every code has its sentence, and every sentence its code. */

type Word<S extends string> = S extends `${infer A}-${infer B}` ? `${A}_${Word<B>}` : S;

/** A code as a key: keys have no hyphens, since Chromium takes none. */
export const keyOf = <S extends string>(code: S): Word<S> => code.replaceAll('-', '_') as Word<S>;

// What a check says is its own affair, so these keys are not known to the compiler; the test knows them all.
const sentence = i18n.t as (key: string, values: readonly string[]) => string;

/** What a check looks at, in the person's words. */
export const checkTitle = (check: CheckId): string => i18n.t(`diagnosis.check.${keyOf(check)}.title`);

/** @param show how a value from outside is shown within a sentence, such as isolated */
export function findingSentence(
  { check, outcome, values }: Pick<Finding, 'check' | 'outcome' | 'values'>,
  show: (value: string) => string = (value) => value,
): string {
  return sentence(`diagnosis.check.${keyOf(check)}.${keyOf(outcome)}`, values.map(show));
}

export const verdictWord = (verdict: Verdict): string => i18n.t(`diagnosis.verdict.${keyOf(verdict)}`);
export const stageName = (stage: Stage): string => i18n.t(`diagnosis.stage.${stage}`);
export const needSentence = (need: Need): string => i18n.t(`diagnosis.need.${keyOf(need)}`);
export const fixName = (fix: FixId): string => i18n.t(`diagnosis.fix.${keyOf(fix)}`);
export const recipientName = (recipient: Recipient): string =>
  i18n.t(`diagnosis.recipient.${keyOf(recipient)}`);
export const itemName = (type: ItemType): string => i18n.t(`diagnosis.item.${keyOf(type)}`);

export const questionText = (question: QuestionId): string =>
  i18n.t(`diagnosis.question.${keyOf(question)}.text`);
export const answerText = <Q extends QuestionId>(question: Q, answer: AnswerOf<Q>): string =>
  sentence(`diagnosis.question.${keyOf(question)}.${keyOf(answer)}`, []);

/** What a message asks of its reader about one finding; undefined where they cannot help with it. */
export function askSentence(
  recipient: Recipient,
  { check, values, fixes }: Pick<Finding, 'check' | 'values' | 'fixes'>,
): string | undefined {
  if (!fixes.includes(`message-${recipient}`)) return undefined;
  return sentence(`diagnosis.letter.${keyOf(recipient)}.${keyOf(check)}`, values);
}

const WHYS = {
  'no-page': () => i18n.t('diagnosis.why.no_page'),
  'no-project': () => i18n.t('diagnosis.why.no_project'),
  'no-item': () => i18n.t('diagnosis.why.no_item'),
  elsewhere: () => i18n.t('diagnosis.why.elsewhere'),
  'not-granted': () => i18n.t('diagnosis.why.not_granted'),
  'not-connected': () => i18n.t('diagnosis.why.not_connected'),
  'signed-out': () => i18n.t('diagnosis.why.signed_out'),
  'not-offered': () => i18n.t('diagnosis.why.not_offered'),
  'left-out': () => i18n.t('diagnosis.why.left_out'),
  'permission-refused': () => i18n.t('diagnosis.why.not_granted'),
  'host-not-allowed': () => i18n.t('diagnosis.why.not_granted'),
  'sign-in-again': () => i18n.t('diagnosis.why.signed_out'),
  offline: () => i18n.t('diagnosis.why.offline'),
  'timed-out': () => i18n.t('diagnosis.why.timed_out'),
  'vendor-down': () => i18n.t('diagnosis.why.vendor_down'),
  'rate-limited': () => i18n.t('diagnosis.why.rate_limited'),
  'no-permission': () => i18n.t('diagnosis.why.no_permission'),
  'not-a-member': () => i18n.t('diagnosis.why.no_permission'),
  'locked-by-policy': () => i18n.t('diagnosis.why.no_permission'),
  'origin-refused': () => i18n.t('diagnosis.why.no_permission'),
  'not-found': () => i18n.t('diagnosis.why.not_found'),
  'unexpected-reply': () => i18n.t('diagnosis.why.odd_reply'),
  'login-refused': () => i18n.t('diagnosis.why.login_open'),
  'login-closed': () => i18n.t('diagnosis.why.login_open'),
  'login-no-answer': () => i18n.t('diagnosis.why.login_open'),
  'login-broken': () => i18n.t('diagnosis.why.login_open'),
  'login-open': () => i18n.t('diagnosis.why.login_open'),
  'login-interrupted': () => i18n.t('diagnosis.why.login_open'),
  'login-mismatch': () => i18n.t('diagnosis.why.login_open'),
  'login-late': () => i18n.t('diagnosis.why.login_open'),
  'no-integration-key': () => i18n.t('diagnosis.why.key'),
  'wrong-key': () => i18n.t('diagnosis.why.key'),
  'no-client-id': () => i18n.t('diagnosis.why.key'),
  'no-client-secret': () => i18n.t('diagnosis.why.key'),
  'policy-pending': () => i18n.t('diagnosis.why.key'),
  'policy-unreadable': () => i18n.t('diagnosis.why.key'),
  'app-not-connected': () => i18n.t('diagnosis.why.not_connected'),
  'storage-full': () => i18n.t('diagnosis.why.own_data'),
  'session-full': () => i18n.t('diagnosis.why.own_data'),
  'newer-data': () => i18n.t('diagnosis.why.own_data'),
  'bad-message': () => i18n.t('diagnosis.why.bug'),
  'bad-input': () => i18n.t('diagnosis.why.bug'),
  bug: () => i18n.t('diagnosis.why.bug'),
} as const satisfies Record<Why, () => string>;

/** Why a fact is not known. */
export const whySentence = (why: Why): string => WHYS[why]();
