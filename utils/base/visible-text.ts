const MAX_CHARACTERS = 200;

// What has no shape of its own but changes how its neighbours are read: control characters, directions, tags, and
// spaces without width. Joiners stay, since scripts and emoji need them.
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * Text from outside (names, addresses, project titles) as it may be shown: at most 200 characters, well-formed, with
 * unseen characters made visible as their code. Put it inside `<bdi>`; `OutsideText` does.
 */
export function visibleText(text: string): { text: string; cut: boolean } {
  const whole = [...text.toWellFormed().replace(PILED_MARKS, '$1')];
  const cut = whole.length > MAX_CHARACTERS;
  const shown = (cut ? [...whole.slice(0, MAX_CHARACTERS - 1), '…'] : whole).join('');
  return { text: shown.replace(UNSEEN, codeOf).trim(), cut };
}

/** The same for places that take no markup, such as an accessible name: closed off by isolating characters. */
export function isolatedText(text: string): string {
  return `\u2068${visibleText(text).text}\u2069`;
}

function codeOf(character: string): string {
  if (character === '\n' || character === '\t' || character === '\r') return ' ';
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
