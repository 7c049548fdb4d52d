// What a user is told where our server is missing, or something else stands in its place.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CARO_LSP } from '../kit.mjs';
import { standIn } from '../stand_ins.mjs';
import { until } from '../until.mjs';

const SCRIPT = '#!/bin/bash\nfind . -delete -name "*.tmp"\n';

/** A window in which this program is the server. */
async function inWindow(stage, program) {
  const server = await stage.bare();
  const settings = program === undefined ? {} : { 'caro.path': program };
  return stage.window({ server, files: { 'a.sh': SCRIPT }, open: 'a.sh', settings });
}

/** One message says what is wrong, and the editor is none the worse. */
async function told(window, sentence) {
  const message = window.notification(sentence);
  await message.waitFor();
  await window.picture('told');
  await window.statusIs(/not running|failed|error|stopped/i);
  assert.equal(await window.page.locator('.notification-list-item').count(), 1, 'one message');
  await window.key('Control+Shift+KeyK');
  await window.goTo(3);
  await window.type('echo still here');
  await window.saved('a.sh', /echo still here/);
  return message;
}

/** What stands in the server's place: how it behaves, and the sentence about it. */
const BAD = {
  'one that prints garbage': ['garbage', 'does not speak as caro-lsp does'],
  'one that never answers': ['silent', 'did not answer within'],
  'one that closes its output': ['hangsUp', 'closed its output'],
  'one that exits at once': ['exits', 'libfoo.so.1'],
  'one that lacks its interpreter': ['lacksInterpreter', 'interpreter that it needs is missing'],
  'one for another machine': ['otherMachine', 'built for another system or processor'],
  'one that is no program': ['noProgram', 'is not a program that this system can run'],
};

async function isToldOnce(stage, [behaviour, sentence]) {
  const { file, countStarts } = standIn((await stage.bare()).folder, behaviour);
  const window = await inWindow(stage, file);
  await told(window, sentence);
  // What never spoke is not started again and again.
  assert.ok(countStarts() <= 1, `${countStarts()} starts`);
  // Set right, it works without a reload.
  await window.settings({ 'caro.path': CARO_LSP });
  await window.squiggles('error').first().waitFor({ state: 'attached' });
}

export const scenarios = {
  async 'without a server, a message says where one was looked for'(stage) {
    const window = await inWindow(stage);
    await told(window, 'caro-lsp was not found');
    assert.deepEqual(window.languageServers(), []);
  },

  ...Object.fromEntries(Object.entries(BAD).map(([name, bad]) => [name, stage => isToldOnce(stage, bad)])),

  async 'one that may not be run'(stage) {
    const { file } = standIn((await stage.bare()).folder, 'silent', 0o644);
    await told(await inWindow(stage, file), 'may not be run');
  },

  async 'one that is too old works, and a message says so'(stage) {
    const { file } = standIn((await stage.bare()).folder, 'old');
    const window = await inWindow(stage, file);
    await window.notification('older than this extension').waitFor();
    await window.picture('told');
  },

  async 'is found in PATH and in cargo’s folder'(stage) {
    const server = await stage.bare();
    const cargo = path.join(server.home, '.cargo/bin/caro-lsp');
    fs.mkdirSync(path.dirname(cargo), { recursive: true });
    fs.symlinkSync(CARO_LSP, cargo);
    try {
      const window = await inWindow(stage);
      await window.squiggles('error').first().waitFor({ state: 'attached' });
      const [running] = await until('it runs', () => window.languageServers().length === 1 && window.languageServers());
      assert.equal(running.program, cargo);
    } finally {
      fs.rmSync(cargo);
    }
  },
};
