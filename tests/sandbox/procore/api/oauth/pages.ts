/** The login host's own pages. Their markup is the sandbox's; Procore's is not public. */
import { type Html, html, raw } from '../../html.ts';

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; background: #eef0f1; color: #232729; margin: 0; }
  main { max-width: 26rem; margin: 4rem auto; padding: 2rem; background: #fff; border-radius: 4px; }
  label { display: block; font-weight: 600; }
  input { display: block; box-sizing: border-box; width: 100%; margin: .25rem 0 1rem; padding: .6rem; font: inherit; }
  button { padding: .6rem 1.2rem; font: inherit; }
  code { overflow-wrap: anywhere; }
  [role='alert'] { color: #a31c17; }
`;

const page = (title: string, content: Html): Html => html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${raw(STYLE)}</style></head>
<body><main>${content}</main></body>
</html>`;

/** `next`: the address of this host to go on to. */
export const loginPage = ({
  next,
  email,
  problem,
}: {
  next: string;
  email: string;
  problem: string | null;
}) =>
  page(
    'Procore Log In',
    html`<h1>Log in to Procore</h1>
${problem === null ? '' : html`<p role="alert">${problem}</p>`}
<form method="post" action="/login">
  <input type="hidden" name="next" value="${next}">
  <label for="email">Email address</label>
  <input id="email" name="email" type="email" autocomplete="username" value="${email}" autofocus>
  <label for="password">Password</label>
  <input id="password" name="password" type="password" autocomplete="current-password">
  <button type="submit">Log In</button>
</form>`,
  );

export const consentPage = ({
  app,
  person,
  fields,
}: {
  app: string;
  person: string;
  fields: Readonly<Record<string, string>>;
}) =>
  page(
    'Authorize',
    html`<h1>Allow ${app} to use your Procore account?</h1>
<p>You are logged in as ${person}. The app may do what you may do.</p>
<form method="post" action="/oauth/authorize">
  ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
  <button type="submit" name="decision" value="allow">Allow</button>
  <button type="submit" name="decision" value="deny">Deny</button>
</form>`,
  );

export const codePage = (code: string) =>
  page(
    'Authorization code',
    html`<h1>Authorization code</h1><p>Copy this code into the app:</p><p><code id="authorization_code">${code}</code></p>`,
  );

/** The person stays here: the app does not hear of it. */
export const problemPage = (problem: string) =>
  page('An error has occurred', html`<h1>An error has occurred</h1><p role="alert">${problem}</p>`);

export const outPage = () =>
  page('Procore', html`<h1>You are logged out</h1><p><a href="/login">Log In</a></p>`);
