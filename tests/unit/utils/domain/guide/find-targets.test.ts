// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { findTargets } from '../../../../../utils/domain/guide/find-targets.ts';

/** What is found in a page, by the `id` of the element; a control that should be found is given the target's name. */
function found(markup: string): Record<string, string> {
  document.body.innerHTML = markup;
  return Object.fromEntries([...findTargets(document)].map(([target, element]) => [target, element.id]));
}

type Words = { row: string; login: string; synced: string; profile: string; remove: string };
const LANGUAGES: Record<string, Words> = {
  en: {
    row: 'Link DocuSign Account',
    login: 'Login with DocuSign®',
    synced: 'Synced',
    profile: 'My Profile Settings',
    remove: 'Remove',
  },
  es: {
    row: 'Vincular cuenta DocuSign',
    login: 'Iniciar sesión con DocuSign',
    synced: 'Sincronizado',
    profile: 'Mi configuración de perfil',
    remove: 'Quitar',
  },
  fr: {
    row: 'Lier le compte DocuSign',
    login: 'Connexion avec DocuSign',
    synced: 'Synchronisé',
    profile: 'Paramètres de mon profil',
    remove: 'Supprimer',
  },
  'zh-SG': {
    row: '链接 DocuSign 账户',
    login: '使用 DocuSign 登录',
    synced: '已同步',
    profile: '我的个人资料设置',
    remove: '移除',
  },
};
const languages = Object.entries(LANGUAGES);

const TOP_BAR = (profile: string, open: boolean) => `<header class="top-bar">
  <a href="/1/company/home/list">Northwind</a><input type="search"><a href="https://support.procore.com/">Help</a>
  <button id="avatar-menu" data-qa="core-avatar" aria-haspopup="menu" aria-label="Account &amp; Profile: Ada Lind">AL</button>
  <div role="menu" ${open ? '' : 'hidden'}><a id="profile-entry" role="menuitem" href="/account">${profile}</a><a role="menuitem" href="/">Portfolio</a></div>
</header>`;
const OUTLOOK =
  '<div class="field-row"><span class="label">Outlook</span><span class="field">Synced</span></div>';
const CROSS = '<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 2"></path></svg>';

