import { expect, it } from 'vitest';
import { itemError } from '../../../../../utils/vendors/docusign/item-errors.ts';

const of = (item: unknown) => itemError(item, () => 0);

it.each([
  [{ userId: '1' }],
  [{ errorDetails: null }],
  [{ errorDetails: {} }],
  [{ errorDetails: { errorCode: 'SUCCESS', message: '' } }],
])('%j was carried out', (item) => {
  expect(of(item)).toBeNull();
});

it.each([
  [{ errorDetails: { errorCode: 'USER_LACKS_PERMISSIONS', message: 'x' } }, 'no-permission'],
  // The id is that of somebody who was there before.
  [{ userId: '1', errorDetails: { errorCode: 'USER_ALREADY_EXISTS_IN_ACCOUNT' } }, 'unexpected-reply'],
  [{ errorDetails: { message: 'Cannot add email address to this account.' } }, 'unexpected-reply'],
  [{ errorDetails: 'no' }, 'unexpected-reply'],
  [null, 'unexpected-reply'],
])('%j failed', (item, kind) => {
  expect(of(item)).toMatchObject({ kind });
});
