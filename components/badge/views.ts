import type { MessageReply } from '../../utils/app/messaging/protocol.ts';
import { SIGNS } from './style.ts';

const TEXTS = ['kind', 'says', 'state', 'text', 'label'] as const;

/** The background's answer, looked at by hand: a view of another shape is not drawn, and neither are the others. */
export function areBadges(value: unknown): value is MessageReply<'pageReport'> {
  const { badges, validUntil } = Object(value) as { badges?: unknown; validUntil?: unknown };
  return (
    (validUntil === null || typeof validUntil === 'number') &&
    Array.isArray(badges) &&
    badges.every((view: unknown) => {
      const one = Object(view) as Record<string, unknown>;
      return (
        TEXTS.every((name) => typeof one[name] === 'string') &&
        typeof one.disabled === 'boolean' &&
        Object.hasOwn(SIGNS, String(one.tone))
      );
    })
  );
}
