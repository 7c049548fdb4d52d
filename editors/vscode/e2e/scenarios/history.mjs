// The history: what was asked is listed, used again and forgotten, and nothing of a private session is in it.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CARO_LSP } from '../kit.mjs';
import { until } from '../until.mjs';

const WISH = 'show disk usage of src';
const COMMAND = 'du -sh src';

/** A window whose server keeps a history of its own; all others of these tests keep none. */
async function remembering(stage) {
  const server = await stage.bare();
  const folder = fs.mkdtempSync(path.join(server.folder, 'remembering-'));
  const program = path.join(folder, 'caro-lsp');
  fs.writeFileSync(program, `#!/bin/sh\nCARO_NO_HISTORY= CARO_HISTORY='${folder}/history' exec '${CARO_LSP}' "$@"\n`, { mode: 0o755 });
  const files = { 'a.sh': '#!/bin/bash\n\n' };
  const window = await stage.window({ server, files, open: 'a.sh', settings: { 'caro.path': program } });
  await window.ready();
  return window;
}

/** Asks for a command and puts it into the file. */
async function take(window) {
  await window.run('caro: Generate Command');
  await window.page.getByPlaceholder('What shall the command do?').waitFor();
  await window.fill(WISH);
  await window.row('press Enter to generate').waitFor();
  await window.key('Enter');
  await window.page.getByPlaceholder('Choose a command; nothing is run.').waitFor();
  await window.row(COMMAND).click();
  await window.page.getByPlaceholder('What to do with it?').waitFor();
  await window.row('Insert into File').click();
  await window.picked();
}

async function open(window) {
  await window.run('caro: History');
  await window.row('Private Session').waitFor();
}

export const scenarios = {
  async 'what was asked is listed, used again and forgotten'(stage) {
    const window = await remembering(stage);
    await window.goTo(2);
    await take(window);
    await open(window);
    await window.picture('listed');
    await window.row(COMMAND).click();
    await window.page.getByPlaceholder('What to do with it?').waitFor();
    await window.row('Insert into File').click();
    assert.equal(await window.saved('a.sh', /src\n.*src/), `#!/bin/bash\n${COMMAND}\n${COMMAND}\n`);
    await open(window);
    await window.row(COMMAND).hover();
    await window.row(COMMAND).locator('[aria-label="Forget"]').click();
    await until('nothing is left to clear', async () => (await window.rows()).every(it => !it.includes(COMMAND)));
  },

  async 'a change of the user is a habit after the second time, and is said'(stage) {
    const window = await remembering(stage);
    await window.goTo(2);
    for (const row of [2, 3]) {
      await take(window);
      await until('it is there', async () => (await window.shown()).includes(COMMAND));
      await window.goTo(row, COMMAND.length - 2);
      await window.type('--apparent-size ');
      await window.saved('a.sh', new RegExp(`(du -sh --apparent-size src\\n){${row - 1}}`));
    }
    await until('the next answer is written so', async () => {
      await window.run('caro: Generate Command');
      await window.page.getByPlaceholder('What shall the command do?').waitFor();
      // In the same words the user's own command would come back.
      await window.fill('how much space does docs take');
      await window.row('press Enter to generate').waitFor();
      await window.key('Enter');
      await window.page.getByPlaceholder('Choose a command; nothing is run.').waitFor();
      const [first] = await window.rows();
      await window.picture('habit');
      await window.key('Escape');
      await window.picked();
      if (/du --apparent-size -sh docs/.test(first) && /You usually add --apparent-size/.test(first)) return true;
      throw new Error(first);
    });
  },

  async 'of a private session nothing is listed'(stage) {
    const window = await remembering(stage);
    await window.goTo(2);
    await window.run('caro: Begin or End a Private Session');
    await window.notification('Nothing of this session').waitFor();
    await take(window);
    await open(window);
    await window.row('End the Private Session').waitFor();
    assert.ok((await window.rows()).every(it => !it.includes(COMMAND)));
    await window.picture('private');
  },
};
