// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReportCard } from '../../../../components/troubleshooter/report-card.tsx';
import { diagnose } from '../../../../utils/domain/diagnosis/diagnose.ts';
import type { Facts } from '../../../../utils/domain/diagnosis/facts.ts';
import { openReport } from '../../../../utils/domain/diagnosis/report/parse-report.ts';
import { account, healthyFacts } from '../../utils/domain/diagnosis/world.ts';
import { largestFacts } from '../../utils/domain/diagnosis/report/kit.ts';
import { expectAccessible, show, speakEnglish, textOf } from '../kit.tsx';

beforeEach(speakEnglish);
afterEach(cleanup);

function open(facts: Facts = healthyFacts(), works = true) {
  const copy = vi.fn(async (_text: string) => works);
  const save = vi.fn(async (_name: string, _text: string, _type: string) => works);
  const { container } = show(
    <ReportCard facts={facts} diagnosis={diagnose(facts)} version="0.1.0" copy={copy} save={save} />,
  );
  return { container, copy, save };
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const preview = () => screen.getByRole('region', { name: 'The report as it goes', hidden: true });
const leftOut = () => [...document.querySelectorAll('li')].map(textOf);
const told = () => screen.getByRole('status').textContent;

describe('the report of a pass', () => {
  it('leaves out ids, names and addresses, and says so', async () => {
    const { container } = open();
    expect(preview().textContent).not.toMatch(/Ana|Harbor Builders|harbor\.example|562949/);
    expect(leftOut()).toEqual([
      'Ids of accounts, companies, projects and items: 6 left out',
      'E-mail addresses: 1 left out',
      'Names of people, accounts and companies: 3 left out',
    ]);
    expect(screen.getByRole('group', { name: 'Put into the report' })).toBeTruthy();
    await expectAccessible(container);
  });

  it('puts back what is ticked, and takes it out again', () => {
    open();
    const box = screen.getByRole('checkbox', { name: 'E-mail addresses (1 value)' });
    fireEvent.click(box);
    expect(preview().textContent).toContain('ana@harbor.example');
    expect(preview().textContent).not.toMatch(/Ana Ruiz|562949/);
    expect(leftOut()).toHaveLength(2);
    fireEvent.click(box);
    expect(preview().textContent).not.toContain('ana@harbor.example');
  });

  it('says when nothing is left out', () => {
    open();
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
    expect(leftOut()).toEqual([]);
    expect(screen.getByText('Nothing is left out.')).toBeTruthy();
  });

  it('offers only what there is to tick', () => {
    const facts = healthyFacts();
    expect(open(facts) && screen.getAllByRole('checkbox')).toHaveLength(3);
    cleanup();
    if (facts.docusign.known) facts.docusign.value.accounts = [account({ profile: 'Site staff' })];
    open(facts);
    expect(
      screen.getByRole('checkbox', { name: /^Words that Countersign does not know.* \(1 value\)$/ }),
    ).toBeTruthy();
  });

  it('copies and saves exactly what is shown', async () => {
    const { copy, save } = open();
    fireEvent.click(screen.getByRole('checkbox', { name: /^Names/ }));
    press('Copy as text');
    await vi.waitFor(() => expect(told()).toBe('Copied. Paste it into the ticket or mail.'));
    press('Save as Markdown');
    await vi.waitFor(() => expect(told()).toBe('Saved as countersign-report-2026-11-21.md.'));
    press('Save as JSON');
    await vi.waitFor(() => expect(told()).toBe('Saved as countersign-report-2026-11-21.json.'));
    const shown = preview().textContent ?? '';
    expect(copy.mock.calls).toEqual([[shown]]);
    expect(save.mock.calls[0]).toEqual(['countersign-report-2026-11-21.md', shown, 'text/markdown']);
    const [name, json = '', type] = save.mock.calls[1] ?? [];
    expect([name, type]).toEqual(['countersign-report-2026-11-21.json', 'application/json']);
    expect(openReport(json)).toEqual(openReport(shown));
  });

  it('says when the browser did not do it', async () => {
    open(healthyFacts(), false);
    press('Copy as text');
    await vi.waitFor(() => expect(told()).toMatch(/did not copy it\. Save it/));
    press('Save as JSON');
    await vi.waitFor(() => expect(told()).toMatch(/was not saved\. Copy/));
    fireEvent.click(screen.getByRole('checkbox', { name: /^Names/ }));
    expect(told()).toBe('');
  });

  it('tells its size, and what was cut to keep it small', () => {
    open(largestFacts());
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
    expect(leftOut().join('\n')).toMatch(
      /Tools of the project: \d+ left out, since the report would be too large/,
    );
    expect(screen.getByText(/^Size: 2[345]\.\d KB as Markdown, \d\d\.\d KB as JSON\.$/)).toBeTruthy();
  });

  it('shows hostile names as words', () => {
    const facts = healthyFacts();
    const name = 'x\u202ey\u0000<img src=x onerror=alert(1)>```\n# Approved';
    if (facts.docusign.known) facts.docusign.value.accounts = [account({ accountName: name })];
    const { container } = open(facts);
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
    expect(container.querySelector('img')).toBeNull();
    // oxlint-disable-next-line no-control-regex
    expect(container.textContent).not.toMatch(/[\u0000\u202e]/);
    expect(preview().textContent).not.toMatch(/<img|^# Approved/m);
    expect(preview().textContent.match(/```/g)).toHaveLength(2);
  });
});
