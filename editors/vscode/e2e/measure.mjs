// Measures the extension in a real VS Code, beside bash-language-server in the same one, and prints a table.
//
// usage: measure.mjs [ROUNDS]     5 without

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodeServer } from './code_server.mjs';
import { KIT } from './kit.mjs';
import { packPeer } from './measure/peer.mjs';
import { memory } from './processes.mjs';
import { Stage } from './stage.mjs';
import { until } from './until.mjs';
import { platformVsix } from './vsix.mjs';

const ROUNDS = Number(process.argv[2] ?? 5);
const PROBE = path.join(path.dirname(fileURLToPath(import.meta.url)), 'measure/probe.cjs');
const SCRIPT = '#!/bin/bash\ncd $1\nfor file in $(ls *.txt); do\n  rm -rf $file/*\ndone\n';

/** For both: without it bash-language-server marks nothing. VS Code's server takes PATH from a login shell. */
const shellcheck = path.join(KIT, 'shellcheck/usr/bin/shellcheck');
const SHELLCHECK = { 'bashIde.shellcheckPath': shellcheck, 'caro.shellcheck.path': shellcheck };

const stage = new Stage();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
stage.pictures = 'measure';

const sorted = numbers => numbers.toSorted((one, other) => one - other);
const median = numbers => sorted(numbers)[Math.floor(numbers.length / 2)];
const told = (numbers, unit) => `${median(numbers)} ${unit} (${Math.min(...numbers)} to ${Math.max(...numbers)})`;

/** What VS Code says in "Show Running Extensions": loading the code and calling `activate`. */
async function activation(server, atStart) {
  const window = await stage.window({ server, files: { 'a.sh': SCRIPT, 'a.txt': 'x\n' }, open: atStart ? 'a.sh' : 'a.txt' });
  if (!atStart) {
    // The last of VS Code's own that is activated when a window is there.
    await window.run('Developer: Show Running Extensions');
    await window.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Merge Conflict' }).first().waitFor();
    await window.openFile('a.sh');
  }
  await window.ready();
  await window.run('Developer: Show Running Extensions');
  const row = window.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: /Caro/ }).first();
  const text = await until('its activation time', async () => /Activation: \d+\s*ms/.exec(await row.innerText())?.[0]);
  await window.picture('activation');
  await stage.clear();
  return Number(/\d+/.exec(text)[0]);
}

/** From the last key of a wish until the grey text is on the screen, as the page itself sees both. */
async function ghost(server) {
  const window = await stage.window({ server, files: { 'a.sh': '#!/bin/bash\n\n' }, open: 'a.sh' });
  await window.ready();
  await window.goTo(2);
  await window.page.evaluate(() => {
    const marks = (window.ghostMarks = { key: 0, shown: 0 });
    addEventListener('keydown', () => Object.assign(marks, { key: performance.now(), shown: 0 }), true);
    const look = () => {
      const isThere = document.querySelector('.editor-instance .ghost-text, .editor-instance .ghost-text-decoration');
      if (isThere && marks.shown < marks.key) marks.shown = performance.now();
    };
    new MutationObserver(look).observe(document.querySelector('.editor-instance'), { subtree: true, childList: true, attributes: true });
  });
  const times = { behind: [], below: [] };
  for (let round = 0; round < 3 * ROUNDS; round += 1) {
    await window.type(`# find files larger than ${round + 2} MB`, 80);
    await window.ghostIs(`+${round + 2}M`);
    times.behind.push(await window.page.evaluate(() => Math.round(window.ghostMarks.shown - window.ghostMarks.key)));
    await window.key('Enter');
    await window.ghostIs(new RegExp(`^find .*\\+${round + 2}M`));
    times.below.push(await window.page.evaluate(() => Math.round(window.ghostMarks.shown - window.ghostMarks.key)));
    await window.key('Escape');
    // Many comments one below the other are a text, and no wishes.
    await window.key('Control+A');
    await window.type('#!/bin/bash\n');
    await until('no ghost text', async () => (await window.ghost()) === '');
  }
  await window.picture('ghost');
  await stage.clear();
  return times;
}

