import type { Account, EnvironmentState } from '../state.ts';
import { withoutAbsent } from './scalars.ts';

/** `GET /accounts/{id}`: every scalar a string, nothing that is not known. */
export function accountInformation(account: Account, state: EnvironmentState): Record<string, string> {
  const seats = state.people.filter(({ memberships }) =>
    memberships.some(({ accountId, status }) => accountId === account.accountId && status === 'Active'),
  ).length;
  return withoutAbsent({
    accountIdGuid: account.accountId,
    externalAccountId: account.externalAccountId,
    accountName: account.accountName,
    planName: account.planName,
    planClassification: 'business',
    currentPlanId: '7ac9a1d0-0000-4000-8000-000000000001',
    seatsAllowed: String(account.seatsAllowed),
    seatsInUse: String(seats),
    suspensionStatus: account.suspensionStatus,
    suspensionDate: account.suspensionDate,
    envelopeSendingBlocked: String(account.envelopeSendingBlocked),
    billingPeriodStartDate: '2026-01-01T08:00:00.0000000Z',
    billingPeriodEndDate: '2027-01-01T08:00:00.0000000Z',
    billingPeriodEnvelopesAllowed: account.billingPeriodEnvelopesAllowed,
    billingPeriodEnvelopesSent: account.billingPeriodEnvelopesSent,
    billingPeriodDaysRemaining: '40',
    createdDate: account.createdDate,
    paymentMethod: 'trial',
    isDowngrade: 'False',
    canUpgrade: 'False',
  });
}
