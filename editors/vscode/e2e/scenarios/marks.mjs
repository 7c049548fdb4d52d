// What is marked in a script, what the marks say, and what is done about them.

import assert from 'node:assert/strict';
import { until } from '../until.mjs';

const DANGER = '#!/bin/bash\nfind . -delete -name "*.tmp"\ntar -xzf a.tgz\n';

async function open(stage, text) {
  const window = await stage.window({ files: { 'a.sh': text }, open: 'a.sh' });
  await window.ready();
  return window;
}

export const scenarios = {
  async 'a danger is marked, its hover says why, and its fix removes it'(stage) {
    const window = await open(stage, DANGER);
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    await window.picture('squiggle');
    const hover = await window.hover('-delete', 'CARO0113');
    await window.picture('hover');
    assert.match(hover, /-delete.*before/);
    await window.lookAway();
    await window.goTo(2, 9);
    const fix = await window.action('Filter first, then delete');
    await window.picture('fixes');
    await fix.click();
    assert.match(await window.saved('a.sh', /-delete$/m), /^find \. -name "\*\.tmp" -delete$/m);
    await until('the mark is gone', async () => (await window.squiggles('error').count()) === 0);
    await window.picture('fixed');
  },

  async 'a hover says what a flag does'(stage) {
    const window = await open(stage, DANGER);
    await window.hover('-xzf', /-x/);
    await window.picture('flag');
  },

  async 'a script is hardened, and the change is shown before it is made'(stage) {
    const script = '#!/bin/bash\ncd $1\nrm -r build\n';
    const window = await open(stage, script);
    await window.run('caro: Harden Script');
    await window.page.getByPlaceholder('The change is shown before it is made.').waitFor();
    await window.picture('offers');
    await window.row(/\w/).click();
    await window.notification('This is what the script would become.').waitFor();
    await window.page.locator('.monaco-diff-editor').waitFor();
    await window.picture('preview');
    assert.equal(window.onDisk('a.sh'), script);
    await window.notification('This is what the script would become.').getByText('Make the Change').click();
    const hardened = await window.saved('a.sh', /"\$1"|set -/);
    await window.picture('hardened');
    assert.notEqual(hardened, script);
    assert.equal(await window.page.locator('.monaco-diff-editor').count(), 0, 'the preview is gone');
  },

  async 'a script is made a rehearsal'(stage) {
    const window = await open(stage, '#!/bin/bash\nrsync -a --delete src/ dst/\n');
    await window.goTo(2, 3);
    await window.run('caro: Make it a Rehearsal');
    const text = await window.saved('a.sh', /dry-run|-n\b/);
    await window.picture('rehearsal');
    assert.match(text, /^rsync .*(--dry-run|-\w*n)/m);
  },

  async 'a command is explained on a page beside it'(stage) {
    const window = await open(stage, DANGER);
    await window.goTo(3, 3);
    await window.run('caro: Explain Command');
    await until('the page is there', async () => {
      for (const frame of window.page.frames()) {
        const text = await frame.locator('body').innerText({ timeout: 500 }).catch(() => '');
        if (/-x\b/.test(text) && /a\.tgz/.test(text)) return true;
      }
    });
    await window.picture('page');
  },

  async 'the doctor’s report is a text that is not saved'(stage) {
    const window = await open(stage, DANGER);
    await window.run('caro: Doctor');
    await window.page.locator('.tab.active[data-resource-name^="Untitled"]').waitFor();
    await until('the report', async () => /Models?:|Program/i.test(await window.shown()));
    await window.picture('report');
    await window.key('Control+Z');
  },

  async 'a task checks the folder, and its findings are problems'(stage) {
    const window = await stage.window({
      files: { 'a.sh': '#!/bin/bash\n', 'deep/b.sh': DANGER, 'deep/c.txt': 'rm -rf /\n' },
      open: 'a.sh',
    });
    await window.ready();
    await window.key('Control+P');
    await window.fill('task caro');
    await window.row('caro').click();
    await window.row('check shell scripts').click();
    await window.terminalShows('1 danger in 1 of 2 files');
    await window.run('Problems: Focus on Problems View');
    await window.page.locator('.markers-panel .monaco-list-row', { hasText: 'CARO0113' }).waitFor();
    await window.picture('problems');
    assert.equal(await window.page.locator('.markers-panel .monaco-list-row', { hasText: 'c.txt' }).count(), 0);
  },

  async 'an untitled script is read like a file'(stage) {
    const window = await stage.window();
    await window.run('File: New Untitled Text File');
    await until('the language is chosen', async () => {
      await window.run('Change Language Mode');
      await window.fill('shellscript');
      // Who types before the list is there is not heard.
      return window.row('Shell Script').click({ timeout: 4000 }).then(() => true, () => window.key('Escape'));
    });
    await window.type('find . -delete -name x');
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    await window.picture('untitled');
    await window.key('Control+A');
    await window.key('Delete');
  },
};
