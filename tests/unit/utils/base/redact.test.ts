import { describe, expect, it } from 'vitest';
import { AppFault } from '../../../../utils/base/errors.ts';
import { createLog } from '../../../../utils/base/log.ts';
import { createRedactor } from '../../../../utils/base/redact.ts';

const { redact } = createRedactor();
const GUID = '50d89ab1-1111-4222-8333-944455566677';

describe('what is taken out by its shape', () => {
  it.each([
    ['a JWT', 'got eyJ0eXAiOiJKV1.eyJzdWIiOiI1MGQ.c2lnbmF0dXJl here', 'got [token] here'],
    [
      'a bearer header',
      'sent Authorization: Bearer abc.def-ghi now',
      'sent Authorization: Bearer [secret] now',
    ],
    ['a basic header', 'basic dXNlcjpwYXNz', 'basic [secret]'],
    [
      'the query of an address',
      'back at https://x.chromiumapp.org/docusign?code=1&state=2',
      'back at https://x.chromiumapp.org/docusign?[query]',
    ],
    ['the fragment of an address', 'https://a.test/p#access_token=1', 'https://a.test/p?[query]'],
    ['a user in an address', 'https://me:pw@a.test/p', 'https://[user]@a.test/p'],
    ['a code', 'code=short&other=1', 'code=[secret]&other=1'],
    [
      'a field of a body',
      '{"access_token":"short","expires_in":1}',
      '{"access_token":"[secret]","expires_in":1}',
    ],
    ['an e-mail address', 'hint susan.smart+x@example.com', 'hint [e-mail]'],
    ['an encoded e-mail address', 'hint susan%40example.com', 'hint [e-mail]'],
    ['an id in a query', `/users?user=${GUID}`, '/users?user=[id]'],
    ['a verifier', `v ${'aB3-_'.repeat(9)}`, 'v [secret]'],
  ])('%s', (_, text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it('leaves ordinary words, hosts, paths and their ids', () => {
    const text = `GET na3.docusign.net/restapi/v2.1/accounts/${GUID} answered 401, trace ${GUID}`;
    expect(redact(text)).toBe(text);
  });
});

describe('what is taken out by its value', () => {
  it('takes out registered secrets, plain and encoded, whatever they look like', () => {
    const redactor = createRedactor();
    redactor.register('open sesame/1', 'abc');
    expect(redactor.redact('a open sesame/1 b open%20sesame%2F1 c')).toBe('a [secret] b [secret] c');
    expect(redactor.redact('abc is too short to be one')).toBe('abc is too short to be one');
  });
});

describe('the log', () => {
  it('keeps names and messages of causes, redacted, and nothing of other thrown values', () => {
    const log = createLog({ clock: () => 7, redactor: createRedactor() });
    log.redactor.register('the-secret');
    log.note(
      'failed',
      new AppFault('offline', undefined, new Error('at the-secret', { cause: { body: 'the-secret' } })),
    );
    log.note('odd', { refresh_token: 'x' });
    expect(log.entries()).toEqual([
      { at: 7, text: 'failed | fault offline < Error: at [secret] < (object)' },
      { at: 7, text: 'odd | (object)' },
    ]);
  });

  it('redacts before it cuts, so that no half of a secret stays', () => {
    const log = createLog({ clock: () => 0, redactor: createRedactor() });
    log.redactor.register('s'.repeat(100));
    log.note(`${'a '.repeat(280)}${'s'.repeat(100)}`);
    expect(log.entries()[0]?.text).not.toContain('ssss');
  });

  it('takes a text of any length quickly, and leaves no half of a secret at its end', () => {
    const log = createLog({ clock: () => 0, redactor: createRedactor() });
    log.note('x'.repeat(1_000_000));
    log.redactor.register('the-secret');
    log.note(`${'the-secret '.repeat(454)}the-secret`);
    expect(log.entries().map(({ text }) => /the-s/.test(text))).toEqual([false, false]);
  });

  it('keeps the newest entries only', () => {
    const log = createLog({ clock: () => 0, redactor: createRedactor(), size: 2 });
    for (const text of ['one', 'two', 'three']) log.note(text);
    expect(log.entries().map(({ text }) => text)).toEqual(['two', 'three']);
  });
});
