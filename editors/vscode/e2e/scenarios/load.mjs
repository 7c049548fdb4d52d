// Much at once: a hundred scripts, one of five megabytes.

import assert from 'node:assert/strict';
import { until } from '../until.mjs';

const SCRIPT = '#!/bin/bash\nfind . -delete -name "*.tmp"\n';

export const scenarios = {
  async 'a hundred scripts opened at once'(stage) {
    const names = Array.from({ length: 100 }, (_, index) => `script-${String(index).padStart(3, '0')}.sh`);
    const window = await stage.window({ files: Object.fromEntries(names.map(it => [it, SCRIPT])) });
    await window.openTerminal();
    await window.type('code-server script-*.sh');
    await window.key('Enter');
    await window.page.locator('.tab.active[data-resource-name="script-099.sh"]').waitFor();
    await until('a hundred tabs', async () => (await window.page.locator('.tabs-container .tab').count()) === 100);
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    await window.picture('opened');
    await window.openFile('script-000.sh');
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    await window.goTo(3);
    await window.type('# find files larger than 100 MB');
    await window.ghostIs('find . -type f -size +100M');
    assert.equal(window.languageServers().length, 1, 'one server for all');
  },

  async 'a script of five megabytes leaves the editor usable'(stage) {
    const line = 'for file in *.txt; do cp "$file" "/backup/$file"; done\n';
    const text = `#!/bin/bash\n\n${line.repeat(Math.ceil(5_000_000 / line.length))}`;
    const window = await stage.window({ files: { 'big.sh': text, 'small.sh': SCRIPT }, open: 'big.sh' });
    await window.ready();
    await window.goTo(2);
    await window.type('echo typed');
    await window.saved('big.sh', /^#!\/bin\/bash\necho typed$/m);
    await window.picture('typed');
    await window.openFile('small.sh');
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    assert.equal(window.languageServers().length, 1, 'it still runs');
  },
};
