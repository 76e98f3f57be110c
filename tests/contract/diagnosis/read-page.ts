import { Window } from 'happy-dom';
import { find } from '../../../utils/domain/pages/detectors/find.ts';
import { personOf } from '../../../utils/domain/pages/detectors/person.ts';
import type { Reading } from '../../../utils/base/types.ts';

export type Read = { title: string; person: string; readings: readonly Reading[] };

/** What the detectors judge by: classes of the page's own window. */
const CLASSES = ['Element', 'HTMLInputElement', 'HTMLAnchorElement', 'Text'] as const;

const read = new Map<string, Read>();

/** Reads a page with the extension's own detectors. The same page reads the same, so it is read once. */
export function readPage(href: string, html: string): Read {
  const name = `${href}\n${html}`;
  const known = read.get(name);
  if (known) return known;
  const window = new Window({ url: href, settings: { disableJavaScriptEvaluation: true } });
  for (const each of CLASSES) Object.assign(globalThis, { [each]: window[each] });
  window.document.write(html);
  // happy-dom's types are its own; what the detectors use of them is the same.
  const page = window.document as unknown as Document;
  const readings = new Map(
    [...find(page).values()].map((reading) => [JSON.stringify(reading), reading] as const),
  );
  const fresh = { title: page.title, person: personOf(page), readings: [...readings.values()] };
  void window.happyDOM.close();
  read.set(name, fresh);
  return fresh;
}
