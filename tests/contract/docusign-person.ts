import { Window } from 'happy-dom';
import { type Client, createClient } from '../sandbox/client.ts';
import type { Sandbox } from '../sandbox/server.ts';

export type Page = {
  url: string;
  status: number;
  title: string;
  heading: string;
  problem: string;
  html: string;
};

/** A person at a browser without scripts: follows redirects inside the sandbox, fills in forms by their labels. */
export type PersonAtBrowser = {
  client: Client;
  page: Page;
  /** The address outside the sandbox the browser was sent to last, if it was: an app's redirect address. */
  left: URL | undefined;
  open(url: string): Promise<Page>;
  /** Types into the field with this label. */
  type(label: string, text: string): void;
  /** What stands in the field with this label. */
  valueOf(label: string): string;
  press(button: string): Promise<Page>;
  logIn(email: string, password?: string): Promise<Page>;
};

export function createPersonAtBrowser(sandbox: Sandbox): PersonAtBrowser {
  const client = createClient(sandbox);
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } });
  const parser = new window.DOMParser();
  let document = parser.parseFromString('', 'text/html');
  const nowhere: Page = { url: '', status: 0, title: '', heading: '', problem: '', html: '' };

  async function go(url: string, init?: RequestInit): Promise<Page> {
    person.left = undefined;
    let next = url;
    let response = await client.fetch(next, init);
    for (let hops = 0; response.status >= 300 && response.status < 400; hops += 1) {
      if (hops === 10) throw new Error(`Redirected in a ring at ${next}`);
      const target = new URL(response.headers.get('location') ?? '', next);
      if (!sandbox.hosts.includes(target.hostname)) {
        person.left = target;
        person.page = nowhere;
        return nowhere;
      }
      next = target.href;
      response = await client.fetch(next);
    }
    const html = await response.text();
    document = parser.parseFromString(html, 'text/html');
    person.page = {
      url: next,
      status: response.status,
      title: document.title,
      heading: document.querySelector('h1')?.textContent ?? '',
      problem: document.querySelector('[role=alert]')?.textContent ?? '',
      html,
    };
    return person.page;
  }

  function field(label: string) {
    const found = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label);
    const input = document.getElementById(found?.getAttribute('for') ?? '');
    if (!(input instanceof window.HTMLInputElement))
      throw new Error(`No field ${label} on ${person.page.title}`);
    return input;
  }

  const person: PersonAtBrowser = {
    client,
    page: nowhere,
    left: undefined,
    open: (url) => go(url),
    type: (label, text) => {
      field(label).value = text;
    },
    valueOf: (label) => field(label).value,
    press(name) {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
      const form = button?.closest('form');
      if (button === undefined || form === null || form === undefined) {
        throw new Error(`No button ${name} on ${person.page.title}`);
      }
      const body = new URLSearchParams();
      for (const input of form.querySelectorAll('input')) body.set(input.name, input.value);
      if (button.name !== '') body.set(button.name, button.value);
      return go(new URL(form.getAttribute('action') ?? '', person.page.url).href, { method: 'POST', body });
    },
    async logIn(email, password = 'signature') {
      person.type('Email address', email);
      await person.press('Next');
      person.type('Password', password);
      return person.press('Log in');
    },
  };
  return person;
}
