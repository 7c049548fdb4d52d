// What the status shows while things change: a model that loads, a server that cannot be reached, one that dies.

import assert from 'node:assert/strict';
import path from 'node:path';
import { NANO } from '../kit.mjs';
import { ModelServer } from '../openai.mjs';
import { end, modelHosts } from '../processes.mjs';
import { writeSlowModel } from '../slow_model.mjs';
import { until } from '../until.mjs';

const SCRIPT = '#!/bin/bash\nfind . -delete -name "*.tmp"\n';
const UNKNOWN = 'make me a sandwich';

async function ask(window, wish) {
  await window.run('caro: Generate Command');
  await window.fill(wish);
  await window.key('Enter');
}

export const scenarios = {
  async 'is ready, has a menu, and pauses'(stage) {
    const window = await stage.window({ files: { 'a.sh': '#!/bin/bash\n\n' }, open: 'a.sh' });
    await window.ready();
    await window.status().click();
    await window.row('Restart Server').waitFor();
    await window.picture('menu');
    await window.row('Pause').click();
    await window.statusIs(/paused/);
    await window.picture('paused');
    await window.goTo(2);
    await window.type('# find files larger than 100 MB');
    // A mark that comes after the typing shows that the server has read it all.
    await window.type('\nfind . -delete -name x');
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    assert.equal(await window.ghost(), '');
    await window.run('caro: Resume');
    await window.statusIs(/Caro(?!: paused)/);
  },

  async 'tells how far a model is loaded'(stage) {
    const server = await stage.full();
    const model = path.join(server.folder, 'slow.gguf');
    writeSlowModel(model);
    const window = await stage.window({
      files: { 'a.sh': SCRIPT },
      open: 'a.sh',
      settings: { 'caro.model.name': model, 'caro.model.budgetMs': 60000 },
    });
    await window.ready();
    const seen = await window.watchStatus();
    await ask(window, UNKNOWN);
    await until('it was loading', async () => /loading \d+ %/.test((await seen()).join('\n')));
    await window.picture('loading');
    // Who turns away takes the question back: nothing is computed for nobody.
    await window.key('Escape');
    await until('it is ready again', async () => /^\s*Caro$/.test((await seen()).at(-1)));
    const order = (await seen()).join('\n');
    assert.match(order, /starting[\s\S]*loading[\s\S]*Caro$/);
  },

  async 'two windows share one model host'(stage) {
    const settings = { 'caro.model.name': NANO, 'caro.model.budgetMs': 60000 };
    const server = await stage.full();
    for (const { pid } of modelHosts(server.home)) end(pid);
    const one = await stage.window({ files: { 'a.sh': SCRIPT }, open: 'a.sh', settings });
    const other = await stage.window({ files: { 'a.sh': SCRIPT }, open: 'a.sh', settings });
    for (const window of [one, other]) {
      await window.page.bringToFront();
      await ask(window, UNKNOWN);
      await window.row(/Another wish/).waitFor();
      await until('it is answered', async () => (await window.page.getByPlaceholder('Asking').count()) === 0);
      await window.key('Escape');
    }
    assert.equal(one.languageServers().length + other.languageServers().length, 2);
    assert.equal(modelHosts(server.home).length, 1);
  },

  async 'says when a server cannot be reached, and the rest works on'(stage) {
    const model = await ModelServer.start();
    const { url } = model;
    await model.stop();
    const window = await stage.window({
      files: { 'a.sh': SCRIPT },
      open: 'a.sh',
      settings: { 'caro.server.url': url },
    });
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    await ask(window, 'create an empty file called marker.txt');
    await window.row('touch marker.txt').waitFor();
    await window.key('Escape');
    await window.statusIs(/offline/);
    await window.status().click();
    await window.row('Try again').waitFor();
    await window.picture('offline');
  },

  async 'a server that is killed comes back, with all marks'(stage) {
    const window = await stage.window({ files: { 'a.sh': SCRIPT }, open: 'a.sh' });
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    const [first] = window.languageServers();
    end(first.pid);
    const second = await until('another one runs', () => window.languageServers().find(it => it.pid !== first.pid));
    await window.ready();
    await window.goTo(3);
    await window.type('# find files larger than 100 MB');
    await window.ghostIs('find . -type f -size +100M');
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    assert.notEqual(second.pid, first.pid);
  },

  async 'one that is killed again and again is left alone, and can be started by hand'(stage) {
    const window = await stage.window({ files: { 'a.sh': SCRIPT }, open: 'a.sh' });
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    let killed = 0;
    await until('it is given up', async () => {
      for (const { pid } of window.languageServers()) {
        end(pid);
        killed += 1;
      }
      return (await window.notification('started again 5 times').count()) > 0;
    });
    await window.picture('given-up');
    assert.ok(killed >= 6, `killed ${killed} times`);
    await window.run('caro: Restart Server');
    await window.ready();
    await until('it runs', () => window.languageServers().length === 1);
  },

  async 'settings hold at once'(stage) {
    const window = await stage.window({ files: { 'a.sh': SCRIPT }, open: 'a.sh' });
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    const [{ pid }] = window.languageServers();
    await window.settings({ 'caro.diagnostics.enabled': false });
    await until('no marks', async () => (await window.squiggles('error').count()) === 0);
    await window.settings({});
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    assert.deepEqual(window.languageServers().map(it => it.pid), [pid], 'by the same server');
  },
};
