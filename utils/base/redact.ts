/**
 * Takes secrets out of a text before it is kept anywhere: by value (those registered as live) and by shape (those
 * nobody thought to register). What is taken out leaves a word in brackets, so that a log stays readable.
 */
export type Redactor = {
  /** Remembers live secrets, such as tokens; short values are ignored, since they would blank out ordinary words. */
  register: (...secrets: readonly string[]) => void;
  redact: (text: string) => string;
};

const SHORTEST_SECRET = 6;

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const SECRET_NAMES =
  'code|state|iss|error_description|error_message|access_token|refresh_token|id_token|token|code_verifier|code_challenge|client_secret|assertion|login_hint|email|password';

const SHAPES: readonly [shape: RegExp, instead: string][] = [
  // The whole query and fragment of an address: codes, state and ids travel there.
  [/(https?:\/\/[^\s?#"'<>]+)[?#][^\s"'<>]*/gi, '$1?[query]'],
  [/(https?:\/\/)[^\s/@"'<>]+@/gi, '$1[user]@'],
  [/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 [secret]'],
  [new RegExp(`(["']?)\\b(${SECRET_NAMES})\\1\\s*:\\s*"[^"]*"?`, 'gi'), '"$2":"[secret]"'],
  [new RegExp(`\\b(${SECRET_NAMES})=[^&\\s"'#]+`, 'gi'), '$1=[secret]'],
  [new RegExp(`([?&][^=\\s&]+=)${GUID}`, 'gi'), '$1[id]'],
  [/\beyJ[\w-]{6,}(?:\.[\w-]*)*/g, '[token]'],
  [/[^\s@<>"'(),;:=/?&[\]]+(?:@|%40)[^\s@<>"'(),;:=/?&[\]]+/gi, '[e-mail]'],
  // Verifiers, states and opaque tokens: longer than a GUID, with no dot, slash or space.
  [/[\w~+-]{40,}={0,2}/g, '[secret]'],
];

export function createRedactor(): Redactor {
  const live = new Set<string>();
  return {
    register: (...secrets) => {
      for (const secret of secrets) {
        if (secret.length < SHORTEST_SECRET) continue;
        live.add(secret);
        live.add(encodeURIComponent(secret.toWellFormed()));
      }
    },
    redact: (text) => {
      let clean = text;
      for (const secret of live) clean = clean.replaceAll(secret, '[secret]');
      for (const [shape, instead] of SHAPES) clean = clean.replace(shape, instead);
      return clean;
    },
  };
}
