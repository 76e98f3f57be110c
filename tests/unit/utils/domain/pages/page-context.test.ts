import { describe, expect, test } from 'vitest';
import {
  cookieStoreOf,
  metPerson,
  pageContext,
  personsKey,
  placeAfter,
  type TabPlace,
} from '../../../../../utils/domain/pages/page-context.ts';
import { classify } from '../../../../../utils/vendors/procore/urls.ts';

const APP = 'https://app.procore.com';
const HOME = `${APP}/webclients/host/companies/7/projects/99/home`;
const PROFILE = `${APP}/account/profile_settings`;

/** A tab that came through these pages, each an address and whom it told. */
function tabThrough(...pages: readonly (readonly [href: string, told?: string])[]): TabPlace | undefined {
  return pages.reduce<TabPlace | undefined>((tab, [href, told = '']) => {
    const page = classify(href);
    return page ? placeAfter(page, told, tab) : tab;
  }, undefined);
}

const contextOf = (
  href: string,
  tab: TabPlace | undefined,
  { told = null as string | null, known = [] as string[], follows = true } = {},
) => pageContext(href, told, { tab, personsIn: () => known }, follows);

describe('the project of a page', () => {
  test.each([
    ['in the address', `${PROFILE}?project_id=98&company_id=7`, [[HOME]], '98', '7'],
    ['not in the address', PROFILE, [[HOME]], '99', '7'],
    ['of the same company', `${PROFILE}?company_id=7`, [[HOME]], '99', '7'],
    ['of another company', `${PROFILE}?company_id=8`, [[HOME]], '', '8'],
    ['after a page of another company', PROFILE, [[HOME], [`${APP}/8/company/home`]], '', '8'],
    ['after a page of the same company', PROFILE, [[HOME], [`${APP}/7/company/home`]], '99', '7'],
    [
      'of another company than one not known',
      `${PROFILE}?company_id=8`,
      [[`${APP}/99/project/home`]],
      '',
      '8',
    ],
    ['of the project, named by the older page too', `${APP}/99/project/home`, [[HOME]], '99', '7'],
    ['of another zone', 'https://us02.procore.com/account/profile_settings', [[HOME]], '', ''],
    [
      'after a page of another zone',
      PROFILE,
      [[HOME], ['https://us02.procore.com/account/profile_settings']],
      '',
      '',
    ],
  ] as const)('%s', (_, href, before, project, company) => {
    const context = contextOf(href, tabThrough(...before));
    expect([context?.key.project, context?.page.company]).toEqual([project, company]);
  });

  test('is none where the page tells of itself alone', () => {
    const context = contextOf(PROFILE, tabThrough([HOME]), { follows: false });
    expect(context).toMatchObject({ key: { project: '' }, named: false });
  });

  test('is said to be the address’s own, or not', () => {
    expect(contextOf(HOME, undefined)?.named).toBe(true);
    expect(contextOf(PROFILE, tabThrough([HOME]))?.named).toBe(false);
  });

  test('is not the one somebody else was in before', () => {
    const tab = tabThrough([HOME, '5'], [`${APP}/account/password`]);
    expect(contextOf(PROFILE, tab, { told: '6' })?.key.project).toBe('');
    expect(contextOf(PROFILE, tab, { told: '5' })?.key.project).toBe('99');
    expect(contextOf(PROFILE, tab, { told: '' })?.key.project).toBe('99');
    expect(placeAfter({ zone: 'app.procore.com', company: '', project: '', item: null }, '6', tab)).toEqual({
      zone: 'app.procore.com',
      company: '',
      project: '',
      person: '6',
      lastPerson: '6',
    });
  });

  test('an address that is no page of Procore has no context', () => {
    expect(contextOf('https://evil.test/99/project/home', tabThrough([HOME]))).toBeUndefined();
  });
});

describe('the person of a page', () => {
  test.each([
    ['nobody was ever met', '', [], ''],
    ['one was met', '', ['5'], '5'],
    ['two were met and none is told', '', ['5', '6'], ''],
    ['one is told, whoever was met', '6', ['5'], '6'],
  ])('%s', (_, told, known, person) => {
    expect(contextOf(HOME, undefined, { told, known })?.key.person).toBe(person);
  });

  test('is whom the page itself told, for what follows its report', () => {
    const known = ['5', '6'];
    expect(contextOf(HOME, tabThrough([HOME, '5']), { known })?.key.person).toBe('5');
    expect(contextOf(PROFILE, tabThrough([HOME, '5'], [PROFILE, '6']), { known })?.key.person).toBe('6');
  });

  test('is not whom an earlier page of the tab told', () => {
    const tab = tabThrough([HOME, '5'], [PROFILE]);
    expect(contextOf(PROFILE, tab, { known: ['5', '6'] })?.key.person).toBe('');
    const elsewhere = 'https://us02.procore.com/99/project/home';
    expect(contextOf(elsewhere, tabThrough([HOME, '5']), { known: [] })?.key.person).toBe('');
  });

  test('should be remembered newest last, and change nothing when nothing is new', () => {
    const known = ['5', '6'];
    expect(metPerson('', known)).toBe(known);
    expect(metPerson('6', known)).toBe(known);
    expect(metPerson('5', known)).toEqual(['6', '5']);
    expect(metPerson('9', ['1', '2', '3', '4', '5'])).toEqual(['2', '3', '4', '5', '9']);
  });

  test('should be kept for each cookie store, and under the zone alone in the one every browser has', () => {
    const store = (cookieStoreId?: string) =>
      cookieStoreOf(cookieStoreId === undefined ? {} : { cookieStoreId });
    expect(personsKey('z', store())).toBe('z');
    expect(personsKey('z', store('firefox-default'))).toBe('z');
    expect(personsKey('z', store('firefox-container-2'))).toBe('z firefox-container-2');
  });
});
