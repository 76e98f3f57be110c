/** Whether a text has every word of the query in it, however either is written; an empty query is in every text. */
export function matcher(query: string): (text: string) => boolean {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  return (text) => {
    const plainText = plain(text);
    return wanted.every((word) => plainText.includes(word));
  };
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
