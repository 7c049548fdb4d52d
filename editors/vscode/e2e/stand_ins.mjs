// Programs that stand in the server's place and behave badly.

import fs from 'node:fs';
import path from 'node:path';
import { NODE } from './kit.mjs';

/** Answers `initialize` as a server of long ago. */
const OLD = `
let text = '';
process.stdin.on('data', bytes => {
  text += bytes;
  const asked = /"id":(\\d+),"method":"initialize"/.exec(text);
  if (!asked) return;
  text = '';
  const answer = { capabilities: {}, serverInfo: { name: 'caro-lsp', version: '0.0.1' } };
  const message = JSON.stringify({ jsonrpc: '2.0', id: Number(asked[1]), result: answer });
  process.stdout.write('Content-Length: ' + Buffer.byteLength(message) + '\\r\\n\\r\\n' + message);
});
process.stdin.on('end', () => process.exit(0));
`;

const BEHAVIOUR = {
  garbage: '#!/bin/sh\necho "Welcome! What would you like to do today?"\nexec cat >/dev/null\n',
  silent: '#!/bin/sh\nexec cat >/dev/null\n',
  exits: '#!/bin/sh\necho "error while loading shared libraries: libfoo.so.1" >&2\nexit 127\n',
  lacksInterpreter: '#!/no/such/interpreter\n',
  otherMachine: Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(11), Buffer.from([183, 0]), Buffer.alloc(200)]),
  noProgram: 'Not found\n',
  old: `#!${NODE}\n${OLD}`,
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
