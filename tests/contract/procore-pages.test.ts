import { describe, expect, it } from 'vitest';
import { SAYINGS } from '../../utils/base/types.ts';
import { CATALOGUE, type CataloguePage, STATIC_PAGES } from '../sandbox/procore/catalogue.ts';
import { judgeReadings } from '../sandbox/procore/judge-readings.ts';
import { createProcore } from '../sandbox/procore/index.ts';
import { ITEM_PAGES } from '../sandbox/procore/pages/item-pages.ts';
import { DOCUSIGN_WORD_KEYS, docusignWord } from '../sandbox/procore/words/docusign-words.ts';
import { LOCALES } from '../sandbox/procore/words/locales.ts';
import { createWorld } from '../sandbox/world.ts';
import { fakeDocusign } from './procore-browser.ts';
import { readTruths, type Truth } from './procore-reader.ts';

const procore = createProcore({ world: createWorld(), docusign: fakeDocusign() });
const open = async (url: string) => procore.fetch(new Request(url));

const sorted = (truths: readonly Truth[]) =>
  truths.map((truth) => JSON.stringify([truth.kind, truth.truth, truth.disabled])).toSorted();

const promised = (page: CataloguePage): Truth[] =>
  page.expected.flatMap(({ kind, truth, disabled, count = 1 }) =>
    Array.from({ length: count === 'in-view' ? 1 : count }, () => ({
      kind,
      truth,
      disabled: disabled ?? false,
    })),
  );

/** Ten thousand rows are counted in the text: a parsed document of them would only be slow. */
const isLong = (page: CataloguePage) => page.path.includes('rows=');

