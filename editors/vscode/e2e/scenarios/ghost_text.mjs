// Ghost text as a user meets it: it comes while typing, and is taken whole, by word, or changed for another.

import assert from 'node:assert/strict';
import { until } from '../until.mjs';

const EMPTY = '#!/bin/bash\n\n';
/** A wish that has several answers, and the first of them. */
const WISH = '# delete all log files older than a week';

async function wish(stage, words) {
  const window = await stage.window({ files: { 'a.sh': EMPTY }, open: 'a.sh' });
  await window.ready();
  await window.goTo(2);
  await window.type(words);
  return window;
}

export const scenarios = {
  async 'comes under a comment, and Tab takes it'(stage) {
    const window = await wish(stage, '# find files larger than 100 MB');
    const ghost = await window.ghostIs('find . -type f -size +100M');
    await window.picture('shown');
    assert.equal(window.onDisk('a.sh'), EMPTY);
    await window.key('Tab');
    const text = await window.saved('a.sh', /-size \+100M/);
    assert.equal(text, `#!/bin/bash\n# find files larger than 100 MB\n${ghost.trim()}\n`);
    await until('the suggestion is gone', async () => (await window.ghost()) === '');
    await window.picture('taken');
  },

  async 'is taken by word'(stage) {
    const window = await wish(stage, '# find files larger than 100 MB');
    await window.ghostIs('find . -type f -size +100M');
    // VS Code counts the end of the comment's line as the first word.
    await window.key('Control+ArrowRight');
    await window.saved('a.sh', /100 MB\n\n$/);
    await window.ghostIs(/^find \. -type f -size \+100M/);
    await window.key('Control+ArrowRight');
    await window.saved('a.sh', /^find$/m);
    await window.picture('one-word');
    await window.ghostIs(/^ \. -type f -size \+100M/);
  },

  async 'has alternatives that can be cycled through'(stage) {
    const window = await wish(stage, WISH);
    const first = await window.ghostIs(/./);
    await window.picture('first');
    await window.key('Alt+BracketRight');
    const second = await until('another answer', async () => {
      const ghost = await window.ghost();
      return ghost !== '' && ghost !== first && ghost;
    });
    await window.picture('second');
    await window.key('Alt+BracketLeft');
    await window.ghostIs(first);
    assert.notEqual(first, second);
  },

  async 'does not come where it is switched off, and the setting holds at once'(stage) {
    const window = await wish(stage, '# find files larger than 100 MB');
    await window.ghostIs('find . -type f');
    await window.settings({ 'caro.ghostText.enabled': false });
    await until('no more ghost text', async () => {
      await window.key('Backspace');
      await window.type('B');
      return window.ghostIs('find . -type f', 2000).then(
        () => false,
        () => true,
      );
    });
    await window.settings({});
    await until('ghost text again', async () => {
      await window.key('Backspace');
      await window.type('B');
      return window.ghostIs('find . -type f', 3000);
    });
  },
};
