import type { Procedure } from '../types.ts';
import { confirmAccount, login, seeSynced, signOut, unlinking } from './shared.ts';

/** From the linked account to another one. Its texts warn of a company sign-in (SSO) that brings the old person back. */
export const switchAccount: Procedure = {
  id: 'switch-account',
  nameKey: 'switch_account',
  about: 'link',
  leavesOldAccount: true,
  steps: [
    ...unlinking,
    { ...signOut, texts: 'switch_account.sign_out' },
    { ...login, texts: 'switch_account.login' },
    seeSynced,
    { ...confirmAccount, texts: 'switch_account.confirm_account' },
  ],
};