describe('the catalogue of Procore pages', () => {
  it('names every page once', () => {
    expect(new Set(CATALOGUE.map((page) => page.id)).size).toBe(CATALOGUE.length);
    expect(new Set(CATALOGUE.map((page) => page.url)).size).toBe(CATALOGUE.length);
  });

  it('has every item page in every language', () => {
    const missing = ITEM_PAGES.flatMap((page) =>
      LOCALES.filter(
        (locale) => !CATALOGUE.some((entry) => entry.id.startsWith(`${page.id} `) && entry.locale === locale),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('has every kind of element in every saying, and unknown for each', () => {
    const said = (kind: string) =>
      new Set(
        CATALOGUE.flatMap((page) =>
          page.expected.filter((each) => each.kind === kind).map((each) => each.says),
        ),
      );
    for (const [kind, sayings] of Object.entries(SAYINGS))
      expect([...said(kind)].toSorted()).toEqual([...sayings].toSorted());
  });

  it('expects unknown of a word that no public page gives', () => {
    const wrong = CATALOGUE.flatMap((page) =>
      page.expected.filter((each) => (each.word === 'invented') !== (each.says === 'unknown')),
    );
    expect(wrong).toEqual([]);
  });

  for (const locale of LOCALES)
    it(`draws in ${locale} exactly what it lists`, async () => {
      const pages = STATIC_PAGES.filter((page) => page.locale === locale && !isLong(page));
      expect(pages.length).toBeGreaterThan(40);
      for (const page of pages) {
        const answer = await open(page.url);
        expect([page.id, answer.status]).toEqual([page.id, 200]);
        const { lang, truths } = readTruths(await answer.text(), locale);
        expect([page.id, sorted(truths)]).toEqual([page.id, sorted(promised(page))]);
        expect([page.id, lang]).toEqual([page.id, page.path.includes('nolang=1') ? null : locale]);
      }
    }, 120_000);

  it('draws pages of other codes of the same languages', async () => {
    const pages = STATIC_PAGES.filter((page) => !LOCALES.some((locale) => locale === page.locale));
    expect(pages.length).toBeGreaterThan(40);
    for (const page of pages) {
      const { lang, truths } = readTruths(await (await open(page.url)).text(), page.locale);
      expect([page.id, lang, sorted(truths)]).toEqual([page.id, page.locale, sorted(promised(page))]);
    }
  }, 120_000);

  it('writes every row of a long list', async () => {
    const written = STATIC_PAGES.filter(isLong);
    const counts = await Promise.all(
      written.map(async (page) => {
        const text = await (await open(page.url)).text();
        return [
          text.split('<tr data-qa="tableRow"').length - 1,
          text.split('>Complete with DocuSign®</button>').length - 1,
        ];
      }),
    );
    expect(counts).toEqual([
      [10_000, 0],
      [10_000, 10_000],
    ]);
    expect(written.map((page) => page.expected.map((each) => each.count))).toEqual([[], [10_000]]);
  });

  it('answers the pages whose elements come by script too', async () => {
    const pages = CATALOGUE.filter((page) => page.needsScripts);
    for (const page of pages) expect([page.id, (await open(page.url)).status]).toEqual([page.id, 200]);
    expect(pages.length).toBeGreaterThan(10);
  });

  it('puts lures on item pages: ERP status, a help text, comments and hidden elements', async () => {
    const page = STATIC_PAGES.find((entry) => entry.id.startsWith('subcontract-legacy-edit fresh'));
    const detail = STATIC_PAGES.find((entry) => entry.id.startsWith('subcontract-mfe-detail fresh'));
    const texts = await Promise.all(
      [page, detail].map(async (entry) => (await open(entry?.url ?? '')).text()),
    );
    expect(texts[0]).toContain('Learn more about DocuSign®');
    expect(texts[1]).toMatch(/data-qa="erpStatus">Synced</);
    expect(texts[1]).toContain('<p class="comment-body">Re-Authentication Required</p>');
    expect(texts[1]).toMatch(/style="display:none"><button type="button">Complete with DocuSign®/);
    expect(texts[1]).toContain('aria-label="Loading"');
  });
});

describe('the words', () => {
  it('are the documented ones where a public page gives them', () => {
    const text = (locale: (typeof LOCALES)[number], key: (typeof DOCUSIGN_WORD_KEYS)[number]) => {
      const word = docusignWord(locale, key);
      return word.invented ? null : word.text;
    };
    expect({
      zh: [
        text('zh-SG', 'linkRow'),
        text('zh-SG', 'login'),
        text('zh-SG', 'synced'),
        text('zh-SG', 'enable'),
      ],
      es: [text('es', 'linkRow'), text('es', 'login'), text('es', 'synced'), text('es', 'enable')],
      frCA: [text('fr-CA', 'linkRow'), text('fr-CA', 'login'), text('fr-CA', 'synced')],
      complete: [
        text('zh-SG', 'completePlain'),
        text('fr', 'completePlain'),
        text('de', 'completePlain'),
        text('ja', 'completePlain'),
      ],
      signature: [
        text('fr', 'signatureRequired'),
        text('de', 'signaturePending'),
        text('es', 'signaturePending'),
      ],
      reauth: [
        text('de', 'reauthRequired'),
        text('fr', 'reauthRequired'),
        text('fr-CA', 'reauthRequired'),
        text('es', 'reauthRequired'),
      ],
      sign: [
        text('de', 'sign'),
        text('fr', 'sign'),
        text('es', 'sign'),
        text('de', 'signEntry'),
        text('es', 'signEntry'),
      ],
      other: [text('de', 'enable'), text('en-GB', 'updateAndSetUp'), text('es', 'updateAndSetUp')],
      ja: [
        text('ja', 'sign'),
        text('ja', 'updateAndSetUp'),
        text('ja', 'reauthRequired'),
        text('ja', 'linkRow'),
      ],
    }).toEqual({
      zh: ['链接 DocuSign 账户', '使用 DocuSign 登录', '已同步', '启用 DocuSign'],
      es: ['Vincular cuenta DocuSign', 'Iniciar sesión con DocuSign', 'Sincronizado', null],
      frCA: ['Lier le compte DocuSign', 'Connexion avec DocuSign', 'Synchronisé'],
      complete: ['使用 DocuSign 完成', 'Compléter avec DocuSign', 'Mit DocuSign abschließen', null],
      signature: ['Signature requise', 'Unterschrift ausstehend', null],
      reauth: [
        'Erneute Authentifizierung erforderlich',
        'Réauthentification requise',
        'Réauthentification requise',
        'Autenticación requerida',
      ],
      sign: [
        'Mit DocuSign® signieren',
        'Signer avec DocuSign',
        null,
        'Mit DocuSign unterschreiben',
        'Firmar con DocuSign',
      ],
      other: ['DocuSign® aktivieren', 'Update and Set Up DocuSign', 'Actualizar y configurar DocuSign'],
      ja: ['DocuSign で署名', 'DocuSign の更新と設定', '再認証が必要', null],
    });
  });
});

describe('judging a reading', () => {
  const page = (start: string) => {
    const found = CATALOGUE.find((entry) => entry.id.startsWith(start));
    if (!found) throw new Error(start);
    return found;
  };
  const synced = page('profile account us02.procore.com en gc synced');
  const german = page('profile account us02.procore.com de gc not-linked');
  const french = page('profile account us02.procore.com fr gc synced');
  const outside = page('profile outside a project us02.procore.com en');

  it('finds a right reading right', () => {
    expect(judgeReadings(synced, [{ kind: 'link-row', says: 'synced' }])).toEqual([]);
    expect(judgeReadings(outside, [])).toEqual([]);
  });

  it('finds a wrong, a missing, a doubled and an invented reading wrong', () => {
    expect(judgeReadings(synced, [{ kind: 'link-row', says: 'not-linked' }])).toEqual([
      'missing: link-row "synced"',
      'not there: link-row "not-linked"',
    ]);
    expect(judgeReadings(synced, [])).toEqual(['missing: link-row "synced"']);
    expect(
      judgeReadings(synced, [
        { kind: 'link-row', says: 'synced' },
        { kind: 'link-row', says: 'synced' },
      ]),
    ).toEqual(['not there: link-row "synced"']);
    expect(judgeReadings(outside, [{ kind: 'link-row', says: 'unknown' }])).toEqual([
      'not there: link-row "unknown"',
    ]);
  });

  it('takes unknown, and nothing else, for invented words', () => {
    expect(judgeReadings(german, [{ kind: 'link-row', says: 'unknown' }])).toEqual([]);
    expect(judgeReadings(german, [{ kind: 'link-row', says: 'not-linked' }])).toEqual([
      'missing: link-row "unknown"',
      'not there: link-row "not-linked"',
    ]);
  });

  it('takes the truth or unknown for words of the other French', () => {
    expect(judgeReadings(french, [{ kind: 'link-row', says: 'synced' }])).toEqual([]);
    expect(judgeReadings(french, [{ kind: 'link-row', says: 'unknown' }])).toEqual([]);
    expect(judgeReadings(french, [{ kind: 'link-row', says: 'not-linked' }])).toEqual([
      'not there: link-row "not-linked"',
    ]);
  });
});
