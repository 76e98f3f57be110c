import { html, raw } from 'hono/html';
import type { Words } from './words.ts';

type Html = ReturnType<typeof html>;

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; background: #f4f3f7; color: #130032; margin: 0; }
  main { max-width: 24rem; margin: 4rem auto; padding: 2rem; background: #fff; border-radius: 8px; }
  h1 { font-size: 1.4rem; }
  label { display: block; font-weight: 600; }
  input { display: block; box-sizing: border-box; width: 100%; margin: .25rem 0 1rem; padding: .6rem; font: inherit; }
  button { padding: .6rem 1.2rem; font: inherit; }
  [role='alert'] { color: #a3001e; }
`;

function page(lang: string, title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${raw(STYLE)}</style></head>
<body><main>${content}</main></body>
</html>`;
}

/** First of the two login pages. `action` is where the form goes. */
export function emailPage(
  words: Words,
  { action, email, error }: { action: string; email?: string | undefined; error?: string },
): Html {
  return page(
    words.lang,
    words.logIn,
    html`<h1>${words.logIn}</h1>
${error === undefined ? '' : html`<p role="alert">${error}</p>`}
<form method="post" action="${action}">
  <label for="email">${words.emailAddress}</label>
  <input id="email" name="email" type="email" autocomplete="username" value="${email ?? ''}" data-qa="username" autofocus>
  <button type="submit" data-qa="submit-username">${words.next}</button>
</form>`,
  );
}

export function passwordPage(
  words: Words,
  { action, back, email, error }: { action: string; back: string; email: string; error?: string },
): Html {
  return page(
    words.lang,
    words.logIn,
    html`<h1>${words.logIn}</h1>
<p>${email}</p>
${error === undefined ? '' : html`<p role="alert">${error}</p>`}
<form method="post" action="${action}">
  <input type="hidden" name="email" value="${email}">
  <label for="password">${words.password}</label>
  <input id="password" name="password" type="password" autocomplete="current-password" data-qa="password" autofocus>
  <button type="submit" data-qa="submit-password">${words.logInButton}</button>
</form>
<p><a href="${back}">${words.otherEmail}</a></p>`,
  );
}

const SCOPE_MEANING: Record<string, string> = {
  signature: 'Create and send envelopes, obtain links for starting signing sessions',
  extended: 'Extended access to your account',
  impersonation: 'Act on your behalf when you are not signed in',
  cors: 'Make requests from a web page',
  openid: 'Know who you are',
};

export function consentPage(
  words: Words,
  { action, app, name, scopes }: { action: string; app: string; name: string; scopes: readonly string[] },
): Html {
  return page(
    words.lang,
    words.wantsAccess(app),
    html`<h1>${words.wantsAccess(app)}</h1>
<p>${words.signedInAs(name)}</p>
<ul>${scopes.map((scope) => html`<li>${SCOPE_MEANING[scope] ?? scope}</li>`)}</ul>
<form method="post" action="${action}">
  <button type="submit" name="decision" value="accept" data-qa="accept">${words.accept}</button>
  <button type="submit" name="decision" value="cancel" data-qa="cancel">${words.cancel}</button>
</form>`,
  );
}

export function homePage(words: Words, { name }: { name: string }): Html {
  return page(
    words.lang,
    'Docusign',
    html`<h1>${words.signedInAs(name)}</h1>
<p><a href="/logout">${words.logOut}</a></p>`,
  );
}

/** The hosted error page. The person stays on it: nothing is sent back to the app. */
export function problemPage(problem: string): Html {
  return page('en', 'Docusign Error', html`<h1>An error has occurred</h1><p role="alert">${problem}</p>`);
}
