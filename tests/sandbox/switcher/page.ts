import { type Html, html } from '../procore/html.ts';
import { PASSWORD } from '../procore/api/state.ts';
import type { Procore } from '../procore/index.ts';
import { DAY } from '../procore/state.ts';
import { personSeed, projectSeed } from '../procore/zones.ts';
import type { World } from '../world.ts';
import { SCENARIO_GROUPS, SCENARIOS, type Scenario } from './scenarios.ts';

const card = (scenario: Scenario, done: boolean): Html =>
  html`<li class="card${done ? ' done' : ''}" id="${scenario.name}"><form method="post" action="/scenarios/${scenario.name}">
<h3>${scenario.title}</h3><p>${scenario.sentence}</p>
<div class="buttons"><button name="then" value="open" class="open">Set and open</button><button name="then" value="stay" aria-label="Set “${scenario.title}” and stay here">Set</button>${done ? html`<span class="is-set" role="status">Set</span>` : ''}</div>
</form></li>`;

/** How things stand now, and every scenario with two buttons: set it and look, or only set it. */
export function switcherPage(world: World, { state }: Procore, done: string | null): Html {
  const now = new Date(world.now());
  const shift = Math.round((world.now() - Date.now()) / DAY);
  const links = state.allLinks();
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Scenarios • Countersign sandbox</title><link rel="stylesheet" href="/switcher.css"><link rel="icon" href="data:,"></head>
<body><header><h1>Scenarios</h1><p>Procore and DocuSign on this computer, both simulated. Choose what they shall be like. Everybody’s password at either is “${PASSWORD}”.</p></header>
<main>
<section class="now" aria-label="How things stand"><dl>
<div><dt>In Procore as</dt><dd>${personSeed(state.person).name}</dd></div>
<div><dt>Language</dt><dd>${state.locales.get(state.person) ?? 'en'}</dd></div>
<div><dt>Clock</dt><dd>${now.toISOString().slice(0, 16).replace('T', ' ')} UTC${shift === 0 ? '' : ` (${shift > 0 ? '+' : ''}${shift} days)`}</dd></div>
<div><dt>Faults</dt><dd>${world.faults.length === 0 ? 'none' : world.faults.map((fault) => `${fault.host}: ${fault.how}`).join(', ')}</dd></div>
<div class="wide"><dt>Links</dt><dd>${
    links.length === 0
      ? 'none'
      : links.map(
          (link) =>
            html`<span class="link">${personSeed(link.person).name} on ${projectSeed(link.project).name} (${link.zone}) as ${link.docusign.email}, ${
              state.linkView(link) === 'expired' ? 'expired' : 'synced'
            }, last used ${Math.floor((world.now() - link.lastUsedAt) / DAY)} days ago</span>`,
        )
  }</dd></div>
</dl></section>
${SCENARIO_GROUPS.map(
  (group) =>
    html`<section><h2>${group}</h2><ul class="cards">${SCENARIOS.filter(
      (scenario) => scenario.group === group,
    ).map((scenario) => card(scenario, scenario.name === done))}</ul></section>`,
)}
</main></body></html>`;
}
