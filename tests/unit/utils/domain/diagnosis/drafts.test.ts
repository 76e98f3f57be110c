import { describe, expect, test } from 'vitest';
import { diagnose, isTrouble } from '../../../../../utils/domain/diagnosis/diagnose.ts';
import type { Facts } from '../../../../../utils/domain/diagnosis/facts.ts';
import { messageTo } from '../../../../../utils/domain/diagnosis/drafts.ts';
import { RECIPIENTS } from '../../../../../utils/domain/diagnosis/types.ts';
import { CASES } from './cases.ts';
import { CAUSES } from './causes.ts';
import { gather, healthyFacts, healthyWorld } from './world.ts';

const wording = { projectName: 'Riverside Tower', sayWhen: (at: number) => new Date(at).toISOString() };
function factsWith(...names: string[]): Facts {
  const world = healthyWorld();
  for (const name of names) CAUSES.find((cause) => cause.name === name)?.plant(world);
  return gather(world);
}
const write = (recipient: (typeof RECIPIENTS)[number], facts: Facts, over = {}) =>
  messageTo(recipient, diagnose(facts), facts, { ...wording, ...over });

describe('messageTo', () => {
  test('should ask a project admin for what only they can do, with where and when', () => {
    expect(write('project-admin', factsWith('the project has it off', 'the permission is too low'))).toEqual({
      subject: 'DocuSign in Procore: help needed on Riverside Tower',
      body: [
        'Hello,',
        'I cannot send from Procore with DocuSign as I should. My browser extension Countersign looked for the reason. Can you help with this?',
        'DocuSign is not enabled in this project. Please open the project’s Admin tool, Project Settings, General, Advanced, tick Enable DocuSign and press Update. Read on 2026-11-21T11:55:00.000Z.',
        'My permission on the tool of this item is too low, and sending with DocuSign needs Admin. Please give me Admin on it in the project’s Directory. Read on 2026-11-21T12:00:00.000Z.',
        'Project: Riverside Tower\nProcore host: us02.procore.com\nItem: Commitment 42\nMy login in Procore: ana@harbor.example',
        'Thank you.',
      ].join('\n\n'),
    });
  });

  test('should write to a DocuSign admin in their words, and leave Procore out', () => {
    const message = write('docusign-admin', factsWith('the membership is closed', 'no envelopes are left'));
    expect(message?.subject).toBe('DocuSign in Procore: help needed');
    expect(message?.body).toContain('My login has no active membership (Harbor Builders).');
    expect(message?.body).toContain('My login at DocuSign: ana@harbor.example');
    expect(message?.body).not.toMatch(/Riverside|us02|Commitment/);
  });

  test('should name the hosts and the browser to IT, and no person', () => {
    const { body } = write('it', factsWith('DocuSign does not answer', 'the browser is old')) ?? {};
    expect(body).toContain('account.docusign.com');
    expect(body).toContain('Browser: Chrome 156, Windows'.replace('156', '90'));
    expect(body).not.toContain('@');
  });

  test('should use the number of a project without a name, and say nothing it does not know', () => {
    const facts = factsWith('the company has it off');
    facts.procore = { known: false, why: 'not-connected', at: 0 };
    const { subject, body } = write('company-admin', facts, { projectName: ' ' }) ?? {};
    expect(subject).toBe('DocuSign in Procore: help needed');
    expect(body).toContain('Project: number 562949953421312');
    expect(body).not.toMatch(/Company: |@|undefined/);
    expect(body).toContain('Project Settings, Defaults, Advanced Settings');
  });

  test('should not be there where nothing is for this reader to do', () => {
    for (const recipient of RECIPIENTS) expect(write(recipient, healthyFacts())).toBeNull();
    expect(write('it', factsWith('no login is linked'))).toBeNull();
  });

  test('should be written for everything that offers one, whole and in plain text', () => {
    for (const [check, cases] of Object.entries(CASES)) {
      for (const edit of Object.values(cases)) {
        const facts = structuredClone(healthyFacts());
        edit(facts);
        const { findings } = diagnose(facts);
        for (const recipient of RECIPIENTS) {
          const wanted = findings.some(
            (finding) => isTrouble(finding) && finding.fixes.includes(`message-${recipient}`),
          );
          const message = write(recipient, facts);
          expect([check, recipient, message !== null]).toEqual([check, recipient, wanted]);
          expect(`${message?.subject}${message?.body}`).not.toMatch(/\$\d|\(\)|: \n|: $/);
        }
      }
    }
  });

  test('should keep names from pages in their line', () => {
    const message = write('project-admin', factsWith('the project has it off'), {
      projectName: 'Tower\r\nBcc: somebody@example.com\u2028x',
    });
    expect(message?.subject).toBe('DocuSign in Procore: help needed on Tower Bcc: somebody@example.com x');
    expect(message?.body.split('\n')).toContain('Project: Tower Bcc: somebody@example.com x');
  });
});
