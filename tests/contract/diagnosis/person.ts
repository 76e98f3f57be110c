/** Somebody who uses Procore and DocuSign in the sandbox with Countersign beside, and answers its questions truthfully. */
import { setTimeout as pause } from 'node:timers/promises';
import { keepConfirmation } from '../../../utils/domain/links/confirm.ts';
import { diagnose, isTrouble } from '../../../utils/domain/diagnosis/diagnose.ts';
import type { Answers, Facts, Subject } from '../../../utils/domain/diagnosis/facts.ts';
import type { QuestionId } from '../../../utils/domain/diagnosis/questions.ts';
import type { Diagnosis } from '../../../utils/domain/diagnosis/types.ts';
import { classify, itemInQuestion } from '../../../utils/vendors/procore/urls.ts';
import { createClient } from '../../sandbox/client.ts';
import { whoAt } from '../../sandbox/causes/change.ts';
import { CONTRACT, HOME_ZONE, inZone, item, place, PROFILE, PROJECT } from '../../sandbox/causes/places.ts';
import { legacy, webclient } from '../../sandbox/procore/addresses.ts';
import { seededId } from '../../sandbox/procore/items.ts';
import { DAY, REFRESH_LOCK } from '../../sandbox/procore/state.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { CLOSED_IN_CHROMIUM, NOT_LOADED_IN_CHROMIUM } from '../../unit/utils/auth/fake-docusign.ts';
import * as procoreLogin from '../procore-api-fixtures.ts';
import { createPersonAtBrowser, type PersonAtBrowser } from '../docusign-person.ts';
import type { Countersign, OpenLogin } from './world.ts';

/** People press once more after so many milliseconds without a page. */
const PATIENCE = 2_000;
const TAB = 7;
const EMAIL = 'sue.sender@example.com';
const PASSWORD = 'signature';

const HOME = inZone(webclient(place(PROJECT), 'projecthome'));
const OLD_HOME = inZone(legacy(place(PROJECT), 'home'));
export const SETTINGS = inZone(legacy(place(PROJECT), 'admin/general'));
const EDIT_CONTRACT = item('subcontract-mfe-edit', 'subcontract');
const INVOICE = item('subcontractor-invoice-legacy-edit', 'subcontractor-invoice');

export type Pass = { facts: Facts; diagnosis: Diagnosis };

