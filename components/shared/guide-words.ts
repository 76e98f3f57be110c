import { i18n } from '#i18n';
import type { RunView, StepView } from '../../utils/guide/types.ts';

export function procedureName({ nameKey }: Pick<RunView, 'nameKey'>): string {
  return i18n.t(`guide.name.${nameKey}`);
}

export function stepTitle({ texts }: Pick<StepView, 'texts'>): string {
  return i18n.t(`guide.${texts}.title`);
}

export function stepText({ texts }: Pick<StepView, 'texts'>): string {
  return i18n.t(`guide.${texts}.text`);
}
