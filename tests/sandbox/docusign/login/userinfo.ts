import { DOCUSIGN_HOSTS } from '../../hosts.ts';
import type { EnvironmentState, Person } from '../state.ts';

/** What `GET /oauth/userinfo` answers. `is_default` is a real boolean here; `base_uri` has no path. */
export function userinfoOf(person: Person, state: EnvironmentState) {
  const login = `https://${DOCUSIGN_HOSTS[state.environment].login}`;
  return {
    sub: person.userId,
    name: person.name,
    given_name: person.givenName,
    family_name: person.familyName,
    created: person.created,
    email: person.email,
    accounts: person.memberships.flatMap(({ accountId, isDefault, listed }) => {
      const account = state.accounts.find((candidate) => candidate.accountId === accountId);
      if (account === undefined || !listed) return [];
      const { accountName, host, organizationId } = account;
      return [
        {
          account_id: accountId,
          is_default: isDefault,
          account_name: accountName,
          base_uri: `https://${host}`,
          ...(organizationId === undefined
            ? {}
            : {
                organization: {
                  organization_id: organizationId,
                  links: [{ rel: 'self', href: `${login}/organizations/${organizationId}` }],
                },
              }),
        },
      ];
    }),
  };
}
