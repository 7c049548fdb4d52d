// What scenarios are played on: code-servers that are started when first asked for, one browser, and windows.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CodeServer } from './code_server.mjs';
import { Hub } from './hub.mjs';
import { CHROMIUM, playwright, VSIX } from './kit.mjs';
import { PATIENCE } from './until.mjs';
import { platformVsix } from './vsix.mjs';
import { Window } from './window.mjs';

const BROWSER = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

export class Stage {
  #servers = new Map();
  #open = [];
  /** Dots of a picture for each of the screen. */
  scale = 1;

  constructor() {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'caro-stage-'));
  }

  /** The server with the platform's VSIX, as users get it, and a hub of models on this machine. */
  full() {
    return this.#server('full', async () => {
      this.hub = await Hub.start();
      return { vsix: [platformVsix(this.folder)], env: { HF_ENDPOINT: this.hub.url } };
    });
  }

  /** A server whose extension came without a language server, which is not in PATH either. */
  bare() {
    return this.#server('bare', async () => ({ vsix: [VSIX] }));
  }

  async #server(name, options) {
    if (!this.#servers.has(name)) this.#servers.set(name, await CodeServer.start(await options()));
    return this.#servers.get(name);
  }

  async #page() {
    this.browser ??= await playwright.chromium.launchPersistentContext(path.join(this.folder, 'browser'), {
      executablePath: CHROMIUM,
      headless: true,
      args: BROWSER,
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: this.scale,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await this.browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    return page;
  }

  /**
   * A new window under these settings, on a new folder with these files, one of them open.
   * `payload` is what VS Code takes from its address; the functions in `expose` can be called by it.
   */
  async window({ server, files = {}, folder, open, payload = [], expose = {}, settings = {} } = {}) {
    server ??= await this.full();
    server.settings(settings);
    const page = await this.#page();
    for (const [name, call] of Object.entries(expose)) await page.exposeFunction(name, call);
    const window = new Window(page, server, folder ?? server.workspace(files), this.pictures);
    this.#open.push(window);
    await window.load(open, payload);
    return window;
  }

  /** Closes all windows, as after each scenario. */
  async clear() {
    for (const window of this.#open.splice(0)) await window.page.close();
  }

  /** What was on the screen when a scenario failed. */
  async pictureOfFailure() {
    for (const [index, window] of this.#open.entries()) await window.picture(`FAILED-${index}`).catch(() => {});
  }

  /** The last lines that the extension and our server logged, of all servers. */
  lastWords() {
    const words = [];
    for (const [name, server] of this.#servers)
      for (const file of server.logs(/caro/i).slice(0, 2))
        words.push(`--- ${name}: ${path.basename(file)}`, ...fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15));
    return words;
  }

  async end() {
    await this.browser?.close();
    for (const server of this.#servers.values()) await server.stop();
    await this.hub?.stop();
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
