import type { Procedure } from '../types.ts';
import { confirmAccount, login, seeSynced, signOut, unlinking } from './shared.ts';

/**
 * The whole tie taken apart and made anew, for when nothing smaller helped. Nothing shows that a saved password was
 * removed, so that is said in the step it belongs to and is no step of its own. Source: support.procore.com, "Unlink
 * your DocuSign account from a Procore project": unlink, log out of DocuSign, remove the saved password.
 */
export const reconnect: Procedure = {
  id: 'reconnect',
  nameKey: 'reconnect',
  about: 'link',
  leavesOldAccount: false,
  steps: [
    ...unlinking,
    { ...signOut, texts: 'reconnect.sign_out' },
    { ...login, texts: 'reconnect.login' },
    seeSynced,
    confirmAccount,
  ],
};
