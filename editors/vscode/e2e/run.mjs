// Plays scenarios in a real VS Code, one after the other, and says how each went.
//
// usage: run.mjs [WORD …]     only the scenarios whose file or name has one of these words
//        CARO_LSP=… CARO_VSIX=… run.mjs

import fs from 'node:fs';
import { missing, PICTURES } from './kit.mjs';
import { Stage } from './stage.mjs';
import { scenarios } from './scenarios/index.mjs';

const wanted = process.argv.slice(2);
const lacking = missing();
if (lacking.length > 0) {
  for (const line of lacking) console.error(line);
  process.exit(77);
}

const chosen = scenarios.filter(it => wanted.length === 0 || wanted.some(word => it.name.includes(word)));
if (wanted.length === 0) fs.rmSync(PICTURES, { recursive: true, force: true });
const stage = new Stage();
// The stage's servers end with the process; this makes the process end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

const began = Date.now();
let passed = 0;
console.log(`1..${chosen.length}`);
for (const { name, play, number } of chosen) {
  stage.pictures = number;
  const start = Date.now();
  const after = [];
  let failure;
  try {
    await play(stage, { after: undo => after.push(undo) });
  } catch (error) {
    failure = error;
    await stage.pictureOfFailure();
  }
  for (const undo of after.reverse()) await undo();
  await stage.clear();
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`${failure ? 'not ok' : 'ok'} ${number} - ${name} (${seconds} s)`);
  if (failure) for (const line of [failure.stack, ...stage.lastWords()].join('\n').split('\n')) console.log(`#   ${line}`);
  else passed += 1;
}
await stage.end();
console.log(`# ${Math.round((Date.now() - began) / 1000)} s, pictures in ${PICTURES}`);
console.log(`${passed} passed, ${chosen.length - passed} failed`);
process.exit(passed === chosen.length ? 0 : 1);
