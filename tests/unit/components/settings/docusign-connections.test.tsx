// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { idOf } from '../../../../utils/domain/connections/key.ts';
import { connectionOf, expectAccessible, speakEnglish } from '../kit.tsx';
import { openSettings } from './open-settings.tsx';

beforeEach(speakEnglish);
afterEach(cleanup);

it('shows everybody who is connected with DocuSign, and disconnects each under their name', async () => {
  const sue = connectionOf({ userId: 'u-2', name: 'Sue Sender', email: 'sue@riverside.example' });
  const { docusign, container } = openSettings({ docusign: { connection: connectionOf(), others: [sue] } });
  const part = screen
    .getAllByText('Sue Sender')
    .flatMap((element) => element.closest('summary')?.closest('details') ?? [])
    .at(0);
  if (!part) throw new Error('not folded under her name');
  part.open = true;
  const press = () => {
    for (const last of within(part)
      .getAllByRole('button', { name: /^Disconnect/ })
      .slice(-1))
      fireEvent.click(last);
  };
  press();
  expect(docusign.disconnect).not.toHaveBeenCalled();
  press();
  expect(docusign.disconnect.mock.calls).toEqual([[idOf(sue)]]);
  await expectAccessible(container);
});

it('leads to the field of the key where there is none', () => {
  openSettings({ docusign: { hasKey: false } });
  fireEvent.click(screen.getByRole('button', { name: 'Enter the key' }));
  expect(document.activeElement?.getAttribute('name')).toBe('integrationKey');
});
