/** The page that opens after the send button: DocuSign's own, where recipients are added. Source of its heading: support.procore.com tutorials. */
import type { ProjectContext } from '../context.ts';
import { type Html, html } from '../html.ts';
import type { Item } from '../items.ts';

export function preparePage(page: ProjectContext, item: Item, returnTo: string): Html {
  const post = (action: string) =>
    `/docusign_envelopes/${item.id}/${action}?project_id=${page.projectId}&return=${encodeURIComponent(returnTo)}`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Prepare envelope</title>
<link rel="stylesheet" href="/sandbox-assets/application.css"><link rel="icon" href="data:,"><meta name="csrf-token" content="${page.csrf}"><script src="/sandbox-assets/post.js" defer></script></head>
<body class="prepare"><main class="prepare-main"><h1>Upload a Document and Add Envelope Recipients</h1>
<section class="card"><h2>Documents</h2><p>${item.number} ${item.title}.pdf</p><p class="muted">Upload · Use a Template · Get From Cloud</p></section>
<section class="card"><h2>Recipients</h2><ol><li>Subcontractor: Ruth Calder</li><li>General Contractor: ${page.person.name}</li></ol></section>
<div class="form-foot"><button type="button" class="btn" data-post="${post('close')}">Finish Later</button><button type="button" class="btn btn-primary" data-post="${post('send')}">Send Now</button></div></main></body></html>`;
}
