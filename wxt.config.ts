import { defineConfig } from 'wxt';
import { builtInMatches, CONNECT_HOSTS, optionalMatches, PROBED_HOSTS } from './utils/base/hosts.ts';

// The public half of a key pair whose private half was thrown away: it pins the Chromium id, and with it the
// OAuth redirect address, so that every customer registers the same one with DocuSign.
const CHROMIUM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAreffUTdj1NXkjRERPxJeu4TIJUIj/mqObLBa51hyWYFu13TQKoayPUjioUg6yucG2kSN/NycKtQHK+H+qHcbhuHEDeRq7vycM766SThDWKixdx5H3/Q9VkXNuSBsehRuI60lPshKqovTFix+5S6bEsz4OtqhhuUu2bsO+s0C3lR+zIWU8/+n3i129JaHE1eSyHK57Zu8t8dzXzrkEguCIIqTnhOtVcqCk7Zgv5USg2NUdecfz4muwc2SFnKOEMh8kiHN+A234SPNpmxqzzRCuAy8aHvyVfYSa6jlQ49bK+e2yzd1DMBxV5iwyyYom9D021DQC0nz3FNdAm6EXL/sFwIDAQAB';

/**
 * The polyfill as an ES module. Bundled as the CommonJS it is, the whole browser API is copied name by name at every
 * start, and with that every part of it set up that nobody asked for: 7 ms of a worker's start.
 */
const polyfillAsModule = {
  name: 'polyfill-as-module',
  transform: {
    filter: { id: /\/webextension-polyfill\/dist\// },
    handler: (code: string) =>
      `const exports = {};\nconst module = { exports };\n${code}\nexport default module.exports;`,
  },
};

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module', '@wxt-dev/auto-icons'],
  i18n: { localesDir: `${import.meta.dirname}/utils/i18n/locales` },
  autoIcons: { baseIconPath: 'utils/i18n/icon.svg', developmentIndicator: false },
  vite: () => ({
    plugins: [polyfillAsModule],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { sourcemap: false },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_app_name__',
    short_name: 'Countersign',
    description: '__MSG_app_description__',
    default_locale: 'en',
    // storage: ledger and settings. alarms: countdown and resuming. identity: the DocuSign login window.
    // scripting: the page script on hosts granted later, and the guide's spot. notifications: the one warning
    // before the 30 idle days are over. declarativeNetRequestWithHostAccess: takes Origin off our own calls.
    // activeTab: lets the popup name a Procore host that is not granted yet.
    permissions: [
      'activeTab',
      'alarms',
      'declarativeNetRequestWithHostAccess',
      'identity',
      'notifications',
      'scripting',
      'storage',
      ...(browser === 'firefox' ? [] : ['sidePanel']),
    ],
    host_permissions: [...builtInMatches],
    // For clearing cookies and cached data of the hosts a link is made on: asked for at first use, then given back.
    optional_permissions: ['browsingData', 'cookies'],
    optional_host_permissions: [...optionalMatches],
    incognito: 'not_allowed',
    content_scripts: [
      {
        matches: builtInMatches.filter((match) => match.includes('.procore.com/')),
        js: ['procore-page.js'],
        run_at: 'document_idle',
      },
    ],
    action: { default_title: '__MSG_app_name__' },
    content_security_policy: {
      extension_pages: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        `connect-src ${[...new Set([...CONNECT_HOSTS, ...PROBED_HOSTS.map((host) => `https://${host}`)])].join(' ')}`,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'countersign@countersign.dev',
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          key: CHROMIUM_KEY,
          minimum_chrome_version: '144',
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
});
