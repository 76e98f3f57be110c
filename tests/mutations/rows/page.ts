import type { Mutation } from '../mutation.ts';

const PRESS = 'components/badge/press.ts';
const HOSTILE = 'tests/unit/defences/hostile-pages.test.ts';
const REDRESS = 'tests/e2e/defences/redress.spec.ts';
const TRICKS = 'tricks makes a press';

/** What we draw in somebody else's page. */
export const PAGE: readonly Mutation[] = [
  {
    id: 'D5-badge',
    says: 'What we draw in a page, the page cannot read',
    file: 'components/badge/badge.ts',
    find: "attachShadow({ mode: 'closed' })",
    replace: "attachShadow({ mode: 'open' })",
    mustFail: [
      { file: HOSTILE, tests: 'of a badge' },
      { file: 'tests/e2e/defences/page-view.spec.ts', tests: 'a page reads no word of a badge' },
    ],
  },
  {
    id: 'D5-callout',
    says: 'The same of the guide’s callout',
    file: 'components/guide-callout/callout.ts',
    find: "attachShadow({ mode: 'closed' })",
    replace: "attachShadow({ mode: 'open' })",
    mustFail: [{ file: HOSTILE, tests: 'of the guide’s spot' }],
  },
  {
    id: 'D7-aimed',
    says: 'A press counts that a person aimed at what was seen',
    file: PRESS,
    find: 'if (!event.isTrusted || !aimed) return;',
    replace: 'if (!event.isTrusted) return;',
    mustFail: [{ file: REDRESS, tests: 'nothing comes of it when' }],
    isLong: true,
  },
  {
    id: 'D7-trusted',
    says: 'A press that a script made does nothing',
    file: PRESS,
    find: 'if (!event.isTrusted || !aimed) return;',
    replace: 'if (!aimed) return;',
    mustFail: [{ file: HOSTILE, tests: 'a press that a script made' }],
  },
  {
    id: 'D7-rendered',
    says: 'A press does nothing on a badge that is faded or hidden',
    file: PRESS,
    find: 'if (!host.checkVisibility?.({ opacityProperty: true, visibilityProperty: true })) return;',
    replace: '',
    mustFail: [{ file: HOSTILE, tests: 'on a badge that is faded or hidden' }],
  },
  {
    id: 'D7-masked',
    says: 'A press does nothing on a badge behind a mask',
    file: PRESS,
    find: 'if (isMasked(host)) return;',
    replace: '',
    mustFail: [
      { file: HOSTILE, tests: 'on a badge that is behind a mask' },
      { file: REDRESS, tests: TRICKS },
    ],
    isLong: true,
  },
  {
    id: 'D7-seen',
    says: 'A press does nothing where the badge is not seen as drawn at that moment',
    file: PRESS,
    find: "if (!entry || !('isVisible' in entry) || entry.isVisible === true) act();",
    replace: 'act();',
    mustFail: [{ file: HOSTILE, tests: 'on a badge that is covered' }],
  },
];
