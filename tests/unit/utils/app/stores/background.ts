import type { AppError } from '../../../../../utils/base/errors.ts';
import type { Ask } from '../../../../../utils/app/messaging/ask.ts';

/** A background whose answers are given by hand, one after the other. */
export function background() {
  const asked: [name: string, data: unknown][] = [];
  const waiting: ((answer: { ok: true; value: unknown } | { ok: false; error: AppError }) => void)[] = [];
  const ask = ((name: string, data: unknown) => {
    asked.push([name, data]);
    return new Promise((resolve) => waiting.push(resolve));
  }) as unknown as Ask;
  return {
    ask,
    asked,
    accept: (value: unknown = null) => waiting.shift()?.({ ok: true, value }),
    refuse: (kind: AppError['kind']) => waiting.shift()?.({ ok: false, error: { kind } }),
  };
}
