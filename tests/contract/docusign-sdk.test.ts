import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { PROCORE_SECRET, procoreRedirectUri } from '../sandbox/docusign/apps.ts';
import { findPerson, PROCORE_CLIENT_ID } from '../sandbox/docusign/index.ts';
import { test } from './docusign-fixtures.ts';

test("DocuSign's own SDK logs in, reads people and meets errors as with the real one", async ({
  sandbox,
  person,
}) => {
  const { demo } = sandbox.docusign.state;
  const ada = findPerson(demo, 'ada');
  // The page of an app, as far as the browser sees it: the SDK only exchanges the code.
  const zone = 'app.procore.com';
  sandbox.docusign.grantConsent(ada.userId, PROCORE_CLIENT_ID);
  await person.open('https://account-d.docusign.com/signin');
  await person.logIn(ada.email);
  const sent = await person.client.fetch(
    sandbox.docusign.authorizeUrlForProcore({ environment: 'demo', zone, state: 's' }),
  );
  const back = new URL(sent.headers.get('location') ?? '');
  expect(`${back.origin}${back.pathname}`).toBe(procoreRedirectUri(zone));

  const folder = await mkdtemp(join(tmpdir(), 'countersign-sdk-'));
  try {
    const certificate = join(folder, 'sandbox.pem');
    await writeFile(certificate, sandbox.certificate.cert);
    const task = {
      address: `127.0.0.1:${sandbox.port}`,
      clientId: PROCORE_CLIENT_ID,
      secret: PROCORE_SECRET,
      code: back.searchParams.get('code'),
    };
    const script = join(import.meta.dirname, 'docusign-sdk-run.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(task)], {
      env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: certificate, NO_PROXY: '127.0.0.1' },
    });
    expect(JSON.parse(stdout)).toEqual({
      token: { type: 'Bearer', expiresIn: '28800', refresh: true },
      info: {
        sub: ada.userId,
        name: 'Ada Admin',
        email: 'ada.admin@example.com',
        accounts: [
          expect.objectContaining({
            accountId: demo.accounts[0]?.accountId,
            accountName: 'Riverside Builders',
            baseUri: 'https://demo.docusign.net',
            // The SDK makes a string of what is a boolean on the wire.
            isDefault: 'true',
          }),
        ],
      },
      account: { name: 'Riverside Builders', blocked: 'false' },
      page: {
        names: ['Max Many', 'Petra Pending'],
        total: '5',
        next: '/users?count=2&start_position=3&status=Active%2CActivationSent',
      },
      self: { userName: 'Ada Admin', userStatus: 'Active', isAdmin: 'True' },
      settings: { canSendEnvelope: 'true' },
      miss: {
        status: 400,
        data: {
          errorCode: 'USER_LACKS_MEMBERSHIP',
          message: 'The UserID does not have a valid membership in this Account.',
        },
      },
      created: ['ActivationSent', 'USER_ALREADY_EXISTS_IN_ACCOUNT'],
      reused: { status: 400, data: { error: 'invalid_grant', error_description: 'expired_client_token' } },
    });
    expect(new Set(sandbox.world.log.map(({ status }) => status))).toEqual(new Set([200, 201, 303, 400]));
  } finally {
    await rm(folder, { recursive: true });
  }
});
