import type { Mutation } from '../mutation.ts';

const GATE = 'utils/app/messaging/gate.ts';
const GATE_TEST = 'tests/unit/utils/app/messaging/gate.test.ts';

/** What comes into the background, and what goes out of it. */
export const MESSAGES: readonly Mutation[] = [
  {
    id: 'D2-sender-class',
    says: 'Each message acts for its own class of sender alone',
    file: GATE,
    find: 'if (protocol[name].from !== caller.from) {',
    replace: 'if (false) {',
    mustFail: [
      { file: GATE_TEST, tests: 'from its own sender class only' },
      { file: 'tests/e2e/defences/messages.spec.ts', tests: 'messages of our own pages do nothing' },
    ],
  },
  {
    id: 'D2-unknown-sender',
    says: 'Nobody but this extension is heard',
    file: GATE,
    find: 'if (sender.id !== extensionId || !sender.origin) return undefined;',
    replace: 'if (!sender.origin) return undefined;',
    mustFail: [{ file: GATE_TEST, tests: 'the message gate' }],
  },
  {
    id: 'D2-frames',
    says: 'Nothing in a frame is heard',
    file: GATE,
    find: 'if (sender.frameId !== undefined && sender.frameId !== 0) return undefined;',
    replace: '',
    mustFail: [{ file: GATE_TEST, tests: 'the message gate' }],
  },
  {
    id: 'D2-foreign-origin',
    says: 'A page is heard on Procore’s hosts alone, by https and at the usual port',
    file: GATE,
    find: "if (!url || url.protocol !== 'https:' || url.port !== '' || !mayBeZone(url.hostname)) return undefined;",
    replace: 'if (!url) return undefined;',
    mustFail: [{ file: GATE_TEST, tests: 'the message gate' }],
  },
  {
    id: 'D2-size',
    says: 'A message has an end',
    file: GATE,
    find: 'if (JSON.stringify(message).length > MAX_MESSAGE) return undefined;',
    replace: 'JSON.stringify(message);',
    mustFail: [{ file: GATE_TEST, tests: 'over the size cap' }],
  },
  {
    id: 'D2-shape',
    says: 'What a message carries has its shape before anything acts on it',
    file: GATE,
    find: 'if (!parsed.success) {',
    replace: 'if (!parsed.success && parsed.error.issues.length > 99) {',
    mustFail: [{ file: GATE_TEST, tests: 'should refuse extra fields' }],
  },
  {
    id: 'D3-answer',
    says: 'Only what the protocol names goes out of the background',
    file: GATE,
    find: 'if (parsed.success) return { res: { ok: true, value: parsed.data } };',
    replace: 'if (name) return { res: { ok: true, value } };',
    mustFail: [{ file: GATE_TEST, tests: 'should send nothing out of a fault' }],
  },
  {
    id: 'D3-fault',
    says: 'Of a fault go out its code and a safe detail, and not its words',
    file: GATE,
    find: 'return { res: { ok: false, error } };',
    replace: 'return { res: { ok: false, error: { ...error, detail: String(thrown) } } };',
    mustFail: [{ file: GATE_TEST, tests: 'should send nothing out of a fault' }],
  },
  {
    id: 'D9-page',
    says: 'What a page says of its address is checked against what the browser vouches for',
    file: 'utils/domain/pages/service.ts',
    find: 'const isOwn = URL.parse(href)?.origin === caller.origin;',
    replace: 'const isOwn = true;',
    mustFail: [
      { file: 'tests/unit/utils/domain/pages/service.test.ts', tests: 'the page handlers' },
      { file: 'tests/unit/defences/foreign-pages.test.ts', tests: '' },
    ],
  },
  {
    id: 'D9-guide',
    says: 'The same where a page asks the guide',
    file: 'utils/domain/guide/service.ts',
    find: 'const isOwn = URL.parse(href)?.origin === caller.origin;',
    replace: 'const isOwn = true;',
    mustFail: [
      {
        file: 'tests/unit/utils/domain/guide/guide-pages.test.ts',
        tests: 'should believe no address but one of the page’s own origin',
      },
    ],
  },
];
