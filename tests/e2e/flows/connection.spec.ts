import { readsAs } from '../../tour/assertions.ts';
import { logInAtDocusign, popupOver } from '../../tour/page-objects.ts';
import { connectAs, connectionIn, nextTryWorks, openConnection, pressConnect } from './connecting.ts';
import { expect, MAX, SUE, test } from './flow-test.ts';

/** One account, none, an invitation, no right to send, a closed membership, an administrator's. */
const WHO = [
  {
    email: SUE,
    reads:
      /Sue Sender sue\.sender@example\.com Environment Production Accounts Riverside Builders Active member · May send · Default at DocuSign Read/,
  },
  {
    email: 'nora.none@example.com',
    reads: /Nora None .*DocuSign reported no account for this person\. Ask your DocuSign admin/,
  },
  {
    email: 'petra.pending@example.com',
    reads: /Petra Pending .*Riverside Builders Invitation sent, not accepted yet/,
  },
  {
    email: 'vic.viewer@example.com',
    reads: /Vic Viewer .*Riverside Builders Active member · May not send/,
  },
  {
    email: 'clara.closed@example.com',
    reads:
      /Clara Closed .*Riverside Builders .*Not read\. DocuSign says that you are not an active member of this account\./,
  },
  {
    email: 'ada.admin@example.com',
    reads: /Ada Admin .*Active member · May send · Administrator · Default at DocuSign/,
  },
] as const;

test('shows what DocuSign says of each person, and forgets it all on Disconnect', async ({ scene }) => {
  const connection = await openConnection(scene);
  for (const { email, reads } of WHO) {
    await connectAs(scene, email);
    await readsAs(connection, reads);
    await connection.getByRole('button', { name: 'Disconnect' }).click();
    const question = connection.getByRole('dialog');
    await readsAs(
      question,
      /forgets this sign-in, the name, the e-mail address and the accounts at once\..*Connected Apps/,
    );
    await question.getByRole('button', { name: 'Disconnect' }).click();
    await readsAs(
      connection,
      /Not connected Disconnected\. Countersign has forgotten everything.*DocuSign keeps your permission for the app until you remove it there/,
    );
  }
});

test('lets a person with several accounts and no default choose one, and keeps the choice', async ({
  scene,
}) => {
  const connection = await openConnection(scene);
  await connectAs(scene, MAX);
  await readsAs(connection, /DocuSign marks no account as the default\. Choose the one you send from\./);
  const europe = connection.getByRole('listitem').filter({ hasText: 'Riverside Europe' });
  await europe.getByRole('button', { name: 'Use this account' }).click();
  await readsAs(europe, /Riverside Europe.*In use/);
  await connection.getByRole('button', { name: 'Refresh' }).click();
  await readsAs(europe, /In use/);
  const popup = await popupOver(scene);
  await popup.getByText('DocuSign connection').click();
  await readsAs(popup.getByRole('listitem').filter({ hasText: 'Riverside Europe' }), /In use/);
});

test('reads anew on Refresh, and says so when the sign-in was withdrawn', async ({ scene }) => {
  const { docusign } = scene.sandbox;
  const connection = await openConnection(scene);
  await connectAs(scene, SUE);
  await readsAs(connection, /May send/);
  const sue = docusign.state.production.people.find(({ email }) => email === SUE);
  const membership = sue?.memberships[0];
  if (sue === undefined || membership === undefined) throw new Error('the sandbox has no Sue');
  membership.canSendEnvelope = false;
  await connection.getByRole('button', { name: 'Refresh' }).click();
  await readsAs(connection, /Active member · May not send/);

  // Every token dies, as after a change of password.
  docusign.reset();
  await connection.getByRole('button', { name: 'Refresh' }).click();
  await readsAs(connection, /DocuSign no longer accepts this sign-in.*Signed out since/);
  const login = await pressConnect(scene, 'Connect again');
  await expect(login.getByLabel('Email address')).toHaveValue(SUE);
  await logInAtDocusign(login, SUE);
  await login.getByRole('button', { name: 'Accept' }).click();
  await readsAs(connection, /Sue Sender.*Active member · May send.*Refresh/);
});

test('asks for the password although DocuSign remembers somebody else', async ({ scene }) => {
  const connection = await openConnection(scene);
  await connectAs(scene, MAX);
  await connection.getByRole('button', { name: 'Disconnect' }).click();
  await connection.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await readsAs(connection, /Not connected/);
  // Max is still signed in at DocuSign in this browser: he is not let in without a question.
  await nextTryWorks(scene);
  await expect(connectionIn(scene)).not.toContainText('Max Many');
});
