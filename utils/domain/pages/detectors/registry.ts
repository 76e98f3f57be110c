import { banner } from './banner.ts';
import { enableBox } from './enable-box.ts';
import { linkRow } from './link-row.ts';
import { sendButton } from './send-button.ts';
import { signToggle } from './sign-toggle.ts';
import type { Detector } from './types.ts';

/** Every detector. A new kind of element is a new file and a line here. */
export const DETECTORS: readonly Detector[] = [linkRow, sendButton, signToggle, banner, enableBox];
