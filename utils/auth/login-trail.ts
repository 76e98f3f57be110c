import type { PopupPage } from '../platform/login-windows.ts';

/** Where a login's window was last seen. */
export type TrailEnd = {
  /** `asking`: on the authorization address, `asking-again`: back there from another page, `beyond`: on another page. */
  at: 'unseen' | 'asking' | 'asking-again' | 'beyond';
  /** Whether that page had loaded. */
  loaded: boolean;
};

/** Follows one login's window from page to page. */
export function followTrail(authorizationEndpoint: string) {
  const { host, pathname } = new URL(authorizationEndpoint);
  let end: TrailEnd = { at: 'unseen', loaded: false };
  const placeOf = (isAsking: boolean): TrailEnd['at'] => {
    if (!isAsking) return 'beyond';
    return end.at === 'beyond' || end.at === 'asking-again' ? 'asking-again' : 'asking';
  };
  return {
    see: ({ url, loaded }: Pick<PopupPage, 'url' | 'loaded'>): void => {
      const shown = url === null ? null : URL.parse(url);
      end = { at: placeOf(shown?.host === host && shown.pathname === pathname), loaded };
    },
    end: (): TrailEnd => end,
  };
}
