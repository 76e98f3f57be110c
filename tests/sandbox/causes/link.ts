/** The tie itself. */
import { linked, put } from './change.ts';
import { CONTRACT, HOME_ZONE, PROFILE, PROJECT } from './places.ts';
import type { Cause } from './types.ts';

export const linkCauses: readonly Cause[] = [
  {
    id: 'not-linked',
    check: 'linked',
    title: 'Not linked',
    sentence: 'Nobody has linked a DocuSign login on Riverside Tower yet.',
    plant({ procore: { state } }) {
      const at = { zone: HOME_ZONE, person: state.person, project: PROJECT };
      const before = state.link(at);
      state.unlink(at);
      return () => {
        if (before) state.putLink(at, before);
      };
    },
    opens: PROFILE,
  },
  {
    id: 'expires-soon',
    check: 'idle-days',
    title: '25 days unused',
    sentence: 'Still linked; in five days Procore will ask to log in again.',
    plant: (stage) => linked(stage, 'self', 25),
    opens: PROFILE,
  },
  {
    id: 'expired',
    check: 'reauth',
    title: '31 days unused',
    sentence: 'The 30 idle days are over: items show Re-Authentication Required.',
    plant: (stage) => linked(stage, 'self', 31),
    opens: CONTRACT,
  },
  {
    id: 'words-unknown',
    check: 'readable',
    title: 'Words Countersign does not know',
    sentence: 'The person’s Procore speaks Japanese, in which the link row’s words are not public.',
    plant: ({ procore: { state } }) => put(state.locales, state.person, 'ja'),
    opens: PROFILE,
  },
];
