import { i18n } from '#i18n';
import { askSentence, itemName } from './sentence.ts';
import type { Instant } from '../../base/types.ts';
import { troublesOf } from './diagnose.ts';
import type { Facts } from './facts.ts';
import type { Diagnosis, Finding, Recipient } from './types.ts';

/**
 * The message to somebody who can act. It asks in their words, names where, and says when each thing was read. Sources
 * of the menu paths: support.procore.com, "Enable or disable the DocuSign integration on a Procore project";
 * v2.support.procore.com, "Enable DocuSign for your company"; developers.docusign.com, "Configure your app" (Apps and
 * Keys) and "Consent" (Connected Apps). Other paths are named loosely, since menus differ between accounts.
 */
export type Message = { subject: string; body: string };

type Wording = {
  /** What the project is called, where a page told; '' else. */
  projectName: string;
  /** A date and time in the reader's language. */
  sayWhen: (at: Instant) => string;
};

/** Null where nothing that was found is for this recipient to solve. */
export function messageTo(
  recipient: Recipient,
  { findings }: Pick<Diagnosis, 'findings'>,
  facts: Facts,
  wording: Wording,
): Message | null {
  const asks = troublesOf(findings).flatMap((finding) => {
    const ask = askSentence(recipient, finding);
    return ask === undefined ? [] : [{ finding, ask }];
  });
  if (asks.length === 0) return null;

  const places = placesFor(
    recipient,
    asks.map(({ finding }) => finding),
    facts,
    wording,
  );
  const project = wording.projectName.trim();
  const paragraphs = [
    i18n.t('diagnosis.letter.hello'),
    i18n.t('diagnosis.letter.opening'),
    ...asks.map(
      ({ finding, ask }) =>
        `${oneLine(ask)} ${i18n.t('diagnosis.letter.read', [wording.sayWhen(finding.at)])}`,
    ),
    places.join('\n'),
    i18n.t('diagnosis.letter.thanks'),
  ];
  return {
    subject: oneLine(
      isOfProcore(recipient) && project !== ''
        ? i18n.t('diagnosis.letter.subject_project', [project])
        : i18n.t('diagnosis.letter.subject'),
    ),
    body: paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'),
  };
}

const isOfProcore = (recipient: Recipient) => recipient === 'project-admin' || recipient === 'company-admin';

/** Names come from pages and answers: none may break out of its line. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Where it is, and whom it concerns: only what this reader needs to find it. */
function placesFor(
  recipient: Recipient,
  findings: readonly Finding[],
  { subject, procore, docusign, browser }: Facts,
  { projectName }: Wording,
): string[] {
  const lines: string[] = [];
  if (isOfProcore(recipient)) {
    const number = subject.project && i18n.t('diagnosis.letter.number', [subject.project]);
    const project = projectName.trim() || number;
    if (project) lines.push(i18n.t('diagnosis.letter.where', [project]));
    const company = procore.known ? procore.value.companyName : '';
    if (recipient === 'company-admin' && company) lines.push(i18n.t('diagnosis.letter.company', [company]));
    if (subject.zone) lines.push(i18n.t('diagnosis.letter.host', [subject.zone]));
    if (recipient === 'project-admin' && subject.item) {
      const name = itemName(subject.item.type);
      const { id } = subject.item;
      const item = id === '' ? name : i18n.t('diagnosis.letter.item_named', [name, id]);
      lines.push(i18n.t('diagnosis.letter.item', [item]));
    }
    if (procore.known && findings.some(({ check }) => ABOUT_ME.includes(check))) {
      lines.push(i18n.t('diagnosis.letter.login_procore', [procore.value.login]));
    }
  }
  if (recipient === 'docusign-admin' && docusign.known) {
    lines.push(i18n.t('diagnosis.letter.login_docusign', [docusign.value.email]));
  }
  if (recipient === 'it' && browser.known) {
    const { name, version, system } = browser.value;
    lines.push(i18n.t('diagnosis.letter.browser', [`${name} ${version}, ${system}`]));
  }
  return lines.map(oneLine);
}

/** What an admin can only solve for a person they know by name. */
const ABOUT_ME: readonly Finding['check'][] = ['tool-permission', 'send-button', 'profile-row'];
