import { expect, firefoxTest as test } from '../fixtures.ts';
import { openFirefoxPage, untilLoaded } from '../firefox.ts';

for (const path of ['popup.html', 'options.html', 'sidepanel.html']) {
  test(`renders ${path} with something to read`, async ({ firefox }) => {
    const page = await openFirefoxPage(firefox, path);
    await expect.poll(() => page.evaluate(() => document.body.innerText.trim())).not.toBe('');
  });
}

test('shows a Procore page of the sandbox', async ({ firefox }) => {
  const page = await firefox.browser.newPage();
  await page.goto('https://app.procore.com/');
  await untilLoaded(page, (href) => href.startsWith('https://app.procore.com/'));
});
