import type { DeclaredItem } from '../storage/define-item.ts';
import { loginEnd, procoreLoginEnd, loginWindow } from './connections/items.ts';
import { troubleshooting } from './diagnosis/items.ts';
import { warnedLinks, cachedEvidence } from './links/items.ts';
import { rowsAhead } from './own-data/items.ts';
import {
  question,
  tabProjects,
  knownPersons,
  pendingPresses,
  pendingReports,
  cachedMessages,
} from './pages/items.ts';
import { vendorLimits } from './runs/items.ts';
import { alarmsDone } from './schedule/items.ts';
import { personalSettings, knownPolicy } from './settings/items.ts';

/** Every stored value: forgetting, pruning and what is said of the stored data go through this list. */
export const allItems: readonly DeclaredItem[] = [
  personalSettings,
  knownPolicy,
  question,
  tabProjects,
  knownPersons,
  pendingPresses,
  pendingReports,
  cachedMessages,
  troubleshooting,
  loginEnd,
  procoreLoginEnd,
  loginWindow,
  alarmsDone,
  rowsAhead,
  warnedLinks,
  cachedEvidence,
  vendorLimits,
];
