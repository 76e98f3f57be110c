import { beforeEach, describe, expect, test } from 'vitest';
import { toMarkdown } from '../../../../../../utils/domain/diagnosis/report/markdown.ts';
import { GROUPS } from '../../../../../../utils/domain/diagnosis/report/report.ts';
import { CAUSES } from '../causes.ts';
import { account, gather, healthyFacts, healthyWorld } from '../world.ts';
import { reportOf } from './kit.ts';
import { speakEnglish } from '../../../../components/kit.tsx';

beforeEach(speakEnglish);

/** What stands before the block with the data. */
const wordsOf = (markdown: string) => markdown.split('```json')[0] ?? '';

describe('the report as Markdown', () => {
  test('should have the cause on top, then what else is in trouble', () => {
    for (const cause of CAUSES) {
      const world = healthyWorld();
      cause.plant(world);
      const report = reportOf(gather(world));
      const words = wordsOf(toMarkdown(report));
      const codes = [...words.matchAll(/`([a-z-]+)\.[a-z-]+`$/gm)].map(([, check]) => check);
      expect([cause.name, codes]).toEqual([cause.name, report.troubles.map(({ check }) => check)]);
      expect(words.indexOf('## Most likely reason')).toBeLessThan(words.indexOf('## Everything else'));
    }
  });

  test('should say that nothing is wrong, and what was answered', () => {
    const facts = healthyFacts();
    facts.answers = { 'login-accepted': 'yes' };
    const words = wordsOf(toMarkdown(reportOf(facts)));
    expect(words).toContain('Nothing fails and nothing needs a look.');
    expect(words).toContain('What happens? Answered: I am in');
  });

  test.each([
    ['tags', '<script>alert(1)</script>', '&#60;script&#62;alert(1)&#60;/script&#62;'],
    ['a fence', '```\n# x', '&#96;&#96;&#96; &#35; x'],
    ['a heading on a line of its own', 'a\n\n# b', 'a  &#35; b'],
    ['emphasis', '**b** _i_ ~s~', '&#42;&#42;b&#42;&#42; &#95;i&#95; &#126;s&#126;'],
    ['a link', '[x](https://evil.example)', '&#91;x&#93;(https&#58;//evil.example)'],
    ['a picture', '![x](//a.test)', '&#33;&#91;x&#93;(//a.test)'],
    ['a bare address', 'see www.evil.example', 'see www&#46;evil.example'],
    ['an entity', '&lt;b&gt;', '&#38;lt;b&#38;gt;'],
    ['a table', 'a | b', 'a &#124; b'],
    ['an escape', '\\*', '&#92;&#42;'],
    ['unseen characters', 'a\u202eb\u200bc', 'a&#91;U+202E&#93;b&#91;U+200B&#93;c'],
    ['Hebrew', 'שלום', '\u2068שלום\u2069'],
    ['an ordinary name', 'Harbor (West), Ltd. 4-5', 'Harbor (West), Ltd. 4-5'],
  ])('should show as it was: %s', (_, name, shown) => {
    const facts = healthyFacts();
    if (facts.docusign.known)
      facts.docusign.value.accounts = [account({ accountName: name, envelopesLeft: 0 })];
    const markdown = toMarkdown(reportOf(facts, ...GROUPS));
    expect(wordsOf(markdown)).toContain(shown);
    expect(markdown.split('\n').filter((line) => /^#+ /.test(line)).length).toBe(7);
  });
});
