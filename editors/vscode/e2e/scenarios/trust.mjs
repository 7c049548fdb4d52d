// A folder of strangers: its settings name programs and servers, and none of them is taken.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { ModelServer } from '../openai.mjs';
import { standIn } from '../stand_ins.mjs';
import { until } from '../until.mjs';

export const scenarios = {
  async 'an untrusted folder names no program and no server'(stage, { after }) {
    const stranger = await ModelServer.start();
    after(() => stranger.stop());
    const server = await stage.full();
    const program = standIn(server.folder, 'silent');
    const theirs = {
      'caro.path': program.file,
      'caro.server.url': stranger.url,
      'caro.server.keyCommand': ['touch', `${server.folder}/ran-key-command`],
      'caro.shellcheck.enable': 'on',
      'caro.shellcheck.path': program.file,
      'caro.workspaceTrusted': true,
      'caro.ghostText.alternatives': 2,
    };
    const window = await stage.window({
      files: { 'a.sh': '#!/bin/bash\nfind . -delete -name "*.tmp"\n', '.vscode/settings.json': JSON.stringify(theirs) },
      open: 'a.sh',
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.banner': 'never',
      },
    });
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor();
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    await window.picture('restricted');
    await window.run('caro: Generate Command');
    await window.fill('make me a sandwich');
    await window.key('Enter');
    await window.page.getByPlaceholder(/No sure answer|Choose a command/).waitFor();
    await window.key('Escape');
    assert.equal(program.countStarts(), 0, 'their program was not started');
    assert.equal(stranger.requests, 0, 'their server was not asked');

    // Trusted, the folder may name a program: so the setting was seen, and it was the trust that decided.
    await window.run('Workspaces: Manage Workspace Trust');
    await window.page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' }).first().click();
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'hidden' });
    await window.run('caro: Restart Server');
    await until('their program is started', () => program.countStarts() > 0);
    await window.picture('trusted');
    assert.equal(stranger.requests, 0, 'a server is never taken from a workspace');
    assert.ok(!fs.existsSync(`${server.folder}/ran-key-command`));
  },
};