export function createPerson(sandbox: Sandbox, countersign: Countersign) {
  const browser = createClient(sandbox, countersign.agent);
  const { state } = sandbox.procore;

  async function load(address: string): Promise<{ href: string; html: string | null; status: number }> {
    let href = address;
    try {
      for (;;) {
        const answer = await browser.fetch(href);
        const html = await answer.text();
        const next = answer.headers.get('location');
        if (next === null) return { href, html, status: answer.status };
        href = new URL(next, href).href;
      }
    } catch {
      return { href, html: null, status: 0 };
    }
  }

  /** Opens a page in the tab. */
  const open = async (address: string): Promise<void> => countersign.show(TAB, await load(address));

  /** On a page that is not found people ask for help as well; not on the browser's own page of an error. */
  const isAskedOn = (thing: string): boolean => {
    const tab = countersign.tabs.get(TAB);
    return tab?.href === thing && (tab.status === 200 || tab.status === 404);
  };

  /** A login window of Countersign's. */
  const openLogin: OpenLogin = async (url) => {
    const person = createPersonAtBrowser(sandbox);
    const first = await person.open(url).catch(() => null);
    // Chromium shows no first page that is an error.
    return first && first.status < 400 ? () => logIn(url, person) : null;
  };

  async function logIn(url: string, person: PersonAtBrowser): Promise<void> {
    const { windows } = countersign;
    const isProcore = new URL(url).hostname.endsWith('procore.com');
    /** False where the browser ended the login: what follows is an error, or did not come before the next press. */
    const step = async (press: () => Promise<unknown>): Promise<boolean> => {
      const pressed = press().then(
        () => person.left !== undefined || person.page.status < 500,
        () => false,
      );
      const came = await Promise.race([pressed, pause(PATIENCE, false)]);
      if (came && !person.left) windows.goTo(person.page.url);
      return came;
    };
    const steps = isProcore
      ? [() => procoreLogin.logIn(person), () => person.press('Allow')]
      : // Whoever is asked for consent anew leaves it to the administrator.
        [() => person.logIn(EMAIL, PASSWORD), () => decide(person)];
    for (const press of steps) {
      if (person.left || person.page.problem !== '') break;
      if (!(await step(press))) return windows.fail(NOT_LOADED_IN_CHROMIUM);
    }
    if (person.left) return windows.comeBack(person.left.href);
    windows.fail(CLOSED_IN_CHROMIUM);
  }

  let accepts = true;
  const decide = (person: PersonAtBrowser) => person.press(accepts ? 'Accept' : 'Cancel');
  countersign.atLogin(openLogin);

  /** What DocuSign shows to whoever logs in there: nothing, or why not. */
  async function whatDocusignSays(): Promise<string | null> {
    const person = createPersonAtBrowser(sandbox);
    try {
      await person.open('https://account.docusign.com/signin');
      if (person.page.status !== 200) return null;
      await person.logIn(EMAIL, PASSWORD);
      return person.page.problem;
    } catch {
      return null;
    }
  }

  async function sees(address: string): Promise<boolean> {
    return (await load(address)).status === 200;
  }

  async function answer<Q extends QuestionId>(question: Q): Promise<NonNullable<Answers[Q]>>;
  async function answer(question: QuestionId): Promise<string> {
    const link = state.link({ zone: HOME_ZONE, person: state.person, project: PROJECT });
    const found = (family: 'subcontractor-invoice') =>
      state.item(HOME_ZONE, seededId(HOME_ZONE, PROJECT, family));
    switch (question) {
      case 'login-accepted': {
        const says = await whatDocusignSays();
        return says === null ? 'unsure' : says === '' ? 'yes' : 'rejected';
      }
      case 'login-message': {
        const says = await whatDocusignSays();
        if (says === null) return 'unsure';
        if (/single sign-on/i.test(says)) return 'company';
        if (/organization/i.test(says)) return 'organization';
        return /IP address/i.test(says) ? 'ip' : 'none';
      }
      case 'whose-account':
        return link?.docusign.userId === whoAt(sandbox).person.userId ? 'mine' : 'other';
      case 'tool-level':
        return state.level('commitments') === 'Admin' ? 'admin' : 'less';
      case 'enable-box':
        if (!(await sees(SETTINGS))) return 'unsure';
        if (!state.companyEnabled(HOME_ZONE, 'ashworth')) return 'no-box';
        return state.projectEnabled(HOME_ZONE, PROJECT) ? 'on' : 'off';
      case 'invoice-status':
        if (!(await sees(INVOICE))) return 'unsure';
        return found('subcontractor-invoice')?.status === 'approved' ? 'approved' : 'other';
      case 'mail-arrived':
        return sandbox.docusign.switches.mailHeldBack ? 'missing' : 'yes';
      case 'banner-behind': {
        // People remember their contract when it is gone.
        const contract = state.recordOf(HOME_ZONE, seededId(HOME_ZONE, PROJECT, 'subcontract'));
        const { envelope = null, refreshedAt = null } = contract ?? {};
        if (!envelope || envelope.shown === envelope.actual || refreshedAt === null) return 'no';
        return sandbox.world.now() - refreshedAt < REFRESH_LOCK ? 'just-refreshed' : 'refreshed';
      }
      case 'invoice-contact':
        return found('subcontractor-invoice')?.invoiceContact ? 'set' : 'missing';
    }
  }

  /** What stands in the tab, with the project and the item the tab was in. */
  async function subjectAt(front: string): Promise<Subject> {
    const page = classify(front);
    const known = page?.item ? page : classify(CONTRACT);
    return {
      zone: HOME_ZONE,
      company: place(PROJECT).companyId,
      project: place(PROJECT).projectId,
      person: await countersign.personIn(HOME_ZONE),
      item: itemInQuestion(known?.item ?? null),
    };
  }

  const gather = async (thing: string): Promise<Facts> => countersign.gather(await subjectAt(thing), TAB, {});

  return {
    open,
    gather,

    /** Days ago the link was made, with Countersign watching, and whose it is was confirmed. */
    lived: async ({ days, who }: { days: number; who: { email: string; userId: string; name: string } }) => {
      const at = { zone: HOME_ZONE, person: state.person, project: PROJECT };
      const before = state.link(at);
      countersign.time.back = days * DAY + 60_000;
      state.unlink(at);
      await open(OLD_HOME);
      await open(PROFILE);
      countersign.time.back = days * DAY;
      state.setLink(at, who, sandbox.world.now() - days * DAY);
      await open(CONTRACT);
      await open(EDIT_CONTRACT);
      await open(PROFILE);
      await keepConfirmation(countersign.db, {
        zone: HOME_ZONE,
        person: await countersign.personIn(HOME_ZONE),
        project: place(PROJECT).projectId,
        who: who.email,
        accountId: '',
        accountName: '',
        source: 'person',
        at: countersign.clock(),
      });
      if (before) state.putLink(at, before);
      else state.unlink(at);
      countersign.time.back = 0;
      await countersign.ledger.invalidateCache();
      await countersign.forgetTabs();
    },

    /** Presses Connect. `consenting`: accepts what DocuSign asks. */
    connect: async ({ consenting = false } = {}): Promise<boolean> => {
      accepts = consenting;
      try {
        await countersign.connectDocusign();
        return true;
      } catch {
        return false;
      }
    },
    connectProcore: async (): Promise<boolean> => {
      try {
        await countersign.connectProcore();
        return true;
      } catch {
        return false;
      }
    },

    /** Goes where people go before they ask for help. */
    lookAround: async (things: readonly string[]): Promise<void> => {
      const way = [HOME, CONTRACT, EDIT_CONTRACT, SETTINGS, PROFILE, ...things];
      for (const address of new Set(way)) await open(address);
    },

    /** Asks for help on a page, or on the profile if that page is an error; answers what is asked. */
    ask: async (thing: string): Promise<Pass> => {
      if (!isAskedOn(thing)) await open(thing);
      if (!isAskedOn(thing) && thing !== PROFILE) await open(PROFILE);
      let facts = await gather(thing);
      for (;;) {
        const diagnosis = diagnose(facts);
        const { question } = diagnosis;
        if (question === null) return { facts, diagnosis };
        facts = { ...facts, answers: { ...facts.answers, [question]: await answer(question) } };
      }
    },
  };
}

export const troublesIn = ({ diagnosis }: Pass) => diagnosis.findings.filter(isTrouble);
