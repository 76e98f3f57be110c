import { connect, expect, ownPage, test } from './test.ts';

const TOKEN = 'https://account-d.docusign.com/oauth/token';
/** A form that is no login: what counts is the header it comes with. */
const post = (mark: string): string =>
  `fetch('${TOKEN}', { method: 'POST', mode: 'no-cors', credentials: 'omit', body: new URLSearchParams({ mark: '${mark}' }) }).then(() => null)`;

/** D12: three posts to DocuSign's token address, by us, by a page of DocuSign's and by a page of somebody else's. */
test('takes Origin off our own requests, and leaves everybody else theirs', async ({
  context,
  page,
  sandbox,
  extensionId,
}) => {
  const own = await ownPage(context);
  const reply = await connect(context, own);
  // A page of ours in a tab is no background: nothing that a person could be led to may speak without an Origin.
  await own.evaluate(post('a tab of ours'));
  await page.goto('https://account-d.docusign.com/logout');
  await page.evaluate(post('a page of DocuSign’s'));
  await page.goto('https://app.procore.com/');
  await page.evaluate(post('a page of another site'));
  const origins = sandbox.world.log
    .filter(({ method, path }) => method === 'POST' && path === '/oauth/token')
    .map(({ body, headers }) => [
      new URLSearchParams(body).get('mark') ?? 'our background',
      headers['origin'],
    ]);
  expect(origins).toEqual([
    ['our background', undefined],
    ['a tab of ours', `chrome-extension://${extensionId}`],
    ['a page of DocuSign’s', 'https://account-d.docusign.com'],
    ['a page of another site', 'https://app.procore.com'],
  ]);
  expect(reply.res.ok).toBe(true);
});
