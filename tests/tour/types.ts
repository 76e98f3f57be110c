import type { BrowserContext, Page } from '@playwright/test';
import type { Sandbox } from '../sandbox/server.ts';

/** What a step of the tour has before it: the sandbox, the browser and the Procore tab the person is looking at. */
export type Scene = {
  sandbox: Sandbox;
  context: BrowserContext;
  /** The Procore tab. */
  page: Page;
  /** Our side panel, once it was opened. */
  panel: Page | null;
  /**
   * Leaves `NN-name.png` in the output folder; a page of ours is taken in light and in dark. `NN` counts the pictures.
   */
  picture: (of: Page, name: string) => Promise<void>;
};

/** One thing a person does and sees. `act` answers what was seen, read back from the screen, and throws when it is wrong. */
export type Step = {
  name: string;
  act: (scene: Scene) => Promise<string>;
};
