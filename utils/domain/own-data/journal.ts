import { bareCode } from '../journal/code.ts';

export const ownDataCodes = {
  /** The journal before it went too. */
  'own-data-reset': bareCode(),
  'ledger-forgotten': bareCode(),
};
