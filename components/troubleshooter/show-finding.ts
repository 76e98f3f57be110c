import type { CheckId } from '../../utils/domain/diagnosis/types.ts';

/** Unfolds the finding of a check with all it is folded in, and goes there. */
export function showFinding(check: CheckId, tree: HTMLElement): void {
  const finding = tree.querySelector<HTMLDetailsElement>(`details[data-check="${check}"]`);
  for (let part: Element | null = finding; part && part !== tree; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true;
  }
  finding?.querySelector('summary')?.focus();
}
