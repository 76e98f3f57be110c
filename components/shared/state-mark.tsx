import {
  CircleCheck,
  CircleQuestionMark,
  CircleSlash,
  LogIn,
  type LucideIcon,
  Timer,
  Unlink,
} from 'lucide-preact';
import { i18n } from '#i18n';
import type { Link } from '../../utils/domain/links/link.ts';
import type { LinkState } from '../../utils/base/types.ts';
import styles from './state-mark.module.css';

// Shape, word and colour go together, so that each of them is enough.
const MARKS = {
  synced: { icon: CircleCheck, tone: 'good', word: () => i18n.t('state.word.synced') },
  'not-linked': { icon: Unlink, tone: 'bad', word: () => i18n.t('state.word.not_linked') },
  'reauth-required': { icon: LogIn, tone: 'warn', word: () => i18n.t('state.word.reauth_required') },
  unavailable: { icon: CircleSlash, tone: 'off', word: () => i18n.t('state.word.unavailable') },
  unknown: { icon: CircleQuestionMark, tone: 'unknown', word: () => i18n.t('state.word.unknown') },
} as const satisfies Record<LinkState, { icon: LucideIcon; tone: string; word: () => string }>;

export function toneOf(link: Link): 'good' | 'warn' | 'bad' | 'off' | 'unknown' {
  return link.state === 'synced' && link.countdown?.warns ? 'warn' : MARKS[link.state].tone;
}

export function wordOf(state: LinkState): string {
  return MARKS[state].word();
}

export function StateMark({ link, large = false }: { link: Link; large?: boolean }) {
  const Icon = link.state === 'synced' && link.countdown?.warns ? Timer : MARKS[link.state].icon;
  return (
    <span
      class={`${styles.mark} ${large ? styles.large : ''}`}
      data-tone={toneOf(link)}
      data-state={link.state}
    >
      <Icon size={large ? 22 : 16} aria-hidden="true" />
      <span>{wordOf(link.state)}</span>
    </span>
  );
}
