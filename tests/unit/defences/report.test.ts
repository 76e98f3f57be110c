import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { diagnose } from '../../../utils/domain/diagnosis/diagnose.ts';
import { type Facts, factsShape } from '../../../utils/domain/diagnosis/facts.ts';
import { toJson } from '../../../utils/domain/diagnosis/report/json.ts';
import { toMarkdown } from '../../../utils/domain/diagnosis/report/markdown.ts';
import { openReport } from '../../../utils/domain/diagnosis/report/parse-report.ts';
import { GROUPS } from '../../../utils/domain/diagnosis/report/report.ts';
import { speakEnglish } from '../components/kit.tsx';
import { CAUSES } from '../utils/domain/diagnosis/causes.ts';
import { reportOf, treeOf } from '../utils/domain/diagnosis/report/kit.ts';
import { gather, healthyFacts, healthyWorld, known, NOW } from '../utils/domain/diagnosis/world.ts';

beforeEach(speakEnglish);

/** Every text in the facts that is not one of a closed list, by where it stands. */
function textsIn(part: unknown, path: string, found: Map<string, string>): void {
  if (typeof part === 'string') found.set(path, part);
  else if (typeof part === 'object' && part !== null) {
    for (const [name, value] of Object.entries(part)) textsIn(value, `${path}.${name}`, found);
  }
}
function withText(facts: Facts, path: string, text: string): Facts {
  const copy = structuredClone(facts);
  const names = path.split('.').slice(1);
  const last = names.pop() ?? '';
  let part = copy as unknown as Record<string, unknown>;
  for (const name of names) part = part[name] as Record<string, unknown>;
  part[last] = text;
  return copy;
}

/** The facts once for each place that takes this text. */
function plantedIn(facts: Facts, text: string): Facts[] {
  const texts = new Map<string, string>();
  textsIn(facts, '', texts);
  return [...texts.keys()]
    .map((path) => withText(facts, path, text))
    .filter((planted) => factsShape().safeParse(planted).success);
}

/** Facts with something in each place, known and unknown. */
function fullFacts(): Facts[] {
  const facts = healthyFacts();
  facts.login = known({ failed: { kind: 'vendor-down', detail: 'server_error', at: NOW } });
  if (facts.settings.known) {
    facts.settings.value.locked = ['zones'];
    facts.settings.value.refused = ['badges'];
  }
  facts.reach = known([
    { host: 'app.procore.com', answer: known({ took: 1 }) },
    { host: 'na3.docusign.net', answer: { known: false, why: 'timed-out', detail: '504', at: NOW } },
  ]);
  const reauth = { says: 'reauth-required', disabled: false, at: NOW };
  if (facts.ledger.known) facts.ledger.value = { ...facts.ledger.value, box: reauth, banner: reauth };
  const unknown = healthyFacts();
  unknown.procore = { known: false, why: 'no-permission', detail: 'forbidden', at: NOW };
  unknown.docusign = { known: false, why: 'wrong-key', detail: 'issuer_not_found', at: NOW };
  return [facts, unknown];
}

/** What could stand where a name, an id or a code should. */
const CANARIES: Record<string, string> = {
  'a name': 'Canary Finch',
  'an e-mail address': 'canary.finch@harbor.example',
  'an encoded address': 'canary%40harbor.example',
  'an id': '50d89ab1-ca17-4222-8333-944455566677',
  'a number': '77123400567891',
  'a short secret': 'canary_x7',
  'a token': 'eyJ0eXAiOiJKV1.Y2FuYXJ5.c2ln',
  'a verifier': 'canary-aB3_'.repeat(5),
  'a header': 'Bearer canary7',
  'an address with a query': 'https://canary.procore.com/back?code=canary&state=1',
  'a host of Procore': 'canary.procore.com',
  'a host of DocuSign': 'canary-site.docusign.net',
  'words around a code': 'consent_required canary ip restricted',
};

/** D15: what a sender did not tick is in no form of a report, wherever in the facts it stands. */
describe.each(Object.entries(CANARIES))('%s', (_, canary) => {
  const places = fullFacts().flatMap((facts) => plantedIn(facts, canary));

  it('is not in the default report, as JSON or Markdown', () => {
    expect(places.length).toBeGreaterThan(30);
    const signs = [canary, 'canary', 'Canary', 'ca17', '77123400567891'];
    for (const facts of places) {
      const report = reportOf(facts);
      const written = `${toJson(report)}${toMarkdown(report)}`;
      expect(signs.filter((sign) => written.includes(sign))).toEqual([]);
      expect(treeOf(report.facts)).toEqual(treeOf(facts));
    }
  });
});

describe('a secret', () => {
  const SECRETS = [
    'eyJ0eXAiOiJKV1.aHVzaA.c2ln',
    'hush-aB3_'.repeat(5),
    'Bearer hush7',
    'code=hush9',
    'https://a.procore.com/back?code=hush&state=1',
    'https://a.procore.com/back#hush',
    'hush@user:https://me:hush@a.test/',
  ];
  it.each(SECRETS)('is in no report, whatever is ticked: %s', (secret) => {
    for (const facts of fullFacts()) {
      for (const planted of plantedIn(facts, secret)) {
        const report = reportOf(planted, ...GROUPS);
        expect(`${toJson(report)}${toMarkdown(report)}`).not.toMatch(/eyJ0|hush/);
        expect(treeOf(report.facts)).toEqual(treeOf(planted));
      }
    }
  });
});

describe('the golden report', () => {
  const world = healthyWorld();
  for (const { name, plant } of CAUSES) {
    if (['the wrong person is linked', 'the permission is too low', 'the browser is old'].includes(name)) {
      plant(world);
    }
  }
  const facts = gather(world);
  const golden = (name: string) => resolve(import.meta.dirname, 'golden', name);

  it('is what is written, and opens as what was seen', async () => {
    const report = reportOf(facts);
    for (const [name, text] of [
      ['report.json', toJson(report)],
      ['report.md', toMarkdown(report)],
    ] as const) {
      await expect(text).toMatchFileSnapshot(golden(name));
      const opened = openReport(text);
      expect(treeOf(opened.facts)).toEqual(treeOf(facts));
      expect(opened.troubles[0]?.check).toBe(diagnose(facts).cause?.check);
    }
  });

  it('opens as what was seen where the first version wrote it', () => {
    const first = openReport(readFileSync(golden('report-1.json'), 'utf8'));
    expect(first.facts.sites).toEqual(
      known([
        {
          host: 'account.docusign.com',
          cookies: known(6),
          data: { known: false, why: 'left-out', at: NOW },
        },
      ]),
    );
    expect(treeOf(first.facts)).toEqual(treeOf(facts));
  });
});
