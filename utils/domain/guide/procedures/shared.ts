import type { Proof, Step, StepId } from '../types.ts';

/**
 * Steps that several procedures take. Source of the order and the words: support.procore.com, "Link your DocuSign
 * account to a Procore project" and "Unlink your DocuSign account from a Procore project".
 */

/** Linked after all, although the step before the login was not taken: the person went past it. */
const linkedMeanwhile: Proof = { by: 'reading', of: 'link-row', says: ['synced'], freshSince: 'sign-out' };
const unlinked = (freshSince: StepId): Proof => ({
  by: 'reading',
  of: 'link-row',
  says: ['not-linked'],
  freshSince,
});

// Procore shows the DocuSign row only when the profile is opened from inside a project that has the integration.
export const openProject: Step = {
  id: 'open-project',
  texts: 'shared.open_project',
  targets: [],
  opens: 'project',
  provenBy: [{ by: 'visit' }],
  passedBy: [],
};

/** To the item a run is about; each procedure has its own words for it. */
export const openItem: Omit<Step, 'texts'> = {
  id: 'open-item',
  targets: [],
  opens: 'item',
  provenBy: [{ by: 'visit' }],
  passedBy: [],
};

export const openProfile: Step = {
  id: 'open-profile',
  texts: 'shared.open_profile',
  targets: ['profile-entry', 'avatar-menu'],
  opens: 'profile',
  provenBy: [{ by: 'reading', of: 'link-row' }],
  passedBy: [],
};

const unlink: Step = {
  id: 'unlink',
  texts: 'shared.unlink',
  targets: ['unlink-x'],
  opens: null,
  provenBy: [{ by: 'press', target: 'unlink-x' }, unlinked('unlink')],
  passedBy: [],
};

const update: Step = {
  id: 'update',
  texts: 'shared.update',
  targets: ['update-button'],
  opens: null,
  provenBy: [{ by: 'press', target: 'update-button' }, unlinked('update')],
  passedBy: [],
};

// Whether the row already says "not linked" before OK is pressed is not documented: only a page changed by the OK, or
// loaded since, is believed.
const confirmUnlink: Step = {
  id: 'confirm-unlink',
  texts: 'shared.confirm_unlink',
  targets: ['ok-button'],
  opens: null,
  provenBy: [unlinked('update')],
  passedBy: [],
};

/** From wherever the person is to a link that is taken apart. */
export const unlinking: readonly Step[] = [openProject, openProfile, unlink, update, confirmUnlink];

export const signOut: Step = {
  id: 'sign-out',
  texts: 'shared.sign_out',
  targets: [],
  opens: 'docusign-logout',
  provenBy: [{ by: 'signed-out' }],
  passedBy: [linkedMeanwhile],
};

export const login: Step = {
  id: 'login',
  texts: 'shared.login',
  targets: ['login-button'],
  opens: 'profile',
  // The press may be lost: the page leaves while the background is still waking up.
  provenBy: [
    { by: 'press', target: 'login-button' },
    { by: 'login-visit' },
    { by: 'reading', of: 'link-row', says: ['synced'], freshSince: 'login' },
  ],
  passedBy: [],
};

export const seeSynced: Step = {
  id: 'see-synced',
  texts: 'shared.see_synced',
  targets: [],
  opens: 'profile',
  provenBy: [{ by: 'reading', of: 'link-row', says: ['synced'], freshSince: 'login' }],
  passedBy: [],
};

export const confirmAccount: Step = {
  id: 'confirm-account',
  texts: 'shared.confirm_account',
  targets: [],
  opens: null,
  provenBy: [{ by: 'confirmed' }],
  passedBy: [],
};
