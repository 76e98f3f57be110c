import type { EnvironmentState, Person } from '../state.ts';

/** DocuSign tells the person to ask whoever looks after the network; its exact words are not public. */
export const TENANT_PROBLEM =
  'Your organization restricts which Docusign accounts can be used from this network. Log in with an account of your organization, or contact your administrator.';

/** Whether a network that lets in one organization (or a list, by commas) keeps this person out. */
export function isKeptOut(
  person: Person,
  state: EnvironmentState,
  allowed: string | null | undefined,
): boolean {
  if (allowed === null || allowed === undefined || allowed === '') return false;
  const organizations = allowed.split(',').map((id) => id.trim().toLowerCase());
  return !person.memberships.some(({ accountId }) => {
    const account = state.accounts.find((candidate) => candidate.accountId === accountId);
    return account?.organizationId !== undefined && organizations.includes(account.organizationId);
  });
}
