import type { Behaviour } from '../assets.ts';
import type { PageContext } from '../context.ts';
import { type Html, html, json, raw } from '../html.ts';

const script = (name: Behaviour) => html`<script src="/sandbox-assets/${name}.js" defer></script>`;

/**
 * The whole document around a page's main part. The switches of the address are applied here: a main part that comes
 * late travels as data and is put in place by a script.
 */
export function documentOf(
  page: PageContext,
  options: {
    title: string;
    base: string;
    head?: Html;
    bodyClass: string;
    before: Html;
    /** The element that takes the main part, opening and closing tag. */
    container: readonly [open: Html, close: Html];
    main: Html;
    behaviours: readonly Behaviour[];
  },
): Html {
  const { switches } = page;
  const late = switches.late !== null;
  const behaviours: Behaviour[] = ['menus', 'post', ...options.behaviours];
  if (late) behaviours.push('late');
  if (switches.rerender !== null) behaviours.push('rerender');
  if (switches.churn) behaviours.push('churn');
  if (switches.replaceBody) behaviours.push('replace-body');
  if (switches.ticker) behaviours.push('ticker');
  const [open, close] = options.container;
  return html`<!doctype html>
<html${switches.noLang ? '' : html` lang="${page.locale}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<base href="${options.base}">
<title>${options.title}</title>
<link rel="stylesheet" href="/sandbox-assets/application.css">
<link rel="icon" href="data:,">
${options.head ?? ''}
${[...new Set(behaviours)].map(script)}
</head>
<body class="${options.bodyClass}">
${options.before}
${open}${late ? '' : options.main}${close}
${
  late
    ? html`<script type="application/json" id="late-main" data-after="${String(switches.late)}">${json(options.main.html)}</script>`
    : ''
}${switches.rerender !== null ? html`<meta name="sandbox-rerender" content="${String(switches.rerender)}">` : ''}
${switches.ticker ? raw('<aside class="ticker" data-ticker-cells></aside>') : ''}
</body>
</html>`;
}
