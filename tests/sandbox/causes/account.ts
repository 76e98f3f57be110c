/** What the person's DocuSign account lets them do. */
import type { Account, Membership } from '../docusign/state.ts';
import { all, change, whoAt } from './change.ts';
import { PROFILE } from './places.ts';
import type { Cause } from './types.ts';

type Face = Pick<Cause, 'id' | 'check' | 'title' | 'sentence'>;

const membership = (face: Face, fields: Partial<Membership>): Cause => ({
  ...face,
  plant: (stage) => change(whoAt(stage).member, fields),
  opens: PROFILE,
});
const account = (face: Face, fields: Partial<Account>): Cause => ({
  ...face,
  plant: (stage) => change(whoAt(stage).account, fields),
  opens: PROFILE,
});

export const accountCauses: readonly Cause[] = [
  {
    id: 'several-accounts',
    check: 'several-accounts',
    title: 'Several accounts',
    sentence: 'The login is a member of every account there is.',
    plant(stage) {
      const { person, member } = whoAt(stage);
      const { accounts } = stage.docusign.state.production;
      const more = accounts
        .filter(({ accountId }) => person.memberships.every((own) => own.accountId !== accountId))
        .map(({ accountId }): Membership => ({ ...member, accountId, isDefault: false }));
      return change(person, { memberships: [...person.memberships, ...more] });
    },
    opens: PROFILE,
  },
  membership(
    {
      id: 'no-default',
      check: 'default-account',
      title: 'No default account',
      sentence: 'DocuSign names no account as the one to use.',
    },
    { isDefault: false },
  ),
  {
    id: 'no-account',
    check: 'membership',
    title: 'No account at all',
    sentence: 'DocuSign knows the login and lists no account for it.',
    plant: (stage) =>
      all(...whoAt(stage).person.memberships.map((member) => change(member, { listed: false }))),
    opens: PROFILE,
  },
  membership(
    {
      id: 'membership-closed',
      check: 'membership',
      title: 'Membership closed',
      sentence: 'The account’s administrator closed the person’s membership.',
    },
    { status: 'Closed' },
  ),
  membership(
    {
      id: 'invitation-pending',
      check: 'invitation',
      title: 'Invitation not accepted',
      sentence: 'The account sent an invitation, and nobody has accepted it.',
    },
    { status: 'ActivationSent' },
  ),
  membership(
    {
      id: 'invitation-never-sent',
      check: 'invitation',
      title: 'Invitation never sent',
      sentence: 'The person was added to the account, and no e-mail went out.',
    },
    { status: 'ActivationRequired' },
  ),
  membership(
    {
      id: 'cannot-send',
      check: 'may-send',
      title: 'A viewer, not a sender',
      sentence: 'The person’s permission profile in DocuSign does not allow sending.',
    },
    {
      canSendEnvelope: false,
      permissionProfileId: '1665538',
      permissionProfileName: 'DocuSign Viewer',
    },
  ),
  account(
    {
      id: 'account-suspended',
      check: 'account-suspended',
      title: 'Account suspended',
      sentence: 'DocuSign suspended the account.',
    },
    { suspensionStatus: 'suspended', suspensionDate: '2026-11-01T08:00:00.0000000Z' },
  ),
  account(
    {
      id: 'sending-blocked',
      check: 'account-suspended',
      title: 'Sending blocked',
      sentence: 'The account works, and may not send envelopes.',
    },
    { envelopeSendingBlocked: true },
  ),
  account(
    {
      id: 'out-of-envelopes',
      check: 'envelopes-left',
      title: 'Out of envelopes',
      sentence: 'The plan’s envelopes of this billing period are used up.',
    },
    { billingPeriodEnvelopesAllowed: '100', billingPeriodEnvelopesSent: '100' },
  ),
  account(
    {
      id: 'address-restricted',
      check: 'ip-restricted',
      title: 'Addresses restricted',
      sentence: 'The account lets people in from its own addresses only, and this is none of them.',
    },
    { addressRestricted: true },
  ),
];
