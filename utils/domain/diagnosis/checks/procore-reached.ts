import { reachedCheck } from './reached.ts';

export const procoreReached = reachedCheck('procore-reached', 95, /(?:^|\.)procore(?:gov)?\.com$/);
