/** What is defended by something that is not there (a listener, a permission, a file) has no line to take out: its tests plant the fault. */
export type Planted = {
  id: string;
  says: string;
  tests: string;
  /** The names of the tests that plant a fault and find it. */
  plants: RegExp;
};

export const PLANTED: readonly Planted[] = [
  {
    id: 'D4',
    says: 'No message comes in through a page or another extension, no script of ours is in a page’s own world',
    tests: 'tests/package/page-scripts.test.ts',
    plants: /^a planted way in: /,
  },
  {
    id: 'D6',
    says: 'A script of ours tells the page nothing of itself',
    tests: 'tests/package/page-scripts.test.ts',
    plants: /^a planted sign of life: /,
  },
  {
    id: 'D22',
    says: 'No secret, compiled text, remote code, source map or stray file is in a package',
    tests: 'tests/package/package.test.ts',
    plants: /^what would be found if it were there /,
  },
  {
    id: 'D23',
    says: 'Vendor hosts only, what one feature needs is asked at first use, nothing in private windows',
    tests: 'tests/package/page-scripts.test.ts',
    plants: /^a planted permission: /,
  },
  {
    id: 'D24',
    says: 'What npm ci brings in is what was locked, and runs nothing',
    tests: 'tests/package/supply-chain.test.ts',
    plants: /(?:would run it without our setting|refuses a lock file .*)$/,
  },
];
