// One window of VS Code in a browser, and what a user does and sees in it.

import fs from 'node:fs';
import path from 'node:path';
import { PICTURES } from './kit.mjs';
import { languageServers, processesOf } from './processes.mjs';
import { until } from './until.mjs';

const QUICK = '.quick-input-widget:not([style*="display: none"])';
const INPUT = `${QUICK} input.input`;
const ROWS = `${QUICK} .quick-input-list .monaco-list-row`;
const EDITOR = '.editor-group-container.active .editor-instance';

/** A browser shows non-breaking blanks where there are blanks. */
export const plain = text => text.replace(/\u00a0/g, ' ').replace(/[\u200b-\u200d]/g, '');

export class Window {
  constructor(page, server, folder, pictures) {
    Object.assign(this, { page, server, folder, pictures });
  }

  /** Loads the workbench, until the folder is shown, and a file of it where one is named. */
  async load(file, payload = []) {
    const remote = `vscode-remote://127.0.0.1:${this.server.port}${this.folder}/${file}`;
    const all = file ? [...payload, ['openFile', remote]] : payload;
    const query = all.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(all))}` : '';
    await this.page.goto(this.server.address(this.folder, query));
    await this.page.locator('.explorer-folders-view .monaco-list').first().waitFor();
    if (file) await this.#opened(file);
  }

  /** A picture of this moment. */
  async picture(name) {
    fs.mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: path.join(PICTURES, `${this.pictures}-${name}.png`), animations: 'disabled' });
  }

  key(name) {
    return this.page.keyboard.press(name);
  }

  type(text, delay = 15) {
    return this.page.keyboard.type(text, { delay });
  }

  // --- Palette, quick picks and input boxes.

  /** Runs a command of the palette by its whole title. Those of extensions come there some time after the window. */
  async run(title) {
    await until(`${title} is in the palette`, async () => {
      await this.key('F1');
      await this.fill(`>${title}`);
      try {
        await this.row(title).waitFor({ timeout: 3000 });
        return true;
      } catch (error) {
        await this.key('Escape');
        throw error;
      }
    });
    await this.row(title).click();
  }

  /** Writes into the open input box or pick. */
  async fill(text) {
    await this.page.locator(INPUT).waitFor();
    await this.page.locator(INPUT).fill(text);
  }

  /** A row of the open pick that shows this text, or matches it. */
  row(text) {
    return this.page.locator(ROWS, { hasText: text }).first();
  }

  /** The rows of the open pick that are in sight, as a screen reader would have them. */
  rows() {
    return this.page.locator(ROWS).evaluateAll(rows => rows.map(it => it.getAttribute('aria-label') ?? it.textContent));
  }

  /** What stands in the open input box. */
  input() {
    return this.page.locator(INPUT).inputValue();
  }

  picked() {
    return this.page.locator(QUICK).waitFor({ state: 'hidden' });
  }

  // --- Settings.

  /** Changes the settings of the open window as a user does: VS Code often does not notice who else writes the file. */
  async settings(more) {
    const { user, machine } = this.server.settingsFiles(more);
    await this.#setting('Preferences: Open User Settings (JSON)', user);
    await this.#setting('Preferences: Open Remote Settings (JSON)', machine);
  }

  async #setting(command, { file, text }) {
    if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
    await this.run(command);
    await this.#opened('settings.json');
    await this.page.evaluate(text => navigator.clipboard.writeText(text), text);
    // The tab is there before the keys go to it: they are pressed until they arrived.
    await until(`${file} is saved`, async () => {
      await this.key('Control+A');
      await this.key('Control+V');
      await this.key('Control+S');
      return until('it is on the disk', () => fs.readFileSync(file, 'utf8') === text, 3000);
    });
    await this.run('View: Close Editor');
  }

  // --- Files and editors.

  async openFile(name) {
    await this.key('Control+P');
    await this.fill(name);
    await this.page.locator(`${ROWS}[aria-label^="${path.basename(name)}"]`).first().click();
    await this.#opened(name);
  }

  async #opened(name) {
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
    await this.page.locator(`${EDITOR} .view-line`).first().waitFor();
  }

  /** Puts the cursor into the open editor; both count from one. */
  async goTo(line, column = 1) {
    await this.key('Control+G');
    await this.fill(`:${line}:${column}`);
    await this.key('Enter');
    await this.picked();
  }

  /** The text that the open editor shows, suggestions included, line by line. */
  async shown() {
    const lines = await this.page.locator(`${EDITOR} .view-lines`).first().evaluate(lines =>
      [...lines.querySelectorAll('.view-line')]
        .sort((one, other) => parseFloat(one.style.top) - parseFloat(other.style.top))
        .map(it => it.textContent),
    );
    return plain(lines.join('\n'));
  }

  /** The grey text, `''` where there is none. */
  async ghost() {
    const parts = await this.page
      .locator(`${EDITOR} :is(.ghost-text-decoration, .ghost-text-decoration-preview, .ghost-text)`)
      .evaluateAll(parts => parts.filter(it => !it.parentElement.closest('.ghost-text')).map(it => it.textContent));
    return plain(parts.join(''));
  }

  ghostIs(text, limit) {
    const fits = typeof text === 'string' ? it => it.includes(text) : it => text.test(it);
    return until(`ghost text ${text}`, async () => {
      const ghost = await this.ghost();
      if (fits(ghost)) return ghost;
      throw new Error(ghost);
    }, limit);
  }

  /** Saves the open file and gives what is on disk, once it is as wanted. */
  async saved(name, wanted) {
    await this.key('Control+S');
    return until(`${name} is saved as ${wanted}`, () => {
      const text = fs.readFileSync(path.join(this.folder, name), 'utf8');
      if (wanted.test(text)) return text;
      throw new Error(text);
    });
  }

  onDisk(name) {
    return fs.readFileSync(path.join(this.folder, name), 'utf8');
  }

  exists(name) {
    return fs.existsSync(path.join(this.folder, name));
  }

  squiggles(kind = '') {
    return this.page.locator(`${EDITOR} [class*="squiggly-${kind}"]`);
  }

  /** A word of the open editor, to point at. */
  async placeOf(word) {
    const place = await this.page.locator(`${EDITOR} .view-lines`).first().evaluate((lines, word) => {
      const walker = document.createTreeWalker(lines, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const at = walker.currentNode.data.replace(/\u00a0/g, ' ').indexOf(word);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + word.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
    }, word);
    if (!place) throw new Error(`${word} is not in the editor`);
    return place;
  }

  /** Points at a word with the mouse and gives the hover's text, once it holds what is wanted. */
  async hover(word, wanted) {
    return until(`a hover on ${word} with ${wanted}`, async () => {
      const { x, y } = await this.placeOf(word);
      await this.page.mouse.move(x, y + 60);
      await this.page.mouse.move(x, y, { steps: 4 });
      const hover = this.page.locator('.monaco-hover:visible').filter({ hasText: wanted }).first();
      await hover.waitFor({ timeout: 4000 });
      return plain(await hover.innerText());
    });
  }

  /** Moves the mouse where it shows nothing. */
  async lookAway() {
    await this.page.mouse.move(640, 4);
    await this.key('Escape');
  }

  clipboard() {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** All that runs for this window's server. */
  processes() {
    return processesOf(this.server.home);
  }

  /** The language servers of this window: one, where all is well. */
  languageServers() {
    return languageServers(this.server.home, this.folder);
  }

  /** The code action with this title, in the menu of those at the cursor. */
  action(title) {
    return until(`${title} is offered`, async () => {
      await this.key('Control+.');
      const row = this.page.locator('.action-widget .monaco-list-row', { hasText: title });
      try {
        await row.waitFor({ timeout: 4000 });
        return row;
      } catch (error) {
        await this.key('Escape');
        throw error;
      }
    });
  }

  // --- Terminal, status, notifications.

  /** What the active terminal shows. */
  async terminal() {
    const rows = this.page.locator('.terminal-wrapper.active .xterm-rows > div');
    return plain((await rows.allTextContents()).map(it => it.trimEnd()).join('\n')).trimEnd();
  }

  terminalShows(wanted) {
    return until(`the terminal shows ${wanted}`, async () => {
      const text = await this.terminal();
      if (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) return text;
      throw new Error(text);
    });
  }

  /** Opens a terminal and waits for its prompt. */
  async openTerminal() {
    await this.run('Terminal: Create New Terminal');
    await this.terminalShows(/^\$$/m);
  }

  /** The extension's item in the status bar. */
  status() {
    return this.page.locator('.statusbar-item[id^="caro-sh.caro"]').first();
  }

  async statusText() {
    const item = this.status();
    return plain(`${await item.innerText()} | ${await item.locator('a').first().getAttribute('aria-label')}`);
  }

  /** The extension runs, and its server with it. */
  ready() {
    return this.statusIs(/^\s*Caro\s*\|/);
  }

  /** Notes each text of the status from now on; gives a function that tells them. */
  async watchStatus() {
    await this.page.evaluate(() => {
      const texts = (window.statusTexts = []);
      const note = () => {
        const text = document.querySelector('.statusbar-item[id^="caro-sh.caro"]')?.innerText.trim();
        if (text !== undefined && text !== texts.at(-1)) texts.push(text);
      };
      note();
      const all = { subtree: true, childList: true, characterData: true };
      new MutationObserver(note).observe(document.querySelector('.part.statusbar'), all);
    });
    return () => this.page.evaluate(() => window.statusTexts.map(it => it.replace(/\u00a0/g, ' ')));
  }

  statusIs(wanted) {
    return until(`the status shows ${wanted}`, async () => {
      const text = await this.statusText();
      if (wanted.test(text)) return text;
      throw new Error(text);
    });
  }

  /** The notification that says this. */
  notification(text) {
    return this.page.locator('.notification-list-item', { hasText: text }).first();
  }

  /** The dialog in the middle that says this. */
  dialog(text) {
    return this.page.locator('.monaco-dialog-box', { hasText: text }).first();
  }

  async button(label) {
    await this.page.locator('.monaco-button:visible', { hasText: label }).first().click();
  }
}
