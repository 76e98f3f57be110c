import { ensureChromium, ensureFirefox } from '../browsers/ensure.ts';
import { buildShipping } from './build.ts';

/** Before the first test: both browsers are here, and both shipping builds are of this source. */
export default async function setUp(): Promise<void> {
  await ensureChromium();
  await ensureFirefox();
  buildShipping('chrome');
  buildShipping('firefox');
}
