// Programs that stand in the server's place and behave badly.

import fs from 'node:fs';
import path from 'node:path';
import { EXTENSION, NODE } from './kit.mjs';

/** Speaks as our server does, of one version, and has one answer to every wish. */
const SPEAKS = `
const ANSWER = ANSWER_HERE;
const send = message => {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message });
  process.stdout.write('Content-Length: ' + Buffer.byteLength(text) + '\\r\\n\\r\\n' + text);
};
const answers = {
  initialize: { capabilities: {}, serverInfo: { name: 'caro-lsp', version: 'VERSION_HERE' } },
  'caro/generate': ANSWER,
};
let bytes = Buffer.alloc(0);
process.stdin.on('data', more => {
  bytes = Buffer.concat([bytes, more]);
  for (;;) {
    const end = bytes.indexOf('\\r\\n\\r\\n');
    const length = end < 0 ? 0 : Number(/content-length: *(\\d+)/i.exec(bytes.subarray(0, end))[1]);
    if (end < 0 || bytes.length < end + 4 + length) return;
    const { id, method } = JSON.parse(bytes.subarray(end + 4, end + 4 + length));
    bytes = bytes.subarray(end + 4 + length);
    if (id !== undefined && method) send({ id, result: answers[method] ?? null });
  }
});
process.stdin.on('end', () => process.exit(0));
`;

const PLAIN = { prompt: '', id: 1, summary: '', risk: 'none', confidence: 1, findings: [], explanation: [], assumed: [], alternatives: [] };
const TWO_LINES = { ...PLAIN, command: 'touch one.txt\ntouch two.txt', terminal: 'paste', source: 'server', sources: ['server'] };

const speaks = (version, answer) =>
  `#!${NODE}\n${SPEAKS.replace('VERSION_HERE', version).replace('ANSWER_HERE', JSON.stringify(answer))}`;
const { version } = JSON.parse(fs.readFileSync(path.join(EXTENSION, 'package.json'), 'utf8'));

const BEHAVIOUR = {
  garbage: '#!/bin/sh\necho "Welcome! What would you like to do today?"\nexec cat 3>&1 >/dev/null\n',
  silent: '#!/bin/sh\n# Its output stays open.\nexec cat 3>&1 >/dev/null\n',
  hangsUp: '#!/bin/sh\nexec cat >/dev/null\n',
  exits: '#!/bin/sh\necho "error while loading shared libraries: libfoo.so.1" >&2\nexit 127\n',
  lacksInterpreter: '#!/no/such/interpreter\n',
  otherMachine: Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(11), Buffer.from([183, 0]), Buffer.alloc(200)]),
  noProgram: 'Not found\n',
  old: speaks('0.0.1', null),
  // The server's own generator and its models are held to one line: more of them come from here.
  twoLines: speaks(version, TWO_LINES),
};

/** Writes a program that behaves so into a folder of its own, and gives its path; each start is a line in `starts`. */
export function standIn(folder, behaviour, mode = 0o755) {
  const own = fs.mkdtempSync(path.join(folder, `${behaviour}-`));
  const file = path.join(own, 'caro-lsp');
  const starts = path.join(own, 'starts');
  const text = BEHAVIOUR[behaviour];
  const counted = typeof text === 'string' ? text.replace('#!/bin/sh\n', `#!/bin/sh\necho $$ >>'${starts}'\n`) : text;
  fs.writeFileSync(file, counted, { mode });
  const countStarts = () => (fs.existsSync(starts) ? fs.readFileSync(starts, 'utf8').trim().split('\n').length : 0);
  return { file, countStarts };
}
