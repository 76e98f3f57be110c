import { i18n } from '#i18n';
import type { RunView, StepId, StepState, StepView } from '../../utils/domain/guide/types.ts';

/** The one step that no page proves: the person says who it is. */
export const ASKS_WHO = 'confirm-account' satisfies StepId;

const STATES: Readonly<Record<StepState, () => string>> = {
  proven: () => i18n.t('panel.run.outcome.proven'),
  'by-hand': () => i18n.t('panel.run.outcome.by_hand'),
  skipped: () => i18n.t('panel.run.outcome.skipped'),
  current: () => i18n.t('panel.run.outcome.current'),
  waiting: () => i18n.t('panel.run.outcome.waiting'),
};

export function procedureName({ nameKey }: Pick<RunView, 'nameKey'>): string {
  return i18n.t(`guide.name.${nameKey}`);
}

export function stepTitle({ texts }: Pick<StepView, 'texts'>): string {
  return i18n.t(`guide.${texts}.title`);
}

export function stepText({ texts }: Pick<StepView, 'texts'>): string {
  return i18n.t(`guide.${texts}.text`);
}

/** How a step stands, or how it ended and who showed it. */
export function stepState({ id, state }: Pick<StepView, 'id' | 'state'>): string {
  return id === ASKS_WHO && state === 'proven' ? i18n.t('panel.run.outcome.said') : STATES[state]();
}

export const isStepState = (word: string): word is StepState => Object.hasOwn(STATES, word);
