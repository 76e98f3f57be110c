import { describe, expect, test } from 'vitest';
import { buildOf, type Packed, readBuild, TARGETS, textOf } from './packed-files.ts';

/** What a script inside somebody else's page must not do, in the code as it ships. */
const IN_PAGES: readonly { what: string; pattern: RegExp }[] = [
  {
    what: 'speaks through the page’s window',
    pattern: /\bpostMessage\s*\(|\bnew\s+(?:Broadcast|Message)Channel\b/,
  },
  {
    what: 'listens to the page’s messages',
    pattern: /addEventListener\s*\(\s*["'`]message["'`]|\bonmessage\s*=/,
  },
  { what: 'makes up events for the page', pattern: /\bdispatchEvent\s*\(|\bnew\s+CustomEvent\b/ },
  { what: 'says that it has started', pattern: /content-script-started/ },
  { what: 'writes its id or an address of ours', pattern: /\bgetURL\s*\(|(?:chrome|moz)-extension:/ },
  { what: 'puts a script into the page', pattern: /createElement\s*\(\s*["'`]script["'`]/ },
  { what: 'sets markup', pattern: /\.(?:inner|outer)HTML\s*=|\binsertAdjacentHTML\b|\bdocument\.write/ },
  {
    what: 'stores something',
    pattern: /\.storage\b|\b(?:local|session)Storage\b|\bindexedDB\b|document\.cookie/,
  },
  {
    what: 'sends a request',
    pattern: /(?<![\w.])fetch\s*\(|\bXMLHttpRequest\b|\bsendBeacon\b|\bWebSocket\b/,
  },
];

/** Listeners for other extensions and pages, anywhere in a package. */
const FROM_OUTSIDE = /\bon(?:Message|Connect)External\s*\??\.\s*addListener|\bonUserScriptMessage\b/;
const PAGE_SCRIPTS = ['procore-page.js', 'procore-badges.js', 'guide-callout.js'];

function pageScriptFaults(packed: Packed): string[] {
  return [...packed.keys()].flatMap((path) => {
    if (!path.endsWith('.js')) return [];
    const text = textOf(packed, path);
    const own = PAGE_SCRIPTS.includes(path) ? IN_PAGES.filter(({ pattern }) => pattern.test(text)) : [];
    const outside = FROM_OUTSIDE.test(text) ? [`${path} listens to the outside`] : [];
    return [...own.map(({ what }) => `${path} ${what}`), ...outside];
  });
}

type Manifest = {
  permissions: string[];
  host_permissions: string[];
  optional_permissions?: string[];
  optional_host_permissions: string[];
  content_scripts: { matches: string[]; js: string[]; world?: string; all_frames?: boolean }[];
  incognito?: string;
  [key: string]: unknown;
};

// What each browser asks a person about, or grants far more than this product does: none may slip in.
// For clearing cookies and cached data: asked at first use, given back at once.
const ASKED_LATER = ['browsingData', 'cookies'];
const ALLOWED = [
  'activeTab',
  'alarms',
  'declarativeNetRequestWithHostAccess',
  'identity',
  'notifications',
  'scripting',
  'sidePanel',
  'storage',
];
const VENDOR = /^https:\/\/(?:\*\.|[a-z0-9-]+\.)(?:procore\.com|procoregov\.com|docusign\.(?:com|net))\/\*$/;

function manifestFaults(manifest: Manifest): string[] {
  const hosts = [
    ...manifest.host_permissions,
    ...manifest.optional_host_permissions,
    ...manifest.content_scripts.flatMap(({ matches }) => matches),
  ];
  const doors = [
    'externally_connectable',
    'web_accessible_resources',
    'user_scripts',
    'sandbox',
    'devtools_page',
  ];
  return [
    ...manifest.permissions.filter((name) => !ALLOWED.includes(name)).map((name) => `permission ${name}`),
    ...(manifest.optional_permissions ?? [])
      .filter((name) => !ASKED_LATER.includes(name))
      .map((name) => `optional permission ${name}`),
    ...hosts.filter((host) => !VENDOR.test(host)).map((host) => `host ${host}`),
    ...doors.filter((name) => Object.hasOwn(manifest, name)),
    ...manifest.content_scripts.flatMap(({ world, all_frames }) => [
      ...(world === undefined || world === 'ISOLATED' ? [] : [`script in the world ${world}`]),
      ...(all_frames === true ? ['script in every frame'] : []),
    ]),
    ...(manifest.incognito === 'not_allowed' ? [] : ['private windows']),
  ];
}

const manifestOf = (packed: Packed) => JSON.parse(textOf(packed, 'manifest.json')) as Manifest;

describe.each(TARGETS)('the %s package', (target) => {
  const packed = readBuild(buildOf(target));

  test('has no way in for pages and other extensions, and tells pages nothing of itself', () => {
    expect([...packed.keys()]).toEqual(expect.arrayContaining(PAGE_SCRIPTS));
    expect(pageScriptFaults(packed)).toEqual([]);
  });

  test('asks for nothing more than its features need', () => {
    expect(manifestFaults(manifestOf(packed))).toEqual([]);
  });
});

const chrome = readBuild(buildOf('chrome'));
const plant = (path: string, text: string): Packed =>
  new Map(chrome).set(path, new TextEncoder().encode(textOf(chrome, path) + text));
const page = 'procore-page.js';

test.each([
  [page, ';window.postMessage({type:"hello"},"*")', `${page} speaks through the page’s window`],
  [page, ';addEventListener("message",(e)=>run(e.data))', `${page} listens to the page’s messages`],
  [page, ';window.onmessage=run', `${page} listens to the page’s messages`],
  [page, ';new BroadcastChannel("countersign")', `${page} speaks through the page’s window`],
  [page, ';document.createElement("script").src=x', `${page} puts a script into the page`],
  [
    'background.js',
    ';chrome.runtime.onMessageExternal.addListener(run)',
    'background.js listens to the outside',
  ],
  [
    'background.js',
    ';chrome.runtime.onConnectExternal.addListener(run)',
    'background.js listens to the outside',
  ],
])('a planted way in: %s with %s', (path, text, found) => {
  expect(pageScriptFaults(plant(path, text))).toEqual([found]);
});

test.each<[string, Partial<Manifest>, string[]]>([
  ['other extensions', { externally_connectable: { ids: ['*'] } }, ['externally_connectable']],
  [
    'the page’s own world',
    { content_scripts: [{ matches: ['https://app.procore.com/*'], js: [page], world: 'MAIN' }] },
    ['script in the world MAIN'],
  ],
  [
    'every frame',
    { content_scripts: [{ matches: ['https://app.procore.com/*'], js: [page], all_frames: true }] },
    ['script in every frame'],
  ],
])('a planted way in: %s', (_, change, found) => {
  expect(manifestFaults({ ...manifestOf(chrome), ...change })).toEqual(found);
});

test.each([
  [page, ';window.dispatchEvent(new CustomEvent("up"))', `${page} makes up events for the page`],
  [page, ';x="wxt:content-script-started"', `${page} says that it has started`],
  [page, ';img.src=chrome.runtime.getURL("icon.png")', `${page} writes its id or an address of ours`],
  ['guide-callout.js', ';root.innerHTML=text', 'guide-callout.js sets markup'],
  [page, ';localStorage.seen=1', `${page} stores something`],
  [page, ';fetch("https://app.procore.com/")', `${page} sends a request`],
])('a planted sign of life: %s with %s', (path, text, found) => {
  expect(pageScriptFaults(plant(path, text))).toEqual([found]);
});

test.each<[string, Partial<Manifest>, string[]]>([
  ['tabs', { permissions: [...manifestOf(chrome).permissions, 'tabs'] }, ['permission tabs']],
  ['cookies', { permissions: [...manifestOf(chrome).permissions, 'cookies'] }, ['permission cookies']],
  [
    'webRequest',
    { permissions: [...manifestOf(chrome).permissions, 'webRequest'] },
    ['permission webRequest'],
  ],
  ['history, later', { optional_permissions: ['history'] }, ['optional permission history']],
  ['all hosts', { host_permissions: ['<all_urls>'] }, ['host <all_urls>']],
  ['all https hosts, later', { optional_host_permissions: ['https://*/*'] }, ['host https://*/*']],
  [
    'a host like one',
    { host_permissions: ['https://evilprocore.com/*'] },
    ['host https://evilprocore.com/*'],
  ],
  ['plain http', { host_permissions: ['http://app.procore.com/*'] }, ['host http://app.procore.com/*']],
  ['private windows', { incognito: 'spanning' }, ['private windows']],
  [
    'files for pages',
    { web_accessible_resources: [{ resources: ['*'], matches: ['<all_urls>'] }] },
    ['web_accessible_resources'],
  ],
])('a planted permission: %s', (_, change, found) => {
  expect(manifestFaults({ ...manifestOf(chrome), ...change })).toEqual(found);
});
