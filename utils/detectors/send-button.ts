import { SEND_LABELS } from '../vendors/procore/labels.ts';
import { around, BANNERS, CONTROLS, isReference, isWritten, SWITCHES } from './areas.ts';
import { LOGINS } from './link-row.ts';
import { beside, fuse, isShown, mayBeOurs, namesDocusign, pack, wordsOf } from './text.ts';
import type { Detector, Examples } from './types.ts';

const labels = pack(SEND_LABELS);
const RAW_LENGTH = 300;
const NO_SENDERS = `${SWITCHES},[role="tab"],[role="option"]`;

/** A button that belongs to another label about DocuSign, as the login button of the link row does. */
const isLabelled = (element: Element): boolean =>
  namesDocusign(
    around(element)
      .map((row) => fuse(beside(row, element)))
      .find(Boolean) ?? '',
  );

/** The button that sends an item out, under any of its names. */
export const sendButton: Detector = {
  kind: 'send-button',
  from: (worded) => worded.closest(CONTROLS),
  selector: 'input[type="submit"],input[type="button"]',
  scope: (element) => element,
  anchor: (element) => element,
  read(element) {
    const raw = element instanceof HTMLInputElement ? element.value : (element.textContent ?? '');
    if (raw.length > RAW_LENGTH || !mayBeOurs(raw) || !isShown(element)) return undefined;
    if (!element.matches(CONTROLS) || element.matches(NO_SENDERS) || element.querySelector(CONTROLS))
      return undefined;
    if (isWritten(element) || isReference(element)) return undefined;
    const text = wordsOf(element);
    const says = labels.get(text) ?? 'unknown';
    if (says === 'unknown') {
      if (!namesDocusign(text) || LOGINS.has(text) || element.closest(BANNERS) || isLabelled(element))
        return undefined;
    }
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
  '<button hidden>Complete with DocuSign</button>': [],
  '<p>Press <a href="/x">Complete with DocuSign</a> to send.</p>': [],
  '<div class="comment-body"><button>Complete with DocuSign</button></div>': [],
  '<a href="https://support.procore.com/x">Learn more about DocuSign®</a>': [],
};
