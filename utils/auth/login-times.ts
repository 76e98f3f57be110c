import { MINUTE } from '../base/clock.ts';

/** An answer later than this is thrown away, and a page that hangs as long is closed. In milliseconds. */
export const LONGEST_LOGIN = 10 * MINUTE;
