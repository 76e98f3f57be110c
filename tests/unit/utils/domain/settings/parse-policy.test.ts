import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../../../utils/domain/settings/parse-policy.ts';

const HOSTS = Array.from({ length: 22 }, (_, at) => `h${at}.procore.com`);

describe('the organization’s policy', () => {
  it.each([
    ['a good list', { zones: ['eu01.procore.com'] }, { zones: ['eu01.procore.com'] }, []],
    ['an empty list', { zones: [] }, { zones: [] }, []],
    [
      'one wrong item of a list',
      { zones: ['eu01.procore.com', 'evil.test', 7, 'h1.procore.com'] },
      { zones: ['eu01.procore.com', 'h1.procore.com'] },
      [
        { name: 'zones', item: '2, evil.test', why: 'value' },
        { name: 'zones', item: '3', why: 'type' },
      ],
    ],
    [
      'a list with nothing usable in it',
      { zones: ['evil.test'] },
      {},
      [{ name: 'zones', item: '1, evil.test', why: 'value' }],
    ],
    [
      'more items than there is room for',
      { zones: HOSTS },
      { zones: HOSTS.slice(0, 20) },
      [
        { name: 'zones', item: '21, h20.procore.com', why: 'too-many' },
        { name: 'zones', item: '22, h21.procore.com', why: 'too-many' },
      ],
    ],
    [
      'a switch of the wrong kind, and one that is unknown',
      { badges: { banner: false, 'link-row': 'no', stripe: true } },
      { badges: { banner: false } },
      [
        { name: 'badges', item: 'link-row', why: 'type' },
        { name: 'badges', item: 'stripe', why: 'unknown' },
      ],
    ],
    ['text for a number', { warningDay: '20' }, {}, [{ name: 'warningDay', item: null, why: 'type' }]],
    ['a number out of range', { warningDay: 30 }, {}, [{ name: 'warningDay', item: null, why: 'value' }]],
    ['half a day', { warningDay: 7.5 }, {}, [{ name: 'warningDay', item: null, why: 'type' }]],
    ['a list for text', { environment: ['demo'] }, {}, [{ name: 'environment', item: null, why: 'value' }]],
    ['an unknown world', { environment: 'staging' }, {}, [{ name: 'environment', item: null, why: 'value' }]],
    ['an unknown name', { Environment: 'demo' }, {}, [{ name: 'Environment', item: null, why: 'unknown' }]],
  ])('with %s keeps what is good and names the rest', (_, policy, patch, refused) => {
    const told = parsePolicy({ ...policy });
    expect(told.patch).toEqual(patch);
    expect(told.refused).toEqual(refused);
    expect(told.locked).toEqual(Object.keys(patch));
  });
});
