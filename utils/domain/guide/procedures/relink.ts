import type { Procedure } from '../types.ts';
import { confirmAccount, login, seeSynced, signOut, unlinking } from './shared.ts';

/** The same link made anew, such as after 30 idle days or with a new password. */
export const relink: Procedure = {
  id: 'relink',
  nameKey: 'relink',
  about: 'link',
  leavesOldAccount: false,
  steps: [...unlinking, signOut, login, seeSynced, confirmAccount],
};
