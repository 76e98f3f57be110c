import type { Step } from '../types.ts';
import { badges } from './badges.ts';
import { connection } from './connection.ts';
import { expiry } from './expiry.ts';
import { greyedBulk } from './greyed-bulk.ts';
import { guidedLink } from './guided-link.ts';
import { languages } from './languages.ts';
import { longList } from './long-list.ts';
import { projectPage } from './project-page.ts';
import { switchAccount } from './switch-account.ts';
import { troubleshooter } from './troubleshooter.ts';

/** The tour, in order: each step begins where the one before ended. A new step is a file and a line here. */
export const STEPS: readonly Step[] = [
  ...projectPage,
  ...guidedLink,
  ...badges,
  ...switchAccount,
  ...languages,
  ...connection,
  ...greyedBulk,
  ...expiry,
  ...troubleshooter,
  ...longList,
];
