import type { ReadOnPage } from '../../sandbox/procore/judge-readings.ts';

/** The harness's lines, such as "send-button send-to disabled", as readings. */
export function readingsOf(lines: readonly string[]): ReadOnPage[] {
  return lines.map((line) => {
    const [kind = '', says = '', disabled] = line.split(' ');
    return disabled ? { kind, says, disabled: true } : { kind, says };
  });
}
