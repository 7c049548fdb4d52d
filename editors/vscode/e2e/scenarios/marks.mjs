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
    await window.key('Control+.');
    const fix = window.page.locator('.action-widget .monaco-list-row', { hasText: 'Filter first, then delete' });
    await fix.waitFor();
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
};
