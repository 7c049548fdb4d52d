// Commands from plain words: what is listed, where a command goes, and that it never runs by itself.

import assert from 'node:assert/strict';
import { until } from '../until.mjs';

const WISH = 'create an empty file called marker.txt';
const COMMAND = 'touch marker.txt';

/** Asks for a command, up to the list of answers. */
async function ask(window, wish) {
  await window.run('caro: Generate Command');
  await window.page.getByPlaceholder('What shall the command do?').waitFor();
  await window.fill(wish);
  await window.row('press Enter to generate').waitFor();
  await window.key('Enter');
  await window.page.getByPlaceholder('Choose a command; nothing is run.').waitFor();
}

/** Chooses an answer and what becomes of it. */
async function choose(window, command, use) {
  await window.row(command).click();
  await window.page.getByPlaceholder('What to do with it?').waitFor();
  await window.row(use).click();
}

/** The line that is being typed at the prompt. */
async function promptIs(window, line) {
  await until(`the prompt has ${line}`, async () => {
    const text = await window.terminal();
    if (text.endsWith(`$ ${line}`)) return true;
    throw new Error(text);
  });
}

export const scenarios = {
  async 'a command goes to the prompt of a new terminal and waits there'(stage) {
    const window = await stage.window();
    await window.run('caro: Generate Command');
    await window.page.getByPlaceholder('What shall the command do?').waitFor();
    await window.picture('wish');
    await window.fill(WISH);
    await window.key('Enter');
    await window.page.getByPlaceholder('Choose a command; nothing is run.').waitFor();
    await window.picture('answers');
    assert.match((await window.rows())[0], /touch marker\.txt/);
    await window.row(COMMAND).click();
    await window.page.getByPlaceholder('What to do with it?').waitFor();
    await window.picture('what-to-do');
    assert.equal(await window.row('Insert into File').count(), 0, 'no file is open');
    await window.row('Insert into Terminal').click();
    await promptIs(window, COMMAND);
    await window.picture('at-the-prompt');
    // The shell still edits that line, so it has not run it.
    await window.type(' #');
    await promptIs(window, `${COMMAND} #`);
    assert.ok(!window.exists('marker.txt'), 'nothing ran');
    await window.key('Enter');
    await until('the user’s Enter runs it', () => window.exists('marker.txt'));
    await window.picture('run-by-the-user');
  },

  async 'another one goes to the terminal that is open'(stage) {
    const window = await stage.window();
    await window.openTerminal();
    await ask(window, WISH);
    await choose(window, COMMAND, 'Insert into Terminal');
    await promptIs(window, COMMAND);
    assert.equal(await window.page.locator('.terminal-wrapper').count(), 1, 'no second terminal');
    assert.ok(!window.exists('marker.txt'), 'nothing ran');
  },

  async 'a terminal in which a program runs is refused, and the command can be copied'(stage) {
    const window = await stage.window();
    await window.openTerminal();
    await window.type('sleep 1000');
    await window.key('Enter');
    await until('it runs', () => window.processes().some(it => it.program === 'sleep'));
    await ask(window, WISH);
    await choose(window, COMMAND, 'Insert into Terminal');
    await window.notification('A program runs in').waitFor();
    await window.picture('refused');
    assert.doesNotMatch(await window.terminal(), /touch/);
    await window.button('Copy Instead');
    await until('it is in the clipboard', async () => (await window.clipboard()) === COMMAND);
    await window.page.locator('.terminal-wrapper.active').click();
    await window.key('Control+C');
    await window.terminalShows(/\^C\n\$$/);
    assert.ok(!window.exists('marker.txt'), 'nothing ran');
  },

  async 'an answer is refined with a few words more'(stage) {
    const window = await stage.window();
    await ask(window, 'find files larger than 100 MB');
    await window.row('Refine …').click();
    await window.page.locator('.quick-input-widget', { hasText: 'such as: only the ones from today' }).waitFor();
    await window.fill('only pdf files');
    await window.picture('words');
    await window.key('Enter');
    await window.row(/-name '?"?\*\.pdf.*-size \+100M|-size \+100M.*\*\.pdf/).waitFor();
    await window.picture('answers');
  },

  async 'a command goes into the script, indented as it is'(stage) {
    const script = '#!/bin/bash\nif true; then\n    \nfi\n';
    const window = await stage.window({ files: { 'a.sh': script }, open: 'a.sh' });
    await window.goTo(3, 5);
    await ask(window, WISH);
    await choose(window, COMMAND, 'Insert into File');
    assert.equal(await window.saved('a.sh', /touch/), '#!/bin/bash\nif true; then\n    touch marker.txt\nfi\n');
  },

  async 'a wish that nobody understands says so, and is not lost'(stage) {
    const window = await stage.window();
    await window.run('caro: Generate Command');
    await window.fill('make me a sandwich');
    await window.key('Enter');
    await window.row('Caro is not sure which command that is').waitFor();
    await window.picture('not-sure');
    await window.key('Enter');
    await until('the wish is there to be changed', async () => (await window.input()) === 'make me a sandwich');
  },
};
