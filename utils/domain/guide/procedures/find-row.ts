import type { Procedure } from '../types.ts';
import { openProfile, openProject } from './shared.ts';

/** To the line of My Profile Settings that tells of the link, and no further: it is read there. */
export const findRow: Procedure = {
  id: 'find-row',
  nameKey: 'find_row',
  about: 'link',
  leavesOldAccount: false,
  steps: [openProject, openProfile],
};
