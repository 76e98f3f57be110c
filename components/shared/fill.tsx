import { type ComponentChildren, Fragment } from 'preact';

const MARK = '\u0001';

/** Stands in a sentence for the part with this number, counted from 0. */
export function slot(number: number): string {
  return `${MARK}${number}${MARK}`;
}

/** A sentence from the locale files with live parts in it: `<Fill text={i18n.t('key', [slot(0)])} parts={[<b />]} />`. */
export function Fill({ text, parts }: { text: string; parts: readonly ComponentChildren[] }) {
  return (
    <>
      {text.split(MARK).map((piece, index) => (
        <Fragment key={index}>{index % 2 === 1 ? parts[Number(piece)] : piece}</Fragment>
      ))}
    </>
  );
}
