/** What the person may do in Procore, and whether the company's app may ask. */
import { TOOLS, type ToolName } from '../procore/tools.ts';
import { change, all } from './change.ts';
import { CONTRACT, HOME_ZONE, PROFILE, PROJECT } from './places.ts';
import type { AccessLevel } from '../procore/tools.ts';
import type { Cause, Lift, Stage } from './types.ts';

function levels({ procore: { state } }: Stage, tools: readonly ToolName[], level: AccessLevel): Lift {
  const { person } = state;
  const before = tools.map((tool) => [tool, state.level(tool, person)] as const);
  state.setLevel(tools, level, person);
  return all(
    ...before.map(
      ([tool, was]) =>
        () =>
          state.setLevel([tool], was, person),
    ),
  );
}

export const permissionCauses: readonly Cause[] = [
  {
    id: 'no-permission',
    check: 'tool-permission',
    title: 'No Admin permission',
    sentence: 'The person is not Admin on the tools: the send buttons are not shown.',
    plant: (stage) =>
      levels(
        stage,
        TOOLS.map(({ name }) => name),
        'Standard',
      ),
    opens: CONTRACT,
  },
  {
    id: 'commitments-read-only',
    check: 'tool-permission',
    title: 'Commitments: Read Only',
    sentence: 'Admin everywhere but on Commitments.',
    plant: (stage) => levels(stage, ['commitments'], 'Read Only'),
    opens: CONTRACT,
  },
  {
    id: 'tool-off',
    check: 'tool-on',
    title: 'Commitments is off in the project',
    sentence: 'Riverside Tower does not have the tool: its pages are not found.',
    plant({ procore: { state } }) {
      const was = state.toolActive(HOME_ZONE, PROJECT, 'commitments');
      state.setToolActive(HOME_ZONE, PROJECT, 'commitments', false);
      return () => state.setToolActive(HOME_ZONE, PROJECT, 'commitments', was);
    },
    opens: PROFILE,
  },
  {
    id: 'app-not-installed',
    check: 'procore-app',
    title: 'Procore app not installed',
    sentence: 'The company has not installed the app: Procore’s API says it is not connected.',
    plant({ procore: { state } }) {
      const was = state.api.installed(HOME_ZONE, 'ashworth');
      state.api.setInstalled(HOME_ZONE, 'ashworth', false);
      return () => state.api.setInstalled(HOME_ZONE, 'ashworth', was);
    },
    opens: PROFILE,
  },
  {
    id: 'app-unknown',
    check: 'procore-app',
    title: 'Procore app unknown',
    sentence: 'Procore’s login does not know the app’s client id.',
    plant: ({ procore: { state } }) => change(state.api.production, { apps: [] }),
    opens: PROFILE,
  },
  {
    id: 'app-login-ended',
    check: 'procore-app',
    title: 'Procore login ended',
    sentence: 'The app was revoked under My Connected Apps. It stays so until a new login.',
    plant({ procore: { state } }) {
      state.api.endTokens();
      return () => {};
    },
    opens: PROFILE,
  },
];
