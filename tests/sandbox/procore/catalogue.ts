/**
 * Every page the sandbox has, with what is truly on it: the oracle that detectors are tested against. It is told from
 * the tables of pages and words, never read back from drawn HTML; a contract test holds the two together.
 *
 * All conditions are in the address (`locale`, `dictionary`, `link`, `sign`, `integration`, `permission`), so a page
 * answers the same whatever the sandbox's remembered state is. Ids are those of a fresh sandbox.
 */
import type { ElementKind } from '../../../utils/base/types.ts';
import { legacy, profileAddress, webclient } from './addresses.ts';
import { CONDITIONS, type Condition, ENVELOPE_STATES, seedItem } from './items.ts';
import { BANNERS, type BannerState } from './markup/envelope-banner.ts';
import { entryWord, type ItemPage, itemAddress, type SendWord, shownOn } from './pages/item-page.ts';
import { ITEM_PAGES } from './pages/item-pages.ts';
import type { Ticked } from './pages/lists.ts';
import { placeOf } from './pages/places.ts';
import { linkRowSays } from './pages/profile.ts';
import type { LinkView } from './state.ts';
import { DICTIONARIES, type Dictionary } from './words/dictionaries.ts';
import { type DocusignWordKey, docusignWord } from './words/docusign-words.ts';
import { LOCALES, localeOf } from './words/locales.ts';
import { companyId, type ProjectKey, projectSeed, type ZoneHost, ZONES } from './zones.ts';

/** Where the element's words come from: a public help page, one in the other French, or the sandbox itself. */
export type WordSource = 'documented' | 'sibling' | 'invented';

export type Expected = {
  kind: ElementKind;
  /** What a reader who knows the documented words says: `unknown` for invented ones. */
  says: string;
  /** What it truly says. */
  truth: string;
  word: WordSource;
  /** False where only an invented word, in no control of its own, marks the element: to find nothing is right too. */
  required: boolean;
  /** The control is there and greyed. */
  disabled?: true;
  /** How many of it: 1 unless said; `in-view` for grids, as many as fit the window. */
  count?: number | 'in-view';
};

export type CataloguePage = {
  id: string;
  zone: ZoneHost;
  /** Path and query; `url` is the same with the zone. */
  path: string;
  url: string;
  /** As asked for, such as `fr-FR`. */
  locale: string;
  dictionary: Dictionary;
  form: 'legacy' | 'mfe';
  expected: readonly Expected[];
  /** True where the elements appear only when the page's scripts have run. */
  needsScripts: boolean;
};

const SEND_SAYS: Record<SendWord, string> = {
  complete: 'complete',
  completePlain: 'complete',
  send: 'send',
  createAndSend: 'create-and-send',
  updateAndSetUp: 'update-and-set-up',
  sendTo: 'send-to',
};

const BANNER_SAYS: Record<BannerState, string> = {
  setup: 'setup-not-completed',
  pending: 'signature-pending',
  required: 'signature-required',
  completed: 'signature-completed',
  reauth: 'reauth-required',
  unavailable: 'envelope-unavailable',
};

function expectation(
  locale: string,
  kind: ElementKind,
  truth: string,
  keys: readonly DocusignWordKey[],
  more: { findable: boolean; disabled?: boolean; count?: number | 'in-view' },
): Expected {
  const words = keys.map((key) => docusignWord(localeOf(locale) ?? 'en', key));
  const word: WordSource = words.some((each) => each.invented)
    ? 'invented'
    : words.some((each) => each.sibling)
      ? 'sibling'
      : 'documented';
  return {
    kind,
    says: word === 'invented' ? 'unknown' : truth,
    truth,
    word,
    required: word === 'documented' || more.findable,
    ...(more.disabled ? { disabled: true as const } : {}),
    ...(more.count !== undefined ? { count: more.count } : {}),
  };
}

type Conditions = {
  zone?: ZoneHost;
  project?: ProjectKey;
  locale?: string;
  dictionary?: Dictionary;
  link?: LinkView;
  integration?: 'on' | 'off' | 'company-off';
  permission?: 'standard';
  /** Further switches of the address, such as `late=300`. */
  switches?: Record<string, string>;
};

const HOME_ZONE: ZoneHost = 'us02.procore.com';

const settled = (conditions: Conditions) => {
  const project = conditions.project ?? 'riverside';
  const integration = conditions.integration ?? (projectSeed(project).enabled ? 'on' : 'off');
  return {
    zone: conditions.zone ?? HOME_ZONE,
    project,
    locale: conditions.locale ?? 'en',
    dictionary: conditions.dictionary ?? 'gc',
    link: conditions.link ?? 'synced',
    integration,
    enabled: integration === 'on',
    admin: conditions.permission !== 'standard',
    permission: conditions.permission,
    switches: conditions.switches ?? {},
  };
};

