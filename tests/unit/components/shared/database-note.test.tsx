// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DatabaseNote } from '../../../../components/shared/database-note.tsx';
import type { DatabaseState } from '../../../../utils/domain/own-data/database-state.ts';
import { expectAccessible, show, speakEnglish, textOf } from '../kit.tsx';

beforeEach(speakEnglish);
afterEach(cleanup);

test('what is in the way of the stored data is said with what to do, and goes with it', async () => {
  const state = signal<DatabaseState>('ok');
  const { container } = show(<DatabaseNote state={state} />);
  expect(textOf(container)).toBe('');
  state.value = 'waiting';
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Close all other tabs'));
  state.value = 'newer';
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Update Countersign'));
  await expectAccessible(container);
  state.value = 'ok';
  await waitFor(() => expect(textOf(container)).toBe(''));
});
