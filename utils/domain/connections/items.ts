import * as z from 'zod/mini';
import { ERROR_KINDS } from '../../base/errors.ts';
import { defineItem } from '../../storage/define-item.ts';

/** How the last login with DocuSign failed: the popup that asked for it is mostly gone by then. */
const loginEndShape = () =>
  z.object({
    error: z.object({ kind: z.enum(ERROR_KINDS), detail: z.exactOptional(z.string()) }),
    at: z.number(),
  });

export type LoginEnd = z.infer<ReturnType<typeof loginEndShape>>;

export const loginEnd = defineItem('session:login-end', () => z.nullable(loginEndShape()), null, {
  onForget: 'keep',
  keep: 'session',
});

/** The same for the last login with Procore. */
export const procoreLoginEnd = defineItem(
  'session:procore-login-end',
  () => z.nullable(loginEndShape()),
  null,
  { onForget: 'keep', keep: 'session' },
);

/** The login window that is open, for the worker after a reload of the extension: it has to be closed. */
const loginWindowShape = () => z.object({ target: z.string(), windowId: z.number(), openedAt: z.number() });

export const loginWindow = defineItem('local:login-window', () => z.nullable(loginWindowShape()), null, {
  onForget: 'keep',
  keep: 'always',
});
