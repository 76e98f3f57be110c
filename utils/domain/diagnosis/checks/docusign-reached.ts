import { reachedCheck } from './reached.ts';

export const docusignReached = reachedCheck('docusign-reached', 90, /(?:^|\.)docusign\.(?:com|net)$/);