/** Switches whose work is done by scripts after loading, so that what is expected is not yet in the answer. */
const LATE_SWITCHES = ['late'];

function entry(
  name: string,
  address: string,
  form: 'legacy' | 'mfe',
  conditions: Conditions,
  expected: readonly Expected[],
  needsScripts = false,
): CataloguePage {
  const { zone, project, locale, dictionary, link, integration, permission, switches } = settled(conditions);
  const url = new URL(address, `https://${zone}`);
  const query = {
    locale,
    dictionary,
    link,
    integration,
    ...(permission ? { permission } : {}),
    ...switches,
  };
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  const named = [
    name,
    zone,
    project === 'riverside' ? '' : project,
    locale,
    dictionary,
    link,
    integration === 'on' ? '' : `integration ${integration}`,
    permission ?? '',
    ...Object.entries(switches).map((pair) => pair.join('=')),
  ];
  return {
    id: named.filter(Boolean).join(' '),
    zone,
    path: url.pathname + url.search,
    url: url.href,
    locale,
    dictionary,
    form,
    expected,
    needsScripts: needsScripts || LATE_SWITCHES.some((key) => key in switches),
  };
}

/** A page of an item in a condition. */
function ofItem(
  page: ItemPage,
  condition: Condition,
  conditions: Conditions = {},
  tab?: string,
): CataloguePage {
  const { zone, project, locale, link, enabled, admin } = settled(conditions);
  const seed = seedItem(zone, project, page.family, condition);
  const sign = conditions.switches?.sign;
  const item = sign ? { ...seed, sign: sign === 'on' } : seed;
  const shown = shownOn(page, { enabled, admin, link, item });
  const expected: Expected[] = [];
  if (shown.banner)
    expected.push(
      expectation(locale, 'banner', BANNER_SAYS[shown.banner], [BANNERS[shown.banner].title], {
        findable: false,
      }),
    );
  // A tab shows another body: of the rest only what stands in the header stays.
  if (shown.send && (tab === undefined || shown.send.place === 'header')) {
    const inMenu = conditions.switches?.actions === 'open';
    const entry = inMenu ? entryWord(page) : undefined;
    expected.push(
      expectation(
        locale,
        'send-button',
        entry ? 'send' : SEND_SAYS[shown.send.word],
        [entry ?? shown.send.word],
        { findable: !inMenu && shown.send.markup !== 'link' },
      ),
    );
  }
  const look = conditions.switches?.shown;
  // Nothing of a box that is off is left to read where only a check would be shown.
  if (shown.toggle && tab === undefined && !(look === 'icon' && !shown.toggle.on))
    expected.push(
      expectation(locale, 'sign-toggle', shown.toggle.on ? 'on' : 'off', ['sign'], {
        findable: look === undefined,
        disabled: shown.toggle.readOnly || look !== undefined,
      }),
    );
  const address = itemAddress(page, { zone, project }, item.id, tab);
  return entry(
    `${page.id} ${condition}${tab ? ` tab ${tab}` : ''}`,
    address,
    page.form,
    conditions,
    expected,
  );
}

function ofProfile(form: 'account' | 'project' | 'webclient', conditions: Conditions): CataloguePage {
  const { zone, project, locale, link, enabled } = settled(conditions);
  const says = linkRowSays(enabled, link, { expiredRowShows: 'synced' });
  const expected = says
    ? [
        expectation(locale, 'link-row', says, ['linkRow', says === 'synced' ? 'synced' : 'login'], {
          findable: says === 'not-linked',
        }),
      ]
    : [];
  return entry(
    `profile ${form}`,
    profileAddress(placeOf({ zone, project }), form),
    form === 'webclient' ? 'mfe' : 'legacy',
    conditions,
    expected,
  );
}

function ofProfileOutside(conditions: Conditions): CataloguePage {
  const { zone } = settled(conditions);
  const address = profileAddress({ companyId: companyId(zone, 'ashworth'), projectId: '' }, 'account');
  return entry('profile outside a project', address, 'legacy', conditions, []);
}

function ofProjectSettings(form: 'legacy' | 'mfe', conditions: Conditions): CataloguePage {
  const { zone, project, locale, integration } = settled(conditions);
  const place = placeOf({ zone, project });
  const expected =
    integration === 'company-off'
      ? []
      : [
          expectation(locale, 'enable-box', integration === 'on' ? 'on' : 'off', ['enable'], {
            findable: true,
          }),
        ];
  const address = form === 'mfe' ? webclient(place, 'admin/general') : legacy(place, 'admin/general');
  return entry(`project settings ${form}`, address, form, conditions, expected);
}

