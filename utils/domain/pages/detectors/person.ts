// Server-rendered pages set the signed-in person's id in an inline script, beside the company's and the project's.
const LOGIN_ID = /\blogin_?id["']?\s*[:=]\s*["']?(\d{1,20})\b/i;

/** Procore's id of the signed-in person where an inline `Procore.Environment` script gives it, else ''. */
export function personOf(page: Document): string {
  for (const script of page.scripts) {
    const text = script.src === '' ? (script.textContent ?? '') : '';
    if (text.includes('Procore') && text.includes('Environment')) return LOGIN_ID.exec(text)?.[1] ?? '';
  }
  return '';
}
