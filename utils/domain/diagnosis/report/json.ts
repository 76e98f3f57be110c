import type { Report } from './report.ts';

const WIDTH = 100;

/**
 * What would be unseen in a text, or mean something to Markdown or HTML, stands as its code: the same JSON, which can
 * end no fence and open no tag wherever it is pasted.
 */
const UNSAFE =
  /[<>&`\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udfff]/g;

/** The report as a file: what is short on one line, the rest indented. */
export function toJson(report: Report): string {
  return `${write(report, '')}\n`.replace(
    UNSAFE,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function write(part: unknown, indent: string): string {
  const line = JSON.stringify(part);
  if (line.length <= WIDTH || typeof part !== 'object' || part === null) return line;
  const deeper = `${indent} `;
  if (Array.isArray(part)) {
    // An entry of a list stays on its line: a report is read line by line.
    return `[\n${part.map((entry) => deeper + JSON.stringify(entry)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(part)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${deeper}${JSON.stringify(name)}: ${write(value, deeper)}`);
  return `{\n${entries.join(',\n')}\n${indent}}`;
}

/** Bytes of a text as a file. */
export const sizeOf = (text: string): number => new TextEncoder().encode(text).length;