function ofCompanySettings(conditions: Conditions): CataloguePage {
  const { zone, locale, integration } = settled(conditions);
  return entry(
    'company settings',
    `/${companyId(zone, 'ashworth')}/company/admin/project_settings`,
    'legacy',
    conditions,
    [
      expectation(locale, 'enable-box', integration === 'company-off' ? 'off' : 'on', ['enable'], {
        findable: true,
      }),
    ],
  );
}

/** A page that has none of our elements, whatever words are on it. */
const bare = (
  name: string,
  form: 'legacy' | 'mfe',
  tail: string,
  conditions: Conditions,
  needsScripts = false,
): CataloguePage => {
  const { zone, project } = settled(conditions);
  const place = placeOf({ zone, project });
  return entry(
    name,
    form === 'mfe' ? webclient(place, tail) : legacy(place, tail),
    form,
    conditions,
    [],
    needsScripts,
  );
};

function ofInvoiceList(ticked: Ticked, conditions: Conditions): CataloguePage {
  const { zone, project, locale, enabled, admin } = settled(conditions);
  const expected =
    enabled && admin
      ? [
          expectation(locale, 'send-button', 'send-to', ['sendTo'], {
            findable: true,
            disabled: ticked !== 'good',
          }),
        ]
      : [];
  return entry(
    `invoice list ${ticked}`,
    webclient(placeOf({ zone, project }), 'invoicing/subcontractor'),
    'mfe',
    { ...conditions, switches: { ...conditions.switches, ticked } },
    expected,
  );
}

/** A list of ten thousand rows; `send`: each row has a send button, else one that has nothing to do with us. */
function ofLongList(kind: 'written' | 'in pieces' | 'grid', send: boolean, rows: number): CataloguePage {
  const place = placeOf({ zone: HOME_ZONE, project: 'riverside' });
  const switches = {
    rows: String(rows),
    ...(send ? { controls: 'send' } : {}),
    ...(kind === 'written' ? { pieces: '0' } : {}),
  };
  const expected = send
    ? [
        expectation(
          'en',
          'send-button',
          kind === 'grid' ? 'send' : 'complete',
          [kind === 'grid' ? 'send' : 'complete'],
          {
            findable: true,
            count: kind === 'grid' ? 'in-view' : rows,
          },
        ),
      ]
    : [];
  return entry(
    `long list ${kind}${send ? ' of send buttons' : ''}`,
    kind === 'grid' ? webclient(place, 'contracts/commitments') : legacy(place, 'commitments'),
    kind === 'grid' ? 'mfe' : 'legacy',
    { switches },
    expected,
    kind !== 'written',
  );
}

const LINKS: readonly LinkView[] = ['synced', 'not-linked', 'expired'];
const byId = (...ids: string[]) => ITEM_PAGES.filter((page) => ids.includes(page.id));

/** One page of each kind and look: for conditions that need not be crossed with every page. */
const SAMPLES = byId(
  'subcontract-legacy-detail',
  'subcontract-legacy-edit',
  'subcontract-middle-detail',
  'subcontract-mfe-detail',
  'subcontract-mfe-create',
  'prime-contract-mfe-edit',
  'owner-invoice-legacy-edit',
);

