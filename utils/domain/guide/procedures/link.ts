import type { Procedure } from '../types.ts';
import { confirmAccount, login, openProfile, openProject, seeSynced, signOut } from './shared.ts';

/** From no link to the right one. DocuSign is left first, or whoever it remembers is linked without a question. */
export const link: Procedure = {
  id: 'link',
  nameKey: 'link',
  about: 'link',
  leavesOldAccount: false,
  steps: [
    openProject,
    openProfile,
    { ...signOut, texts: 'link.sign_out' },
    { ...login, texts: 'link.login' },
    seeSynced,
    confirmAccount,
  ],
};
