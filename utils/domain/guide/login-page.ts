/** What is read of DocuSign's login page: three yes-or-no answers, and never what stands in a box. */
export type LoginPageReading = {
  /** A visible box that asks for the e-mail address or user name. */
  emailBox: boolean;
  empty: boolean;
  /** The page belongs to a login under way, which may ask although somebody is signed in. */
  duringLogin: boolean;
  /** When the page was loaded, by the clock as it is now: neither a change of the clock nor sleep makes it younger. */
  documentStartedAt: number;
};

/**
 * Runs inside DocuSign's page, by `scripting.executeScript({ func })`: it must not use anything outside of itself.
 * Waits some seconds for a box that is drawn late. Source: support.procore.com, "Unlink your DocuSign account …": an
 * empty e-mail box after log-out shows success.
 */
export function readLoginPage(): Promise<LoginPageReading> {
  const BOXES =
    'input[type=email],input[autocomplete~=username],input[name=email i],input[name=username i],input#username';
  const read = (): LoginPageReading => {
    const box = [...document.querySelectorAll<HTMLInputElement>(BOXES)].find(
      (input) =>
        input.type !== 'hidden' &&
        (!input.checkVisibility || input.checkVisibility({ visibilityProperty: true })),
    );
    return {
      emailBox: box !== undefined,
      empty: box !== undefined && box.value === '',
      duringLogin: location.pathname.startsWith('/oauth'),
      documentStartedAt: Math.min(performance.timeOrigin, Date.now() - performance.now()),
    };
  };
  return new Promise((resolve) => {
    const first = read();
    if (first.emailBox) {
      resolve(first);
      return;
    }
    const finish = () => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(read());
    };
    const observer = new MutationObserver(() => {
      if (read().emailBox) finish();
    });
    const timer = setTimeout(finish, 5_000);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
  });
}
