import { SEND_LABELS, SIGN_ENTRY_LABELS } from '../../../vendors/procore/labels.ts';
import { ancestorsOf, BANNERS, CONTROLS, isReference, isWritten, SWITCHES } from './areas.ts';
import { LOGINS } from './link-row.ts';
import {
  textBeside,
  briefText,
  joinText,
  isShown,
  labelSet,
  mayBeOurs,
  namesDocusign,
  indexLabels,
  wordsOf,
} from './text.ts';
import type { Detector, Examples } from './types.ts';

const labels = indexLabels(SEND_LABELS);
const entries = labelSet(SIGN_ENTRY_LABELS);
const RAW_LENGTH = 300;
/** What an opened menu offers. */
const ENTRIES = '[role="menuitem"],[role="option"]';
const NO_SENDERS = `${SWITCHES},[role="tab"]`;
const SENDERS = `${CONTROLS},${ENTRIES}`;

// Files, firms and subjects: `Complete_with_DocuSign_SC-001.pdf`, "DocuSign, Inc.", "Re: DocuSign". No command has these.
const NAME = /[_.,;:!?@()"“”„«»]/;
// What is done with an envelope or a file of DocuSign and sends nothing.
const ELSE =
  /^(?:download|open|view|void|cancel|refresh|resend|remove|delete|completed|signed|about|learn|help)/;

// Where a link names a file, a mail or a row, whatever it is called.
const LISTED =
  'li,td,th,[role="listitem"],[role="gridcell"],[class*="attach" i],[class*="mail" i],[class*="thread" i],[class*="file" i]';
const ACTING =
  '[role="button"],[class*="btn" i],[class*="button" i],[data-method],[data-remote],[href="#"],:not([href])';

/** A link that leads to something with such a name and is no control. */
const isTitle = (element: Element): boolean =>
  element.matches('a[download]') ||
  (element.matches(`a:not(${ACTING})`) &&
    !element.closest('[role="menu"],[class*="menu" i]') &&
    !!element.closest(LISTED));

/** A button that belongs to another label about DocuSign, as the login button of the link row does. */
const isLabelled = (element: Element): boolean =>
  namesDocusign(
    ancestorsOf(element)
      .map((row) => joinText(textBeside(row, element)))
      .find(Boolean) ?? '',
  );

/** The button that sends an item out, under any of its names. */
export const sendButton: Detector = {
  kind: 'send-button',
  from: (worded) => worded.closest(SENDERS),
  selector: 'input[type="submit"],input[type="button"]',
  scope: (element) => element,
  anchor: (element) => element,
  read(element) {
    const raw = element instanceof HTMLInputElement ? element.value : briefText(element, RAW_LENGTH);
    if (raw === undefined || raw.length > RAW_LENGTH || !mayBeOurs(raw) || !isShown(element))
      return undefined;
    if (!element.matches(SENDERS) || element.matches(NO_SENDERS) || element.querySelector(SENDERS))
      return undefined;
    if (isWritten(element) || isReference(element) || isTitle(element)) return undefined;
    const text = wordsOf(element);
    const isEntry = element.closest(ENTRIES) !== null;
    const says = labels.get(text) ?? (isEntry && entries.has(text) ? 'send' : 'unknown');
    // In words we do not know, of a link, an entry or a name, nobody can tell that it sends.
    if (says === 'unknown') {
      if (isEntry || element.matches('a:not([role="button"])') || NAME.test(raw) || ELSE.test(text))
        return undefined;
      if (!namesDocusign(text) || LOGINS.has(text) || element.closest(BANNERS) || isLabelled(element))
        return undefined;
    }
    // A choice of a field is no entry of a menu.
    if (
      element.closest('[role="option"]') &&
      element.ownerDocument.querySelector('[role="combobox"][aria-expanded="true"]')
    )
      return undefined;
    const greyed = element.matches(':disabled') || element.closest('[aria-disabled="true"]');
    return { kind: 'send-button', says, ...(greyed && { disabled: true }) };
  },
};

/** Markup → what the elements of this kind in it say. Nobody else may find anything in it. */
export const examples: Examples = {
  '<button>Complete with DocuSign®</button>': ['complete'],
  '<div><a href="/1/project/x" role="button">Send <b>with</b> DocuSign</a></div>': ['send'],
  '<input type="submit" value="Create &amp; Send with DocuSign">': ['create-and-send'],
  '<button>Update &amp; Set Up DocuSign<svg role="img"><title>Loading</title></svg></button>': [
    'update-and-set-up',
  ],
  '<button disabled>Send to DocuSign®</button>': ['send-to'],
  '<button>Mit DocuSign abschließen</button>': ['complete'],
  '<button>Firmar ahora en DocuSign</button>': ['unknown'],
  '<button>Update and Set Up DocuSign</button>': ['update-and-set-up'],
  '<button>Aktualisieren und DocuSign einrichten</button>': ['update-and-set-up'],
  '<button>Actualizar y configurar DocuSign</button>': ['update-and-set-up'],
  '<button>Atualizar e configurar o DocuSign</button>': ['update-and-set-up'],
  '<a class="btn" href="/1/x">Complete with DocuSign</a>': ['complete'],
  '<div role="menu"><div role="menuitem">Complete with DocuSign®</div></div>': ['complete'],
  '<div role="listbox"><div role="option">Complete with DocuSign®</div></div>': ['complete'],
  '<ul role="menu"><li role="menuitem">Sign with DocuSign</li></ul>': ['send'],
  '<ul role="menu"><li role="menuitem" aria-disabled="true">Mit DocuSign unterschreiben</li></ul>': ['send'],
  '<ul role="menu"><li role="menuitem"><a href="#">Firmar con DocuSign</a></li></ul>': ['send'],
  '<div role="menuitem">Assinar com DocuSign</div>': ['send'],
  '<div role="menuitem">Assinar com o DocuSign</div>': ['send'],
  '<div role="menuitem">DocuSign settings</div>': [],
  '<button>Sign with DocuSign</button>': ['unknown'],
  '<input role="combobox" aria-expanded="true"><div role="option">Complete with DocuSign</div>': [],
  '<a href="/1/f/7">Complete_with_DocuSign_SC-001.pdf</a>': [],
  '<button>Complete_with_DocuSign_SC-001.pdf</button>': [],
  '<a href="/1/companies/7">DocuSign, Inc.</a>': [],
  '<a href="/1/mails/7">Complete with DocuSign: Subcontract 1</a>': [],
  '<table><tr><td><a href="/1/mails/7">Complete with DocuSign</a></td></tr></table>': [],
  '<ul class="attachments"><li><a href="/1/f/7">Send with DocuSign</a></li></ul>': [],
  '<button>Download completed DocuSign</button>': [],
  '<a download href="/1/f/7">Complete with DocuSign</a>': [],
  '<button hidden>Complete with DocuSign</button>': [],
  '<p>Press <a href="/x">Complete with DocuSign</a> to send.</p>': [],
  '<div class="comment-body"><button>Complete with DocuSign</button></div>': [],
  '<a href="https://support.procore.com/x">Learn more about DocuSign®</a>': [],
};
