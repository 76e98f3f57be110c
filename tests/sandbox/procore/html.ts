/** Text that is HTML already. Everything else put in a template is escaped. */
export type Html = { readonly html: string };

type Part = Html | string | number | false | null | undefined | readonly Part[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'object' && 'html' in part) return part.html;
  if (typeof part === 'object') return part.map(render).join('');
  return escape(String(part));
}

/** A template whose holes are escaped; lists are joined, `false`, `null` and `undefined` leave nothing. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return {
    html: strings.reduce(
      (text, piece, at) => text + piece + (at < parts.length ? render(parts[at]) : ''),
      '',
    ),
  };
}

export const raw = (text: string): Html => ({ html: text });

/** A value inside a script element: no text of it can end the element. */
export const json = (value: unknown): Html => raw(JSON.stringify(value).replaceAll('<', '\\u003c'));
