import { Footprints, Link2, LogIn, Users } from 'lucide-preact';
import { i18n } from '#i18n';
import type { ProjectState } from '../../utils/domain/links/store.ts';
import type { Start } from '../../utils/domain/guide/store.ts';
import { Button } from './button.tsx';

/** The everyday ones; the others are remedies of the troubleshooter. */
type Procedure = Extract<Start['procedure'], 'link' | 'relink' | 'switch-account'>;

/**
 * The one thing to do about a link, and what else there is. Null: nothing guided helps. It calls for attention only
 * where something is to be done: a link that works is not to be taken apart by a hasty press.
 */
export function offersFor({ link }: ProjectState): {
  first: Procedure | 'find-out' | null;
  rest: Procedure[];
  calm?: true;
} {
  switch (link.state) {
    case 'synced':
      return link.countdown?.warns
        ? { first: 'relink', rest: ['switch-account'] }
        : { first: 'switch-account', rest: ['relink'], calm: true };
    case 'not-linked':
      return { first: 'link', rest: [] };
    case 'reauth-required':
      return { first: 'relink', rest: ['switch-account'] };
    case 'unavailable':
      return { first: null, rest: [] };
    case 'unknown':
      return link.reason === 'idle-days-over' || link.reason === 'asked-to-log-in'
        ? { first: 'relink', rest: ['switch-account'] }
        : { first: 'find-out', rest: [] };
  }
}

const OFFERS = {
  link: { icon: Link2, word: () => i18n.t('popup.link') },
  relink: { icon: LogIn, word: () => i18n.t('popup.relink') },
  'switch-account': { icon: Users, word: () => i18n.t('popup.switch_account') },
  'find-out': { icon: Footprints, word: () => i18n.t('popup.find_out') },
} as const;

/** The guided steps that fit the state of a link, the one that matters first. */
export function Offers({ state, onStart }: { state: ProjectState; onStart: (start: Start) => void }) {
  const { first, rest, calm } = offersFor(state);
  const { link, company } = state;
  const start = (offer: Procedure | 'find-out') =>
    // The link procedure begins by reaching the line and reading it, so it also finds out.
    onStart({ procedure: offer === 'find-out' ? 'link' : offer, key: link.key, company });
  return (
    <>
      {first && (
        <Button look={calm ? 'plain' : 'primary'} icon={OFFERS[first].icon} onPress={() => start(first)}>
          {OFFERS[first].word()}
        </Button>
      )}
      {rest.map((offer) => (
        <Button key={offer} icon={OFFERS[offer].icon} onPress={() => start(offer)}>
          {OFFERS[offer].word()}
        </Button>
      ))}
    </>
  );
}
