// A real VS Code as a server on this machine, with folders of its own that are thrown away.

import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { CODE_SERVER, EXTENSION, NODE } from './kit.mjs';
import { end, processesOf } from './processes.mjs';
import { until } from './until.mjs';

const freePort = () =>
  new Promise((found, failed) => {
    const server = net.createServer().on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

/** The extension's own settings, by name. */
const PROPERTIES = JSON.parse(fs.readFileSync(path.join(EXTENSION, 'package.json'), 'utf8')).contributes.configuration.properties;

/** What a test wants quiet or steady; of Caro's own, only that it may not ask whether a model is wanted. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Dark Modern',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.editor.useModal': 'off',
  'editor.minimap.enabled': false,
  'editor.accessibilitySupport': 'off',
  'editor.wordBasedSuggestions': 'off',
  'files.hotExit': 'off',
  'caro.model.offer': false,
  'git.enabled': false,
  'terminal.integrated.defaultProfile.linux': 'bash',
  // A canvas cannot be read; rows of text can.
  'terminal.integrated.gpuAcceleration': 'off',
  'terminal.integrated.enablePersistentSessions': false,
  'terminal.integrated.suggest.enabled': false,
  'terminal.integrated.initialHint': false,
};

export class CodeServer {
  /** Starts one with these extensions, packed as VSIX, and these variables beside its own. */
  static async start({ vsix = [], env = {}, args = [] } = {}) {
    const it = new CodeServer();
    it.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'caro-vscode-'));
    it.home = path.join(it.folder, 'home');
    it.data = path.join(it.folder, 'data');
    it.count = 0;
    for (const name of ['home', 'data/User', 'extensions', 'config', 'share', 'cache', 'state', 'run'])
      fs.mkdirSync(path.join(it.folder, name), { recursive: true, mode: 0o700 });
    fs.writeFileSync(path.join(it.home, '.bashrc'), "PS1='$ '\n");
    fs.writeFileSync(path.join(it.folder, 'config.yaml'), 'auth: none\ncert: false\n');
    it.env = {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: it.home,
      LANG: 'C.UTF-8',
      SHELL: '/bin/bash',
      XDG_CONFIG_HOME: path.join(it.folder, 'config'),
      XDG_DATA_HOME: path.join(it.folder, 'share'),
      XDG_CACHE_HOME: path.join(it.folder, 'cache'),
      XDG_STATE_HOME: path.join(it.folder, 'state'),
      // What one scenario takes must not change what the next one is offered.
      CARO_NO_HISTORY: '1',
      XDG_RUNTIME_DIR: path.join(it.folder, 'run'),
      ...env,
    };
    process.on('exit', it.#last);
    it.settings();
    try {
      for (const file of vsix) await it.#run('--install-extension', file);
      await it.#listen(args);
    } catch (error) {
      await it.stop();
      throw error;
    }
    return it;
  }

  #words(...words) {
    const folders = ['--user-data-dir', this.data, '--extensions-dir', path.join(this.folder, 'extensions')];
    return [CODE_SERVER, '--config', path.join(this.folder, 'config.yaml'), ...folders, ...words];
  }

  #run(...words) {
    return promisify(execFile)(NODE, this.#words(...words), { env: this.env });
  }

  async #listen(args) {
    this.port = await freePort();
    this.logFile = path.join(this.folder, 'code-server.log');
    const log = fs.openSync(this.logFile, 'w');
    const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--disable-proxy'];
    // Of a window that was closed nothing is kept for long.
    const brief = ['--reconnection-grace-time', '30'];
    const bind = ['--bind-addr', `127.0.0.1:${this.port}`, '--auth', 'none'];
    this.child = spawn(NODE, this.#words(...bind, ...quiet, ...brief, ...args), {
      stdio: ['ignore', log, log],
      env: this.env,
      // A group of its own, so that all of it can be ended.
      detached: true,
    });
    fs.closeSync(log);
    await until('code-server answers', async () => {
      if (this.child.exitCode !== null) throw new Error(fs.readFileSync(this.logFile, 'utf8'));
      return (await fetch(`http://127.0.0.1:${this.port}/healthz`)).ok;
    });
  }

  /** A test that dies leaves nothing behind. */
  #last = () => {
    if (this.child) end(-this.child.pid);
    for (const { pid } of processesOf(this.home)) end(pid);
    fs.rmSync(this.folder, { recursive: true, force: true });
  };

  /** The settings of windows that are opened from now on, beside what tests want steady. */
  settings(more = {}) {
    for (const { file, text } of Object.values(this.settingsFiles(more))) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
  }

  /**
   * What is to stand in which file. What belongs to a machine is read from the settings of the machine that VS Code's server
   * runs on, never from those of the machine with the window.
   */
  settingsFiles(more) {
    const all = Object.entries({ ...SETTINGS, ...more });
    const isOfMachine = ([name]) => PROPERTIES[name]?.scope?.startsWith('machine') ?? false;
    const file = (folder, settings) => ({
      file: path.join(this.data, folder, 'settings.json'),
      text: JSON.stringify(Object.fromEntries(settings)),
    });
    return { user: file('User', all.filter(it => !isOfMachine(it))), machine: file('Machine', all.filter(isOfMachine)) };
  }

  /** A new folder with these files, as { name: text }. */
  workspace(files = {}) {
    const folder = path.join(this.folder, `work-${++this.count}`);
    fs.mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
    return folder;
  }

  address(folder, query = '') {
    return `http://127.0.0.1:${this.port}/?folder=${encodeURIComponent(folder)}${query}`;
  }

  /** What VS Code and the extension wrote, by the name of the log, the newest first. */
  logs(pattern) {
    const found = fs
      .globSync('logs/**/*.log', { cwd: this.data })
      .filter(it => pattern.test(it))
      .map(it => path.join(this.data, it));
    return found.sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  }

  async stop() {
    if (this.child) {
      end(-this.child.pid, 'SIGTERM');
      await until('code-server ends', () => this.child.exitCode !== null || this.child.signalCode, 10_000).catch(() => {});
      end(-this.child.pid);
    }
    await until('all its processes end', () => {
      const left = processesOf(this.home);
      for (const { pid } of left) end(pid);
      return left.length === 0;
    });
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    process.off('exit', this.#last);
  }
}
