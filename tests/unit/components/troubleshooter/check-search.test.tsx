// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CheckSearch } from '../../../../components/troubleshooter/check-search.tsx';
import { searchChecks } from '../../../../components/troubleshooter/search-checks.ts';
import { CHECKS } from '../../../../utils/domain/diagnosis/checks/index.ts';
import { diagnose } from '../../../../utils/domain/diagnosis/diagnose.ts';
import { CHECK_IDS, type Finding } from '../../../../utils/domain/diagnosis/types.ts';
import { checkTitle, stageName } from '../../../../utils/domain/diagnosis/sentence.ts';
import { healthyFacts } from '../../utils/domain/diagnosis/world.ts';
import { expectAccessible, show, speakEnglish, textOf } from '../kit.tsx';

beforeEach(speakEnglish);
afterEach(cleanup);

const ids = (query: string) => searchChecks(query).map(({ id }) => id);

describe('what is found', () => {
  it('is every check first by its id, its title, and the link that leads to it', () => {
    for (const { id } of CHECKS) {
      expect(ids(id)[0]).toBe(id);
      expect(ids(id.toUpperCase())[0]).toBe(id);
      expect(ids(checkTitle(id))[0]).toBe(id);
      expect(ids(`chrome-extension://abc/sidepanel.html?check=${id}`)).toEqual([id]);
      expect(ids(` moz-extension://abc/sidepanel.html?page=item&check=${id} `)).toEqual([id]);
    }
  });

  it('is every check of a stage, and those with the words in what they say', () => {
    const [{ stage } = { stage: 'browser' as const }] = CHECKS;
    const own = CHECKS.filter((check) => check.stage === stage).map(({ id }) => id);
    expect(ids(stageName(stage)).slice(0, own.length).toSorted()).toEqual(own.toSorted());
    expect(ids('invoice contact')).toContain('bulk-send');
    expect(ids('  COOKIES  ')[0]).toBe('cookies');
  });

  it('is nothing for nothing, for other words, and for a link to no check', () => {
    for (const query of ['', '   ', 'xyzzy', 'sidepanel.html?check=xyzzy', '$1'])
      expect(ids(query)).toEqual([]);
  });

  it('is each check once', () => {
    const all = ids('docusign');
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeLessThanOrEqual(CHECK_IDS.length);
  });
});

function open(findings: readonly Finding[] = []) {
  const onChoose = vi.fn();
  const onAll = vi.fn();
  const { container } = show(<CheckSearch findings={findings} onChoose={onChoose} onAll={onAll} />);
  const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Find one check' });
  const type = (value: string) => fireEvent.input(box, { target: { value } });
  return { container, box, type, onChoose, onAll };
}

describe('the search', () => {
  it('lists what matches with its stage, tells how many, and chooses by a press', async () => {
    const { container, box, type, onChoose } = open();
    expect(screen.queryByRole('list')).toBeNull();
    type('browser-version');
    expect(textOf(screen.getByRole('status'))).toBe('One check matches');
    expect(textOf(screen.getByRole('list', { name: 'Checks that match' }))).toContain('Browser and network');
    await expectAccessible(container);
    fireEvent.click(screen.getByRole('button'));
    expect(onChoose).toHaveBeenCalledExactlyOnceWith('browser-version');
    expect(box.value).toBe('');
    expect(screen.queryByRole('list')).toBeNull();
  });

  it('says of what ran already how it is', () => {
    const { type } = open(diagnose(healthyFacts()).findings);
    type('clock');
    expect(textOf(screen.getAllByRole('button')[0] ?? null)).toContain('In order');
  });

  it('takes the first by Enter, and is emptied by Escape', () => {
    const { box, type, onChoose } = open();
    type('cookies');
    fireEvent.keyDown(box, { key: 'Escape' });
    expect(box.value).toBe('');
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(onChoose).not.toHaveBeenCalled();
    type('cookies');
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(onChoose).toHaveBeenCalledExactlyOnceWith('cookies');
  });

  it('says what to do where nothing is found', async () => {
    const { container, type, onAll } = open();
    type('xyzzy');
    expect(textOf(screen.getByRole('status'))).toMatch(/^No check has “xyzzy” in it\. Try one word/);
    await expectAccessible(container);
    fireEvent.click(screen.getByRole('button', { name: 'Run all checks' }));
    expect(onAll).toHaveBeenCalledTimes(1);
  });
});