function build(): CataloguePage[] {
  const pages: CataloguePage[] = [];

  for (const page of ITEM_PAGES) {
    for (const locale of LOCALES) pages.push(ofItem(page, 'fresh', { locale }));
    for (const dictionary of DICTIONARIES)
      if (dictionary !== 'gc') pages.push(ofItem(page, 'fresh', { dictionary }));
    // What is about to be created is in no condition yet, but for the box.
    if (page.mode === 'create') pages.push(ofItem(page, 'fresh', { switches: { sign: 'off' } }));
    else for (const condition of CONDITIONS) if (condition !== 'fresh') pages.push(ofItem(page, condition));
    pages.push(ofItem(page, 'fresh', { link: 'expired' }));
    pages.push(ofItem(page, 'fresh', { link: 'not-linked' }));
    pages.push(ofItem(page, 'fresh', { permission: 'standard' }));
    pages.push(ofItem(page, 'fresh', { project: 'mill-lane' }));
    pages.push(ofItem(page, page.mode === 'create' ? 'fresh' : 'setup', { integration: 'company-off' }));
    for (const tab of page.tabs) pages.push(ofItem(page, 'fresh', {}, tab));
    if (page.form === 'legacy') pages.push(ofItem(page, 'fresh', { switches: { mfe_view: 'true' } }));
    if (page.form === 'mfe') pages.push(ofItem(page, 'fresh', { switches: { nolang: '1' } }));
  }

  for (const page of byId('subcontract-legacy-detail', 'subcontract-middle-detail', 'subcontract-mfe-detail'))
    for (const locale of LOCALES)
      if (locale !== 'en') {
        for (const state of ENVELOPE_STATES) pages.push(ofItem(page, state, { locale }));
        pages.push(ofItem(page, 'fresh', { locale, link: 'expired' }));
      }
  for (const page of SAMPLES) {
    for (const locale of LOCALES)
      if (locale !== 'en') pages.push(ofItem(page, 'fresh', { locale, switches: { sign: 'off' } }));
    for (const locale of ['en-US', 'en-AU', 'en-CA', 'es-ES', 'fr-FR', 'de-DE', 'ja-JP'])
      pages.push(ofItem(page, 'fresh', { locale }));
    for (const zone of ZONES)
      if (zone.host !== HOME_ZONE) pages.push(ofItem(page, 'fresh', { zone: zone.host }));
    for (const switches of [
      { late: '300' },
      { rerender: '5' },
      { churn: '1' },
      { body: 'replace' },
      { ticker: '1' },
      { late: '200', rerender: '3' },
    ])
      pages.push(ofItem(page, 'fresh', { switches }));
  }

  for (const page of byId(
    'subcontract-middle-detail',
    'subcontract-mfe-detail',
    'correspondence-mfe-detail',
    'document-mfe-detail',
    'document-legacy-detail',
  ))
    for (const locale of LOCALES)
      for (const sign of ['on', 'off'])
        for (const shown of ['text', 'icon'])
          pages.push(ofItem(page, 'fresh', { locale, switches: { sign, shown, actions: 'open' } }));

  for (const form of ['account', 'project', 'webclient'] as const) {
    for (const link of LINKS) {
      for (const locale of LOCALES) pages.push(ofProfile(form, { locale, link }));
      pages.push(ofProfile(form, { link, integration: 'company-off' }));
      pages.push(ofProfile(form, { link, project: 'mill-lane' }));
      for (const switches of [{ late: '300' }, { rerender: '5' }, { churn: '1' }, { body: 'replace' }])
        pages.push(ofProfile(form, { link, switches }));
      for (const zone of ZONES)
        if (zone.host !== HOME_ZONE) pages.push(ofProfile(form, { link, zone: zone.host }));
    }
    for (const dictionary of DICTIONARIES)
      if (dictionary !== 'gc') pages.push(ofProfile(form, { dictionary }));
    for (const locale of ['fr-FR', 'de-DE', 'ja-JP', 'es-ES']) pages.push(ofProfile(form, { locale }));
  }
  for (const locale of LOCALES) pages.push(ofProfileOutside({ locale }));

  for (const form of ['legacy', 'mfe'] as const) {
    for (const integration of ['on', 'off', 'company-off'] as const)
      for (const locale of LOCALES) pages.push(ofProjectSettings(form, { locale, integration }));
    pages.push(ofProjectSettings(form, { project: 'mill-lane' }));
  }
  for (const locale of LOCALES) pages.push(ofCompanySettings({ locale }));
  pages.push(ofCompanySettings({ integration: 'company-off' }));

  for (const locale of LOCALES) {
    pages.push(
      entry('portfolio', `/${companyId(HOME_ZONE, 'ashworth')}/company/home/list`, 'legacy', { locale }, []),
    );
    pages.push(bare('project home legacy', 'legacy', 'home', { locale }));
    pages.push(bare('project home mfe', 'mfe', 'projecthome', { locale }));
    pages.push(bare('owner invoice list', 'mfe', 'invoicing/owner', { locale }));
    for (const ticked of ['none', 'good', 'missing'] as const) pages.push(ofInvoiceList(ticked, { locale }));
  }
  pages.push(
    ofInvoiceList('good', { permission: 'standard' }),
    ofInvoiceList('good', { project: 'mill-lane' }),
  );
  for (const dictionary of DICTIONARIES)
    if (dictionary !== 'gc')
      pages.push(
        ofInvoiceList('good', { dictionary }),
        bare('project home legacy', 'legacy', 'home', { dictionary }),
      );
  for (const tool of ['commitments', 'prime_contracts', 'change_orders', 'generic_tool', 'documents'])
    pages.push(bare(`list ${tool}`, 'legacy', tool, {}));
  for (const tail of ['contracts/commitments', 'contracts/prime_contracts', 'documents'])
    pages.push(bare(`grid ${tail}`, 'mfe', tail, {}, true));
  for (const kind of ['written', 'in pieces', 'grid'] as const)
    for (const send of [false, true]) pages.push(ofLongList(kind, send, 10_000));

  return pages;
}

export const CATALOGUE: readonly CataloguePage[] = build();

/** Pages that can be judged from the answer alone, without running its scripts. */
export const STATIC_PAGES: readonly CataloguePage[] = CATALOGUE.filter((page) => !page.needsScripts);
