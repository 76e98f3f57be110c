/**
 * Runs DocuSign's own SDK in a process of its own, which was started with NODE_EXTRA_CA_CERTS: Node reads that only at
 * its start. Takes one JSON argument, prints one JSON line.
 */
import docusign from 'docusign-esign';

type Task = { address: string; clientId: string; secret: string; code: string };
const task: Task = JSON.parse(process.argv[2] ?? '{}');

const client = new docusign.ApiClient();
// In this order: setBasePath points the login at production when it does not know the host.
client.setBasePath(`https://${task.address}/restapi`);
client.setOAuthBasePath(task.address);

const token = await client.generateAccessToken(task.clientId, task.secret, task.code);
const info = await client.getUserInfo(token.accessToken);
client.addDefaultHeader('Authorization', `Bearer ${token.accessToken}`);
const accountId = info.accounts[0]?.accountId ?? '';
const users = new docusign.UsersApi(client);
const accounts = new docusign.AccountsApi(client);
const refusal = (thrown: { response?: { status: number; data: unknown } }) => ({
  status: thrown.response?.status,
  data: thrown.response?.data,
});

const account = await accounts.getAccountInformation(accountId, {});
const page = await users.list(accountId, { count: '2', startPosition: '1', status: 'Active,ActivationSent' });
const self = await users.getInformation(accountId, info.sub, {});
const settings = await users.getSettings(accountId, info.sub);
const miss = await users.list(accountId, { email: 'nobody@example.com' }).then(() => 'found', refusal);
const created = await users.create(accountId, {
  newUsersDefinition: {
    newUsers: [
      { userName: 'Tal Mason', email: 'tal.mason@example.com' },
      { userName: self.userName, email: info.email },
    ],
  },
});
const reused = await client
  .generateAccessToken(task.clientId, task.secret, task.code)
  .then(() => 'ok', refusal);

console.log(
  JSON.stringify({
    token: { type: token.tokenType, expiresIn: token.expiresIn, refresh: token.refreshToken.length > 700 },
    info: { sub: info.sub, name: info.name, email: info.email, accounts: info.accounts },
    account: { name: account.accountName, blocked: account.envelopeSendingBlocked },
    page: { names: page.users.map(({ userName }) => userName), total: page.totalSetSize, next: page.nextUri },
    self: { userName: self.userName, userStatus: self.userStatus, isAdmin: self.isAdmin },
    settings: { canSendEnvelope: settings.canSendEnvelope },
    miss,
    created: created.newUsers.map(({ userStatus, errorDetails }) => userStatus ?? errorDetails?.errorCode),
    reused,
  }),
);
