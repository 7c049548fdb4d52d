// Answers of several lines, which a terminal would run one by one, and of characters that it would obey.

import assert from 'node:assert/strict';
import { ModelServer } from '../openai.mjs';
import { until } from '../until.mjs';

async function asked(stage, after, answer, words = []) {
  const model = await ModelServer.start();
  after(() => model.stop());
  model.answer = answer;
  const window = await stage.window({ settings: { 'caro.server.url': model.url } });
  for (const word of words) await window.run(word);
  await window.run('caro: Generate Command');
  await window.fill('make me a sandwich');
  await window.key('Enter');
  return { window, model };
}

const TWO_LINES = 'for name in one two; do\n  touch "$name.txt"\ndone';

export const scenarios = {
  async 'stand at the prompt and do not run'(stage, { after }) {
    const { window } = await asked(stage, after, TWO_LINES);
    await window.row('for name in one two').click();
    await window.row('Insert into Terminal').click();
    await window.terminalShows(/touch "\$name\.txt"\n(> )?done$/);
    await window.picture('at-the-prompt');
    await window.type(' #');
    await window.terminalShows(/done #$/);
    assert.ok(!window.exists('one.txt') && !window.exists('two.txt'), 'nothing ran');
    await window.key('Enter');
    await until('the user’s Enter runs all of it', () => window.exists('one.txt') && window.exists('two.txt'));
  },

  async 'are refused by a shell that would run them one by one'(stage, { after }) {
    const model = await ModelServer.start();
    after(() => model.stop());
    model.answer = TWO_LINES;
    // dash knows no bracketed paste.
    const settings = {
      'caro.server.url': model.url,
      'terminal.integrated.profiles.linux': { dash: { path: '/bin/dash' } },
      'terminal.integrated.defaultProfile.linux': 'dash',
    };
    const window = await stage.window({ settings });
    await window.run('caro: Generate Command');
    await window.fill('make me a sandwich');
    await window.key('Enter');
    await window.row('for name in one two').click();
    await window.row('Insert into Terminal').click();
    await window.notification('several lines').waitFor();
    await window.picture('refused');
    assert.doesNotMatch(await window.terminal(), /touch/);
    assert.ok(!window.exists('one.txt'), 'nothing ran');
  },

  async 'while a server writes, our own answers are there already'(stage, { after }) {
    const model = await ModelServer.start();
    after(() => model.stop());
    model.answer = 'ls -lS';
    model.hold();
    const window = await stage.window({ settings: { 'caro.server.url': model.url, 'caro.model.budgetMs': 60000 } });
    await window.run('caro: Generate Command');
    await window.fill('show the biggest things in this place please');
    await window.key('Enter');
    await until('the server is asked', () => model.questions.length > 0);
    await window.statusIs(/thinking/);
    await window.picture('while-it-thinks');
    model.release();
    await window.row('ls -lS').waitFor();
    await window.statusIs(/Caro\b(?!: thinking)/);
    await window.picture('answered');
  },
};
