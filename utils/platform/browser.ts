/** The one door to the browser API for the background and our own pages (polyfilled where a browser lacks `browser`). */
export { browser } from 'wxt/browser';
