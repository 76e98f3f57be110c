// The part of docusign-esign 10 the contract test calls; the published types are those of version 5.
declare module 'docusign-esign' {
  class ApiClient {
    setBasePath(path: string): void;
    setOAuthBasePath(hostAndPort: string): void;
    addDefaultHeader(name: string, value: string): void;
    generateAccessToken(
      clientId: string,
      secret: string,
      code: string,
    ): Promise<{ accessToken: string; tokenType: string; refreshToken: string; expiresIn: string }>;
    getUserInfo(accessToken: string): Promise<{
      sub: string;
      name: string;
      email: string;
      accounts: { accountId: string; accountName: string; baseUri: string; isDefault: string }[];
    }>;
  }
  type User = { userId: string; userName: string; userStatus: string; isAdmin: string };
  class UsersApi {
    constructor(client: ApiClient);
    list(
      accountId: string,
      options: { count?: string; startPosition?: string; email?: string; status?: string },
    ): Promise<{ users: User[]; totalSetSize: string; nextUri?: string }>;
    create(
      accountId: string,
      options: { newUsersDefinition: { newUsers: { userName: string; email: string }[] } },
    ): Promise<{ newUsers: { userStatus?: string; errorDetails?: { errorCode: string } }[] }>;
    getInformation(accountId: string, userId: string, options: object): Promise<User>;
    getSettings(accountId: string, userId: string): Promise<{ canSendEnvelope: string }>;
  }
  class AccountsApi {
    constructor(client: ApiClient);
    getAccountInformation(
      accountId: string,
      options: object,
    ): Promise<{ accountName: string; envelopeSendingBlocked: string; suspensionStatus?: string }>;
  }
  const docusign: {
    ApiClient: typeof ApiClient;
    UsersApi: typeof UsersApi;
    AccountsApi: typeof AccountsApi;
  };
  export default docusign;
}
