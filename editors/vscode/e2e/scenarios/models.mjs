// Fetching a model: with progress, cancelled, and with the window reloaded in the middle of it.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { until } from '../until.mjs';

const MODEL = 'qwen2.5-coder-0.5b';

async function begin(stage) {
  const window = await stage.window({ server: await stage.full(), files: { 'a.sh': '#!/bin/bash\n' }, open: 'a.sh' });
  await window.ready();
  stage.hub.hold();
  const before = stage.hub.fetched.length;
  await window.run('caro: Download Model');
  await window.row(MODEL).waitFor();
  await window.picture('list');
  await window.row(MODEL).click();
  await until('the hub is asked for the bytes', () => stage.hub.fetched.length > before);
  await until('some of them are on the disk', () => hasPart(window));
  return window;
}

const models = window => path.join(window.server.folder, 'cache/caro/models');
const hasPart = window =>
  fs.globSync('partial/*.part', { cwd: models(window) }).some(it => fs.statSync(path.join(models(window), it)).size > 0);
const whole = window => fs.globSync('**/*', { cwd: models(window) }).filter(it => /gguf$/i.test(it));

export const scenarios = {
  async 'is shown, and can be cancelled'(stage, { after }) {
    after(() => stage.hub.release());
    const window = await begin(stage);
    const shown = window.page.locator('.notification-list-item', { hasText: MODEL }).first();
    await shown.waitFor();
    await window.picture('progress');
    await shown.locator('.monaco-button', { hasText: 'Cancel' }).click();
    await shown.waitFor({ state: 'hidden' });
    await until('the hub is left', () => stage.hub.letGo > 0);
    assert.deepEqual(whole(window), []);
  },

  async 'survives a reload of the window, and goes on where it was'(stage, { after }) {
    after(() => stage.hub.release());
    const window = await begin(stage);
    await window.page.reload();
    await window.page.locator('.tab.active[data-resource-name="a.sh"]').waitFor();
    await window.ready();
    assert.deepEqual(whole(window), []);
    // The server of the window before may live some seconds more, and fetch on: then the new one waits for it.
    const before = stage.hub.fetched.length;
    await window.run('caro: Download Model');
    await window.row(MODEL).click();
    await window.picked();
    stage.hub.release();
    await window.notification(/is here|answers from now on/).waitFor();
    await window.picture('here');
    assert.equal(whole(window).length, 1);
    assert.ok(stage.hub.fetched.slice(before).every(from => from > 0), 'nothing is fetched again from its start');
  },
};
