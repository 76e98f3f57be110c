// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutsideText } from '../../../../components/shared/outside-text.tsx';
import { visibleText } from '../../../../utils/base/visible-text.ts';
import { speakEnglish } from '../kit.tsx';

beforeEach(speakEnglish);
afterEach(cleanup);

const anyText = fc
  .array(fc.nat({ max: 0x10ffff }), { maxLength: 250 })
  .map((codes) => String.fromCodePoint(...codes));

describe('text from outside', () => {
  it.each([
    ['Elm Street \u202Eevil', 'Elm Street [U+202E]evil'],
    ['a\u0000b\u0007c', 'a[U+0000]b[U+0007]c'],
    ['pat\u200B@x.example\uFEFF', 'pat[U+200B]@x.example[U+FEFF]'],
    ['tag\u{E0041}', 'tag[U+E0041]'],
    ['two\r\nlines\tand a tab', 'two  lines and a tab'],
    ['half \uD83D a pair', 'half \uFFFD a pair'],
    ['family 👨‍👩‍👧‍👦 stays', 'family 👨‍👩‍👧‍👦 stays'],
    ['مستشفى المدينة', 'مستشفى المدينة'],
    [`Z${'\u0335'.repeat(500)}algo`, `Z${'\u0335'.repeat(4)}algo`],
  ])('shows %j as %j', (text, shown) => {
    expect(visibleText(text)).toEqual({ text: shown, cut: false });
  });

  it('is at most 200 characters long, and says that it was cut', () => {
    expect(visibleText('x'.repeat(201))).toEqual({ text: `${'x'.repeat(199)}…`, cut: true });
    expect(visibleText('😀'.repeat(200)).cut).toBe(false);
  });

  it('never holds a character that is unseen or turns the direction, whatever comes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = visibleText(text).text;
        expect(
          shown.isWellFormed() && !/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f]/u.test(shown),
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is text in an isolated element: markup stays letters', () => {
    const { container } = render(<OutsideText text={'<img src=x onerror="alert(1)">'} />);
    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelector('bdi')?.textContent).toBe('<img src=x onerror="alert(1)">');
  });

  it('falls back where nothing is left to show', () => {
    const { container } = render(<OutsideText text={' \n '} fallback="Project 7" />);
    expect(container.textContent).toBe('Project 7');
  });
});
