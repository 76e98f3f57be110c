import { expect, test } from '../page/page-test.ts';

/** D9: a page whose markup takes the names of what we ask it for, and rows that look like ours or like each other. */
const NAMES = [
  'querySelectorAll',
  'querySelector',
  'getElementsByTagName',
  'scripts',
  'title',
  'body',
  'documentElement',
  'children',
  'childNodes',
  'textContent',
  'parentElement',
  'closest',
  'matches',
  'attributes',
  'localName',
  'shadowRoot',
  'isConnected',
  'firstElementChild',
  'getRootNode',
  'nodeType',
  'createElement',
];
const BUTTON = '<button>Complete with DocuSign</button>';
const ROW = '<div><label>Link DocuSign Account</label><span>Synced <a href="#">x</a></span></div>';

test.describe('with names taken by the page', () => {
  for (const name of NAMES) {
    test(`(${name}) no reading is wrong`, async ({ stage }) => {
      await stage.open(
        `<img name="${name}"><form><input name="${name}">${BUTTON}</form><div>${BUTTON}</div>${ROW}`,
      );
      // A page that takes these names may keep us from reading it; it cannot make us read what is not there.
      const readings = await stage.page.evaluate(() => harness.read()).catch(() => []);
      const right = ['link-row synced', 'send-button complete', 'send-button complete'];
      expect(right).toEqual(expect.arrayContaining(readings));
    });
  }
});

test('in 10,000 rows of twins and look-alikes only what is ours is read', async ({ stage }) => {
  const twins = [
    '<div><label>ERP</label><span>Synced</span></div>',
    '<div class="comment"><table><tr><td>Link DocuSign Account</td><td>Synced</td></tr></table></div>',
    '<p>Link DocuSign Account: Synced</p>',
    `<div hidden>${ROW}</div>`,
    '<div><label>Link DocuSign Accounts</label><span>Synced</span></div>', // read, as words we do not know
  ];
  const rows = Array.from({ length: 10_000 }, (_, at) => twins[at % twins.length]).join('');
  await stage.open(`${rows}${ROW}${BUTTON}`);
  const readings = await stage.page.evaluate(() => harness.read());
  expect(readings.filter((reading) => reading !== 'link-row unknown')).toEqual([
    'link-row synced',
    'send-button complete',
  ]);
});
