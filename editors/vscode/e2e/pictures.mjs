// Makes the pictures of the README and the walkthrough from the real thing: cut to what matters, large letters, few colours.
//
// usage: pictures.mjs [NAME …]     ghost-text, hover, generate, harden, menu; all without

import fs from 'node:fs';
import path from 'node:path';
import { CodeServer } from './code_server.mjs';
import { EXTENSION, sharp } from './kit.mjs';
import { Stage } from './stage.mjs';
import { platformVsix } from './vsix.mjs';

const FOLDER = path.join(EXTENSION, 'media');
const LARGEST = 150_000;

const SETTINGS = {
  'workbench.colorTheme': 'Dark Modern',
  'editor.fontSize': 15,
  'editor.lineHeight': 24,
  'editor.lineNumbers': 'on',
  'editor.renderLineHighlight': 'none',
  'editor.overviewRulerBorder': false,
  'editor.scrollbar.vertical': 'hidden',
  'breadcrumbs.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'workbench.editor.showTabs': 'none',
};

const stage = new Stage();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
stage.pictures = 'picture';
stage.scale = 1.5;

/** A window with nothing but a script in it. */
async function script(server, text) {
  const window = await stage.window({ server, files: { 'backup.sh': text }, open: 'backup.sh', settings: SETTINGS });
  await window.ready();
  await window.page.setViewportSize({ width: 960, height: 560 });
  await window.key('Control+B');
  await window.page.locator('.explorer-folders-view').waitFor({ state: 'hidden' });
  return window;
}

/** What is on the screen, from a corner on, this large. */
async function keep(window, name, { x = 0, y = 0, width, height }) {
  const bytes = await window.page.screenshot({ clip: { x, y, width, height }, animations: 'disabled', caret: 'initial' });
  const small = await sharp(bytes).png({ palette: true, colours: 64, effort: 10, compressionLevel: 9 }).toBuffer();
  if (small.length > LARGEST) throw new Error(`${name}.png has ${small.length} bytes`);
  fs.mkdirSync(FOLDER, { recursive: true });
  fs.writeFileSync(path.join(FOLDER, `${name}.png`), small);
  console.log(`${name}.png: ${small.length} bytes`);
}

const top = async (window, selector) => (await window.page.locator(selector).first().boundingBox()).y;

const PICTURES = {
  async 'ghost-text'(server) {
    const window = await script(server, '#!/bin/bash\n\n');
    await window.goTo(2);
    await window.type('# delete log files older than a week', 60);
    await window.ghostIs('find . ');
    await keep(window, 'ghost-text', { y: await top(window, '.editor-instance'), width: 720, height: 120 });
  },

  async hover(server) {
    const window = await script(server, '#!/bin/bash\nfind /srv/app -delete -name "*.tmp"\ntar -xzf release.tgz\n');
    await window.squiggles('error').first().waitFor({ state: 'attached' });
    await window.hover('-delete', 'CARO0113');
    await keep(window, 'hover', { y: await top(window, '.editor-instance'), width: 720, height: 300 });
  },

  async generate(server) {
    const window = await script(server, '#!/bin/bash\n\n');
    await window.run('caro: Generate Command');
    await window.fill('delete log files older than a week');
    await window.key('Enter');
    await window.page.getByPlaceholder('Choose a command; nothing is run.').waitFor();
    const { x, y, width, height } = await window.page.locator('.quick-input-widget').boundingBox();
    await keep(window, 'generate', { x: Math.max(0, x - 10), y: Math.max(0, y - 5), width: width + 20, height: height + 15 });
  },

  async harden(server) {
    const window = await script(server, '#!/bin/bash\ncd $1\nrm -r build\ncp *.txt $2\n');
    await window.squiggles().first().waitFor({ state: 'attached' });
    await window.run('caro: Harden Script');
    await window.page.getByPlaceholder('The change is shown before it is made.').waitFor();
    await window.key('Enter');
    await window.page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Apply' }).waitFor();
    await window.page.locator('.bulk-edit-panel .monaco-list-row').nth(1).click();
    await window.page.locator('.diff-editor, .monaco-diff-editor').first().waitFor();
    await keep(window, 'harden', { width: 960, height: 560 });
  },

  async menu(server) {
    const window = await script(server, '#!/bin/bash\n\n');
    await window.status().click();
    await window.row('Restart Server').waitFor();
    const { x, y, width, height } = await window.page.locator('.quick-input-widget').boundingBox();
    await keep(window, 'menu', { x: Math.max(0, x - 10), y: Math.max(0, y - 5), width: width + 20, height: height + 15 });
  },
};

try {
  const server = await CodeServer.start({ vsix: [platformVsix(stage.folder)] });
  const wanted = process.argv.slice(2);
  for (const [name, make] of Object.entries(PICTURES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    await make(server);
    await stage.clear();
  }
  await server.stop();
} catch (error) {
  await stage.pictureOfFailure();
  throw error;
} finally {
  await stage.clear();
  await stage.end();
}
process.exit(0);
