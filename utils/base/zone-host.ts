// Hosts of Procore that are no web app: login, API, files, help.
const NOT_A_WEB_APP =
  /^(?:login|api|assets\d?|storage|support|v2\.support|beta\.support|developers|marketplace|status|learn|www)\b/;

/** True for a host that may serve Procore's web app: one name below procore.com or procoregov.com (or two, as app.uk01). */
export function mayBeZone(host: string): boolean {
  return (
    /^(?:[a-z0-9-]+\.){1,2}procore(?:gov)?\.com$/.test(host) &&
    !NOT_A_WEB_APP.test(host) &&
    !/(?:^|\.)(?:support|pages)\.procore/.test(host)
  );
}
