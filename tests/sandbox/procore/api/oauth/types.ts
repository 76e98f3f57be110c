import type { World } from '../../../world.ts';
import type { ProcoreState } from '../../state.ts';
import type { ProcoreApiState } from '../state.ts';

/** One login host: production's or the sandbox's. Nothing crosses. */
export type LoginHost = {
  world: World;
  state: ProcoreState;
  switches: ProcoreApiState['switches'];
  api: ProcoreApiState['production'];
};
export type Visit = { Variables: { host: LoginHost } };
