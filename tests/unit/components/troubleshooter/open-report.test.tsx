// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OpenReport } from '../../../../components/troubleshooter/open-report.tsx';
import { toJson } from '../../../../utils/domain/diagnosis/report/json.ts';
import { toMarkdown } from '../../../../utils/domain/diagnosis/report/markdown.ts';
import { LARGEST_FILE } from '../../../../utils/domain/diagnosis/report/parse-report.ts';
import type { Report } from '../../../../utils/domain/diagnosis/report/report.ts';
import { healthyFacts } from '../../utils/domain/diagnosis/world.ts';
import { reportOf } from '../../utils/domain/diagnosis/report/kit.ts';
import { expectAccessible, show, speakEnglish } from '../kit.tsx';

beforeEach(speakEnglish);
afterEach(cleanup);

const report = reportOf(healthyFacts());

function open() {
  const onOpen = vi.fn((_report: Report) => undefined);
  const { container } = show(<OpenReport onOpen={onOpen} />);
  return { container, onOpen };
}
const fileInput = () => screen.getByLabelText<HTMLInputElement>('Report file');
const paste = () => screen.getByLabelText<HTMLTextAreaElement>('Text of the report');
const choose = (text: string | Promise<string>, size = 1) => {
  const input = fileInput();
  const file = { size, text: async () => text };
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  fireEvent.change(input);
};
const pasteText = (text: string) => {
  paste().value = text;
  fireEvent.click(screen.getByRole('button', { name: 'Open the report' }));
};

describe('opening a report', () => {
  it('opens a file', async () => {
    const { onOpen, container } = open();
    choose(toJson(report));
    await vi.waitFor(() => expect(onOpen.mock.calls).toEqual([[report]]));
    await expectAccessible(container);
  });

  it('opens pasted Markdown', async () => {
    const { onOpen } = open();
    pasteText(toMarkdown(report));
    await vi.waitFor(() => expect(onOpen.mock.calls).toEqual([[report]]));
  });

  it('says beside the field what is wrong, and takes it back with the next try', async () => {
    const { onOpen, container } = open();
    choose('Hello');
    await screen.findByText(/^This is no report of Countersign\./);
    expect(fileInput().getAttribute('aria-invalid')).toBe('true');
    expect(paste().getAttribute('aria-invalid')).toBe('false');
    await expectAccessible(container);
    pasteText(toJson(report).replace('"version": 1', '"version": 2'));
    await screen.findByText(/^A newer Countersign made this report\./);
    expect(screen.queryByText(/^This is no report/)).toBeNull();
    pasteText(toJson(report).slice(0, 500));
    await screen.findByText(/a part of it is missing/);
    choose('', LARGEST_FILE + 1);
    await screen.findByText(/too large to be a report/);
    pasteText('  ');
    await screen.findByText('Choose a file, or paste the text of a report.');
    expect(onOpen).not.toHaveBeenCalled();
  });

  it('opens the file that was chosen last, however long the others take', async () => {
    const { onOpen } = open();
    const { promise: slow, resolve: finish } = Promise.withResolvers<string>();
    choose(slow);
    const other = reportOf(healthyFacts(), 'names');
    choose(toJson(other));
    await vi.waitFor(() => expect(onOpen.mock.calls).toEqual([[other]]));
    finish(toJson(report));
    // Whoever opens the next one comes after whoever would open this one.
    choose(toJson(other));
    await vi.waitFor(() => expect(onOpen.mock.calls).toEqual([[other], [other]]));
  });
});