/** What the probe measures inside the extension host. */
async function probed(server) {
  let found;
  const here = file => `vscode-remote://127.0.0.1:${server.port}${file}`;
  const measured = new Promise((measured, failed) => {
    found = (_, words) => {
      const line = words.map(String).find(it => it.startsWith('MEASURED '));
      if (line) measured(JSON.parse(line.slice('MEASURED '.length)));
    };
    setTimeout(() => failed(new Error('the probe measured nothing')), 240_000).unref();
  });
  // Something must be developed where tests run: an extension that does nothing.
  const nothing = path.join(server.folder, 'nothing');
  fs.mkdirSync(nothing, { recursive: true });
  const manifest = { name: 'nothing', publisher: 'caro-tests', version: '0.0.1', engines: { vscode: '^1.93.0' } };
  fs.writeFileSync(path.join(nothing, 'package.json'), JSON.stringify(manifest));
  await stage.window({
    server,
    files: { 'plain.txt': 'x\n', 'one.sh': SCRIPT, 'two.sh': SCRIPT },
    payload: [
      ['extensionDevelopmentPath', here(nothing)],
      ['extensionTestsPath', here(PROBE)],
    ],
    settings: SHELLCHECK,
    expose: { codeAutomationLog: found, codeAutomationExit: () => {} },
  });
  const result = await measured;
  await stage.clear();
  return result;
}

async function rounds(server, measure) {
  const found = [];
  for (let round = 0; round < ROUNDS; round += 1) found.push(await measure(server));
  return found;
}

async function compared(name, vsix) {
  const server = await CodeServer.start({ vsix: [vsix], args: ['--vscode-option', 'enable-smoke-test-driver'] });
  try {
    const found = await rounds(server, probed);
    const of = pick => told(found.map(pick), 'ms');
    return [
      name,
      of(it => it.cold.marked),
      of(it => it.cold.hovered),
      of(it => it.warm.marked),
      of(it => it.warm.hovered),
      told(found.map(it => it.kilobytes), 'kB'),
    ];
  } finally {
    await server.stop();
  }
}

const line = cells => console.log(`| ${cells.join(' | ')} |`);
try {
  const ours = platformVsix(stage.folder);
  const server = await CodeServer.start({ vsix: [ours] });
  const activations = await rounds(server, it => activation(it, true));
  const atRest = await rounds(server, it => activation(it, false));
  const { behind, below } = await ghost(server);
  const window = await stage.window({ server, files: { 'a.sh': SCRIPT }, open: 'a.sh' });
  await window.squiggles().first().waitFor({ state: 'attached' });
  const [{ pid }] = window.languageServers();
  const bytes = memory(pid);
  await stage.clear();
  await server.stop();
  line(['what', 'median (least to most)']);
  line(['---', '---']);
  line(['activation while the window starts, as VS Code reports it', told(activations, 'ms')]);
  line(['activation when the first script is opened later', told(atRest, 'ms')]);
  line(['last key of a comment until ghost text is on the screen', told(behind, 'ms')]);
  line(['Enter behind a comment until ghost text is on the screen', told(below, 'ms')]);
  line(['the server’s own memory with one script', `${bytes} kB`]);
  console.log();
  line(['in the same VS Code', 'first mark, cold', 'first hover, cold', 'first mark, warm', 'first hover, warm', 'extension host grows by']);
  line(['---', '---', '---', '---', '---', '---']);
  line(await compared('Caro', ours));
  line(await compared('bash-language-server', packPeer(stage.folder)));
  console.log('\nCold: from opening the first script of a window, activation and start of the server included. Warm: the second script.');
} finally {
  await stage.clear();
  await stage.end();
}
process.exit(0);
