import { describe, expect, it } from 'vitest';
import { DAY } from '../../../../../utils/base/clock.ts';
import { currentOf } from '../../../../../utils/domain/connections/current.ts';
import { idOf, keyFrom } from '../../../../../utils/domain/connections/key.ts';
import { account, connectionOf, NOW, procoreConnectionOf } from '../../../components/kit.tsx';

const sue = connectionOf({ userId: 'sue', name: 'Sue Á', email: 'sue@x.example', signedInAt: NOW - 2 * DAY });
const tal = connectionOf({
  userId: 'tal',
  name: 'Tal',
  email: 'tal@x.example',
  signedInAt: NOW - DAY,
  accounts: [account(), account({ accountId: 'a-2' })],
});
const demo = connectionOf({ userId: 'ann', name: 'Ann', environment: 'demo', signedInAt: NOW });
const all = [tal, sue, demo];

const who = (confirmed: { who: string; accountId: string } | null, environment = 'production') =>
  currentOf(all, { environment, confirmed, now: NOW })?.name ?? null;

describe('the connection that speaks for the person', () => {
  it('is of the environment in the settings, and of several who signed in last', () => {
    expect([who(null), who(null, 'demo')]).toEqual(['Tal', 'Ann']);
    expect(currentOf([sue], { environment: 'demo', now: NOW })).toBeNull();
  });

  it.each([
    ['by their address, however it was typed', { who: ' SUE@x.example ', accountId: '' }, 'Sue Á'],
    ['by their name, however it is composed', { who: 'sue A\u0301', accountId: '' }, 'Sue Á'],
    ['before one who has the account as well', { who: 'sue@x.example', accountId: 'a-2' }, 'Sue Á'],
    ['by the account, where the name is nobody’s', { who: 'Kim', accountId: 'a-2' }, 'Tal'],
    ['and nobody’s name and account say nothing', { who: 'Kim', accountId: 'a-9' }, 'Tal'],
    ['nor does a person who is connected elsewhere alone', { who: 'Ann', accountId: '' }, 'Tal'],
  ])('is who was confirmed: %s', (_, confirmed, name) => {
    expect(who(confirmed)).toBe(name);
  });

  it('takes nobody for the last whose sign-in lies in the future: the clock went back since', () => {
    const ahead = { ...sue, signedInAt: NOW + DAY };
    expect(currentOf([ahead, tal], { environment: 'production', now: NOW })).toBe(tal);
  });

  it('is found at Procore by the login', () => {
    const pat = procoreConnectionOf();
    const kim = procoreConnectionOf({ userId: '43', login: 'kim@x.example', name: '', signedInAt: NOW });
    const confirmed = { who: 'pat@riverside.example', accountId: 'a-1' };
    expect(currentOf([pat, kim], { environment: 'production', now: NOW })).toBe(kim);
    expect(currentOf([pat, kim], { environment: 'production', confirmed, now: NOW })).toBe(pat);
  });
});

it('an id names its key again, whatever stands in the person’s', () => {
  const odd = connectionOf({ userId: 'a:b' });
  expect(keyFrom(idOf(odd))).toEqual(['docusign', 'production', 'a:b']);
});
