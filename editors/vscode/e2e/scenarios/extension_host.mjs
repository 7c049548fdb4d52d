// The tests that run inside VS Code's extension host: what it calls extension tests, with no download.

import path from 'node:path';
import { CodeServer } from '../code_server.mjs';
import { CARO_LSP, EXTENSION } from '../kit.mjs';
import { PATIENCE } from '../until.mjs';

/** All of them together. */
const LIMIT = 5 * PATIENCE;

export const scenarios = {
  async 'all its tests pass'(stage, { after }) {
    // From the checkout: no other copy of the extension may be there.
    const server = await CodeServer.start({ args: ['--vscode-option', 'enable-smoke-test-driver'] });
    after(() => server.stop());
    const failed = [];
    let passed = 0;
    let ended;
    const code = new Promise(end => (ended = end));
    const here = file => `vscode-remote://127.0.0.1:${server.port}${file}`;
    const window = await stage.window({
      server,
      files: { 'a.sh': '#!/bin/bash\n' },
      settings: { 'caro.path': CARO_LSP },
      payload: [
        ['extensionDevelopmentPath', here(EXTENSION)],
        ['extensionTestsPath', here(path.join(EXTENSION, 'out-test/host/index.js'))],
      ],
      expose: {
        codeAutomationLog: (_, words) => {
          for (const word of words.map(String)) {
            if (word.startsWith('PASS ')) passed += 1;
            if (word.startsWith('FAIL ')) failed.push(word);
          }
        },
        codeAutomationExit: code => ended(code),
      },
    });
    const limit = setTimeout(() => ended('nothing in time'), LIMIT);
    const result = await code;
    clearTimeout(limit);
    await window.picture('ended');
    if (result !== 0 || passed === 0) throw new Error(`ended with ${result}, ${passed} passed\n${failed.join('\n')}`);
  },
};
