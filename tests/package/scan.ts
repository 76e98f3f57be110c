import { type Packed, textOf } from './packed-files.ts';

/** What must not be in a package, each with a pattern for text files. Found once more in the test, planted. */
const FORBIDDEN: readonly { what: string; where: RegExp; pattern: RegExp }[] = [
  { what: 'a private key', where: /./, pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { what: 'a client secret', where: /./, pattern: /\bclient[_-]?secret["'`]?\s*[:=]\s*["'`]?[\w-]{8,}/i },
  {
    what: 'a bearer or refresh token',
    where: /./,
    pattern: /\beyJ[\w-]{10,}\.[\w-]{10,}\.|\bBearer\s+[\w.-]{20,}/,
  },
  {
    what: 'eval',
    where: /\.(?:js|html)$/,
    pattern: /\beval\s*\(|\bnew\s+Function\b|[^\w.]Function\s*\(\s*["'`]/,
  },
  { what: 'a timer that compiles text', where: /\.js$/, pattern: /\bset(?:Timeout|Interval)\s*\(\s*["'`]/ },
  { what: 'remote code', where: /\.js$/, pattern: /\bimport(?:Scripts)?\s*\(?\s*["'`]https?:/ },
  {
    what: 'remote code',
    where: /\.html$/,
    pattern: /<(?:script|link|iframe)\b[^>]*(?:src|href)=["']?(?:https?:)?\/\//i,
  },
  { what: 'script in a page', where: /\.html$/, pattern: /<script\b(?![^>]*\bsrc=)|\son\w+=/i },
  { what: 'style in a page', where: /\.html$/, pattern: /<style\b|\sstyle=/i },
  { what: 'a source map', where: /./, pattern: /[#@]\s*sourceMappingURL=/ },
  { what: 'a source map', where: /\.map$/, pattern: /^/ },
  {
    what: 'the path of a folder on the builder’s computer',
    where: /./,
    pattern: /\/(?:home|Users|root|work)\/[\w.-]+\//,
  },
];

// Names of XML dialects, and addresses in the comments and error texts of libraries: nothing is fetched from them.
const HARMLESS_HTTP =
  /^http:\/\/(?:www\.w3\.org\/(?:1998\/Math\/MathML|1999\/x(?:html|link)|2000\/(?:svg|xmlns\/?)|XML\/1998\/namespace)|www\.apache\.org\/licenses\/(?:LICENSE-2\.0)?|bit\.ly\/2kdckMn|mozilla\.org\/MPL\/2\.0\/\.?)$/;

/** What is wrong with a package: `path: what`, one a line. Empty is right. */
export function scan(packed: Packed): string[] {
  const findings: string[] = [];
  for (const path of packed.keys()) {
    if (path.endsWith('.png')) continue;
    const text = textOf(packed, path);
    for (const { what, where, pattern } of FORBIDDEN) {
      const hit = where.test(path) ? pattern.exec(text) : null;
      if (hit !== null) findings.push(`${path}: ${what} (${hit[0].slice(0, 60)})`);
    }
    for (const [address] of text.matchAll(/http:\/\/[^\s"'`)\\,;]+/g))
      if (!HARMLESS_HTTP.test(address)) findings.push(`${path}: an address without TLS (${address})`);
  }
  return findings;
}