describe('findTargets', () => {
  test.each(languages)(
    'should find the avatar, and the profile entry once the menu is open, in %s',
    (_, words) => {
      expect(found(TOP_BAR(words.profile, false))).toEqual({ 'avatar-menu': 'avatar-menu' });
      expect(found(TOP_BAR(words.profile, true))).toEqual({
        'avatar-menu': 'avatar-menu',
        'profile-entry': 'profile-entry',
      });
    },
  );

  test.each(languages)(
    'should find the red x beside Synced, and nothing beside another Synced, in %s',
    (_, words) => {
      const rows = [
        `<label>${words.row}</label><span class="field"><span>${words.synced}</span> <a id="unlink-x" role="button" tabindex="0" title="${words.remove}">${CROSS}</a></span>`,
        `<span>${words.row}</span><span><span>${words.synced}</span><button id="unlink-x" type="button" aria-label="${words.remove}">${CROSS}</button></span>`,
        `<label>${words.row}</label><span>${words.synced} <a id="unlink-x" href="#">x</a></span>`,
        `<label>${words.row}:</label><div><span>${words.synced}</span><img id="unlink-x" src="data:," alt="remove"></div>`,
        `<span>Our <b>help</b></span></div><div><span>${words.row.replace('DocuSign', '<b>DocuSign</b>®')}</span><i>${words.synced}</i><button id="unlink-x">×</button>`,
      ];
      for (const row of rows) {
        expect(
          found(`<form>${OUTLOOK}<div class="row">${row}</div><div hidden>${rows[0]}</div></form>`),
        ).toEqual({
          'unlink-x': 'unlink-x',
        });
      }
      expect(found(`<div><label>ERP</label><span>${words.synced}</span><button>x</button></div>`)).toEqual(
        {},
      );
    },
  );

  test.each(languages)('should find the login button in %s', (_, words) => {
    expect(
      found(
        `<div><label>${words.row}</label><span><button id="login-button"><span>${words.login}</span><svg role="img" aria-label="Loading"><title>Loading</title></svg></button></span></div>`,
      ),
    ).toEqual({ 'login-button': 'login-button' });
  });

  test('should take an item that is called like the login button for none', () => {
    expect(found('<table><tr><td><a id="login-button">Login with DocuSign</a></td></tr></table>')).toEqual(
      {},
    );
  });

  test('should take the login button of the row when there are two', () => {
    const twice =
      '<div><label>Link DocuSign Account</label><button id="row">Login with DocuSign</button></div>';
    expect(
      found(
        `<section><p>${'Some words. '.repeat(20)}</p><button>Login with DocuSign</button></section>${twice}`,
      ),
    ).toEqual({
      'login-button': 'row',
    });
    expect(found(`<div>${'Words. '.repeat(40)}${twice}</div><div>${twice}</div>`)).toEqual({});
  });

  test('should find the x by its name when the row has several small controls, and none when it cannot tell', () => {
    const row = (controls: string) =>
      found(`<div><label>Link DocuSign Account</label><span>Synced</span>${controls}</div>`);
    expect(row('<button title="Help">?</button><button id="x" title="Remove">×</button>')).toEqual({
      'unlink-x': 'x',
    });
    expect(row('<button>?</button><button>i</button>')).toEqual({});
    expect(row('<button>Show details</button>')).toEqual({});
  });

  const SYNCED_ROW =
    '<div><label>Link DocuSign Account</label><span><span>Synced</span><button id="unlink-x" type="button">×</button></span></div>';

  test('should find Update and OK beside the DocuSign row, and on no other page', () => {
    const foot = '<div><button type="button" id="update-button">Update</button></div>';
    const dialog =
      '<div role="dialog"><button type="button">Cancel</button><button type="button" id="ok-button">OK</button></div>';
    expect(found(`<form>${SYNCED_ROW}${foot}${dialog}</form>`)).toEqual({
      'unlink-x': 'unlink-x',
      'update-button': 'update-button',
      'ok-button': 'ok-button',
    });
    expect(found(`<form>${foot}${dialog}</form>`)).toEqual({});
    expect(found(`<form>${SYNCED_ROW}${foot}<div hidden>${dialog}</div></form>`)).toEqual({
      'unlink-x': 'unlink-x',
      'update-button': 'update-button',
    });
  });

  test('should know the button that saves the form in any language where HTML says so, and point at none where it does not', () => {
    const form = (button: string) => found(`<form>${SYNCED_ROW}${button}</form>`)['update-button'];
    expect(form('<button type="submit" id="save">Actualizar</button>')).toBe('save');
    expect(form('<input type="submit" id="save" value="更新">')).toBe('save');
    expect(form('<button type="button" id="save">Actualizar</button>')).toBeUndefined();
    expect(
      form('<button type="submit">Actualizar</button><button type="submit">Guardar</button>'),
    ).toBeUndefined();
  });

  const BOXES = {
    'enable-box': ['save-settings', 'Enable DocuSign®', 'Update'],
    'sign-toggle': ['save-item', 'Sign with DocuSign', 'Save'],
  } as const;
  describe.each(Object.entries(BOXES))('a form with %s', (box, [saver, label, word]) => {
    const makes = [
      `<div><label for="${box}">${label}</label><span><input type="hidden" value="0"><input type="checkbox" id="${box}"></span></div>`,
      `<p><label id="${box}"><input type="checkbox" checked> ${label}</label></p>`,
      `<div><label id="${box}"><input type="checkbox" role="switch"><span aria-hidden="true"></span><span>${label}</span></label></div>`,
      `<div><span id="n">${label}</span><div id="${box}" role="switch" tabindex="0" aria-labelledby="n" aria-checked="false"></div></div>`,
      `<my-form><div><span>${label}</span><button id="${box}" type="button" role="switch" aria-checked="true"></button></div></my-form>`,
    ];
    const save = `<button type="button" id="${saver}"><span>${word}</span><svg role="img" aria-label="Loading"><title>Loading</title></svg></button>`;
    const both = { [box]: box, [saver]: saver };

    test('should have it and what saves it found, however they are made', () => {
      for (const make of makes) {
        expect(found(`<form>${make}<div>${save}</div></form>`)).toEqual(both);
        expect(found(`<section>${make}</section><div>${save}</div>`)).toEqual(both);
        expect(found(`<form>${make}<input type="submit" id="${saver}" value="保存"></form>`)).toEqual(both);
        // The box alone, greyed or not.
        expect(found(`<form>${make.replace('<input type="checkbox"', '$& disabled')}</form>`)).toEqual({
          [box]: box,
        });
      }
    });

    test('should have its own form’s control found, and none where it cannot be told', () => {
      const [make = ''] = makes;
      const other = `<form><button type="submit">${word}</button></form>`;
      expect(found(`${other}<form>${make}${save}</form>${other}`)).toEqual(both);
      expect(found(`${other}<form>${make}<button type="submit" id="${saver}">Ok</button></form>`)).toEqual(
        both,
      );
      expect(found(`<form>${make}${save}${save}</form>`)).toEqual({ [box]: box });
      expect(found(`<form>${make}</form>${other}${other}`)).toEqual({ [box]: box });
      expect(found(`<form>${make}<div role="dialog">${save}</div></form>`)).toEqual({ [box]: box });
    });

    test('should have neither found where there are two, and none that is hidden, written or somebody’s else', () => {
      const [one = '', two = ''] = makes;
      expect(found(`<form>${one}${save}</form><form>${two}</form>`)).toEqual({});
      expect(found(`<form>${one}<div hidden>${two}</div>${save}</form>`)).toEqual(both);
      expect(found(`<div class="comment-body">${one}</div>${save}`)).toEqual({});
      expect(found(`<form>${one.replace(label, 'Sign with a pen')}${save}</form>`)).toEqual({});
      expect(found(`<form>${one.replace(label, 'DocuSign something else')}${save}</form>`)).toEqual({});
      expect(found(`<form>${save}</form>`)).toEqual({});
    });
  });

  const BANNER = {
    'finish-button': ['DocuSign© Envelope Setup Not Completed', 'Finish'],
    'sign-button': ['Signature Required', 'Sign Contract'],
  } as const;
  test.each(Object.entries(BANNER))('should find %s on its banner, and nowhere else', (target, words) => {
    const [title, label] = words;
    const button = `<button id="${target}"><span>${label}</span></button>`;
    const text = `<h4>${title}</h4><p>Some words.</p>`;
    for (const made of [
      `<div role="alert">${text}<button>Void</button>${button}</div>`,
      `<section class="StyledPageBanner-core-12_29_0__sc-1 x"><div>${text}</div><div class="StyledPageBannerActions-core-12_25_0__sc-2 y">${button}</div></section>`,
    ]) {
      expect(found(`${made}<footer><button>${label}</button></footer>`)).toEqual({ [target]: target });
      expect(found(made.repeat(2))).toEqual({});
      expect(found(made.replace(title, 'Take the tour'))).toEqual({});
      expect(found(`<div hidden>${made}</div>`)).toEqual({});
    }
    expect(found(`<div>${text}${button}</div>`)).toEqual({});
  });

  test('should not take what saves the box for what saves the toggle, nor the company’s words for the project’s', () => {
    const box = '<label><input type="checkbox" id="b"> Enable DocuSign</label>';
    expect(found(`<form>${box}<button type="button">Save changes</button></form>`)).toEqual({
      'enable-box': '',
    });
    expect(found(`<form>${box}<button type="button">Save</button></form>`)).toEqual({ 'enable-box': '' });
  });

  test('should point at nothing in a language whose words no public page gives', () => {
    expect(
      found(
        '<form><div><label>DocuSign-Konto verknüpfen</label><span>Synchronisiert</span><button>x</button></div><button type="submit">Aktualisieren</button></form>',
      ),
    ).toEqual({});
  });

  test('should not take for a row what a person wrote, what is hidden, or a long text', () => {
    const inside = '<span>Link DocuSign Account</span> <span>Synced</span><button>x</button>';
    expect(found(`<div contenteditable="true">${inside}</div>`)).toEqual({});
    expect(found(`<div style="display:none" hidden>${inside}</div>`)).toEqual({});
    expect(found(`<div aria-hidden="true">${inside}</div>`)).toEqual({});
    expect(
      found(
        `<p>To link, look for Link DocuSign Account in your profile. It says Synced. <button>x</button></p>`,
      ),
    ).toEqual({});
    expect(found('<textarea>Link DocuSign Account Synced</textarea><button>x</button>')).toEqual({});
  });

  test('should find the row in an open shadow root', () => {
    document.body.innerHTML = '<profile-app></profile-app>';
    const root = document.querySelector('profile-app')?.attachShadow({ mode: 'open' });
    if (root) root.innerHTML = SYNCED_ROW;
    expect([...findTargets(document)].map(([target, element]) => [target, element.id])).toEqual([
      ['unlink-x', 'unlink-x'],
    ]);
  });

  test('should not take an avatar in a list for the one in the bar', () => {
    const person = '<tr><td><button data-qa="core-avatar">XY</button></td></tr>';
    expect(found(`${TOP_BAR('My Profile Settings', false)}<table>${person.repeat(3)}</table>`)).toEqual({
      'avatar-menu': 'avatar-menu',
    });
    expect(found(`<table>${person}</table>`)).toEqual({});
  });

  test('should find where a commitment’s Invoice Contact is chosen, and what keeps it', () => {
    const save = '<button id="save-item" type="submit">Save</button>';
    const both = { 'invoice-contact': 'invoice-contact', 'save-item': 'save-item' };
    for (const field of [
      '<label for="invoice-contact">Invoice Contact</label><select id="invoice-contact"></select>',
      '<label>Invoice Contacts <select id="invoice-contact"></select></label>'.replace(
        'Contacts <',
        'Contacts<',
      ),
      '<div><label>Invoice Contact</label><div id="invoice-contact" role="combobox" tabindex="0">Ruth</div></div>',
      '<div><label for="kept">Invoice Contact</label><input id="kept" type="hidden"><input id="invoice-contact"></div>',
    ]) {
      expect([field, found(`<form><div><label>Title<input></label></div>${field}${save}</form>`)]).toEqual([
        field,
        both,
      ]);
    }
  });

  test('should take no column, no other field and no one of two for the Invoice Contact', () => {
    for (const markup of [
      '<table><tr><th>Invoice Contact</th></tr><tr><td><input></td></tr></table>',
      '<dl><dt>Invoice Contact</dt><dd>Ruth</dd></dl>',
      '<label>Primary Contact<select></select></label>',
      '<div><label>Invoice Contact</label><input><input></div>',
      '<label>Invoice Contact<select></select></label><label>Invoice Contact<select></select></label>',
      '<div hidden><label>Invoice Contact<select></select></label></div>',
    ]) {
      expect([markup, found(markup)]).toEqual([markup, {}]);
    }
  });
});
