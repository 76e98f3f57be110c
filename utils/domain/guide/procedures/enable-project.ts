import type { Procedure } from '../types.ts';
import { openProject } from './shared.ts';

/**
 * For an admin of the project. The address of the settings page is not documented, so any page that shows the box will
 * do. Source: support.procore.com, "Enable or disable the DocuSign integration on a Procore project": Project Admin tool,
 * Project Settings, General, Advanced, tick Enable DocuSign, Update.
 */
export const enableProject: Procedure = {
  id: 'enable-project',
  nameKey: 'enable_project',
  about: 'project',
  leavesOldAccount: false,
  steps: [
    { ...openProject, texts: 'enable_project.open_project' },
    {
      id: 'open-settings',
      texts: 'enable_project.open_settings',
      targets: [],
      opens: null,
      provenBy: [{ by: 'reading', of: 'enable-box' }],
      passedBy: [],
    },
    {
      id: 'tick-box',
      texts: 'enable_project.tick_box',
      targets: ['enable-box'],
      opens: null,
      provenBy: [{ by: 'reading', of: 'enable-box', says: ['on'] }],
      passedBy: [],
    },
    {
      id: 'save-settings',
      texts: 'enable_project.save',
      targets: ['save-settings'],
      opens: null,
      provenBy: [{ by: 'reading', of: 'enable-box', says: ['on'], freshSince: 'save-settings', saved: true }],
      passedBy: [],
    },
  ],
};
