import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { AppFault, toAppError } from '../../../../utils/base/errors.ts';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const quota = () =>
  new DOMException('The transaction was aborted due to exceeding its quota.', 'QuotaExceededError');

test.each([
  ['IndexedDB, both browsers', quota(), 'storage-full'],
  [
    'on commit, as the library hands it on',
    new Dexie.AbortError('Transaction aborted', quota()),
    'storage-full',
  ],
  ['a bulk of rows', new Dexie.BulkError('bulkAdd(): 1 of 1 failed', [quota()]), 'storage-full'],
  ['a database that could not be opened', new Dexie.DatabaseClosedError('x', quota()), 'storage-full'],
  ['storage.local of Chromium', new Error('Resource::kQuotaBytes quota exceeded'), 'storage-full'],
  ['storage.local of older Chromium', new Error('QUOTA_BYTES quota exceeded'), 'storage-full'],
  [
    'storage.session of Chromium',
    new Error('Session storage quota bytes exceeded. Values were not stored.'),
    'session-full',
  ],
  [
    'storage.session of Firefox',
    new Error('QuotaExceededError: storage.session API call exceeded its quota limitations.'),
    'session-full',
  ],
  ['a full disk in Firefox', named('NS_ERROR_FILE_NO_DEVICE_SPACE', ''), 'storage-full'],
  ['what we wrapped', new Error('x', { cause: quota() }), 'storage-full'],
  ['a newer database', new DOMException('less than the existing version', 'VersionError'), 'newer-data'],
  ['a fault in what was wrapped', new Dexie.AbortError('x', new AppFault('newer-data')), 'newer-data'],
  ['anything else', new TypeError('x is undefined'), 'bug'],
  ['an aborted transaction of no known cause', new Dexie.AbortError('x'), 'bug'],
  ['no error at all', 'quota exceeded', 'bug'],
] as const)('%s', (_name, thrown, kind) => {
  expect(toAppError(thrown)).toEqual({ kind });
});

test('an error that is its own cause has an end', () => {
  const own: Error & { inner?: unknown } = new Error('x');
  own.cause = own;
  own.inner = own;
  expect(toAppError(own)).toEqual({ kind: 'bug' });
});
