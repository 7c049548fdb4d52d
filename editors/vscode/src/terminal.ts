// Puts a command at a terminal's prompt. Nothing here ever presses Enter, and where it is not sure that a shell waits, it
// puts nothing.
import * as vscode from 'vscode';
import { isSafe } from './display';
import type { Suggestion } from './protocol';
import { look, type Shell, takesPastes } from './shell';

const t = vscode.l10n.t;

/** So long may a new terminal take until its shell says where its prompt is. */
const PROMPT_LIMIT_MS = 10_000;

/** Knows which terminals run a program, from the moment it is made. */
export class Terminals implements vscode.Disposable {
  private readonly running = new Map<vscode.Terminal, vscode.TerminalShellExecution>();
  /** Those whose every program was seen: they are younger than we, or were seen to come back to the prompt. */
  private readonly known = new Set<vscode.Terminal>();
  private readonly listeners: vscode.Disposable;

  constructor() {
    this.listeners = vscode.Disposable.from(
      vscode.window.onDidOpenTerminal((it) => this.known.add(it)),
      vscode.window.onDidStartTerminalShellExecution((it) => this.running.set(it.terminal, it.execution)),
      vscode.window.onDidEndTerminalShellExecution((it) => {
        if (this.running.get(it.terminal) === it.execution) {
          this.running.delete(it.terminal);
        }
        this.known.add(it.terminal);
      }),
      vscode.window.onDidCloseTerminal((it) => {
        this.running.delete(it);
        this.known.delete(it);
      }),
    );
  }

  dispose(): void {
    this.listeners.dispose();
  }

  /** Puts it at the prompt of the active terminal, or of a new one; says why where it does not. */
  async insert(suggestion: Suggestion): Promise<boolean> {
    const { command, terminal: form } = suggestion;
    if (form !== 'line' && form !== 'paste') {
      void vscode.window.showWarningMessage(
        suggestion.refusal ?? t('The server does not say whether this may be put at a prompt, so it is not.'),
      );
      return false;
    }
    if (!isSafe(command, form)) {
      void vscode.window.showWarningMessage(
        t('This holds characters that a terminal obeys, so it is not put at a prompt.'),
      );
      return false;
    }
    const active = vscode.window.activeTerminal;
    return active && active.exitStatus === undefined
      ? this.insertInto(active, command, form)
      : this.insertIntoNew(command, form);
  }

  private async insertInto(terminal: vscode.Terminal, command: string, form: 'line' | 'paste'): Promise<boolean> {
    terminal.show();
    const shell = await shellOf(terminal);
    const hindrance = this.hindrance(terminal, shell);
    return hindrance ? this.refuse(hindrance, command, form) : this.put(terminal, shell, command, form);
  }

  private async insertIntoNew(command: string, form: 'line' | 'paste'): Promise<boolean> {
    const terminal = vscode.window.createTerminal();
    terminal.show();
    await prompt(terminal);
    if (terminal.exitStatus !== undefined) {
      void vscode.window.showWarningMessage(t('The terminal ended before its prompt came.'));
      return false;
    }
    const shell = await shellOf(terminal);
    if (this.running.has(terminal) || shell.isBusy) {
      return this.refuse(t('A program runs in the new terminal.'), command, form);
    }
    return this.put(terminal, shell, command, form);
  }

  /** Why nothing may be put into a terminal that was there already. */
  private hindrance(terminal: vscode.Terminal, shell: Shell): string | undefined {
    if (!terminal.shellIntegration) {
      return t('The shell in "{0}" does not tell VS Code where its prompt is (shell integration).', terminal.name);
    }
    if (this.running.has(terminal) || shell.isBusy) {
      return t('A program runs in "{0}".', terminal.name);
    }
    if (!this.known.has(terminal) && shell.isBusy === undefined) {
      return t(
        'Whether a program runs in "{0}" is not known yet: it is older than Caro in this window.',
        terminal.name,
      );
    }
    return undefined;
  }

  private async put(
    terminal: vscode.Terminal,
    shell: Shell,
    command: string,
    form: 'line' | 'paste',
  ): Promise<boolean> {
    // As a paste, no key that the user bound and no abbreviation of the shell changes it on its way.
    if (terminal.shellIntegration && takesPastes(shell.name)) {
      terminal.sendText(`\u001b[200~${command}\u001b[201~`, false);
      return true;
    }
    if (form === 'paste') {
      return this.refuse(
        t('This has several lines, and the shell in "{0}" may run them one by one.', terminal.name),
        command,
        form,
      );
    }
    terminal.sendText(command, false);
    return true;
  }

  private async refuse(reason: string, command: string, form: 'line' | 'paste'): Promise<boolean> {
    const copy = t('Copy Instead');
    const another = t('New Terminal');
    const chosen = await vscode.window.showWarningMessage(`${reason} ${t('Nothing was put there.')}`, copy, another);
    if (chosen === copy) {
      await vscode.env.clipboard.writeText(command);
    }
    return chosen === another && this.insertIntoNew(command, form);
  }
}

async function shellOf(terminal: vscode.Terminal): Promise<Shell> {
  const pid = await terminal.processId;
  const seen = pid === undefined ? {} : await look(pid);
  // Since 1.98 VS Code knows the shell, too.
  const { shell } = terminal.state as { shell?: string };
  return { ...seen, name: seen.name ?? shell };
}

/** Waits for a new terminal's prompt; a shell that tells nothing of it gets the whole time. */
function prompt(terminal: vscode.Terminal): Promise<void> {
  if (terminal.shellIntegration) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(limit);
      listeners.dispose();
      resolve();
    };
    const limit = setTimeout(done, PROMPT_LIMIT_MS);
    const ofThis = (it: vscode.Terminal) => it === terminal && done();
    const listeners = vscode.Disposable.from(
      vscode.window.onDidChangeTerminalShellIntegration((it) => ofThis(it.terminal)),
      vscode.window.onDidCloseTerminal(ofThis),
    );
  });
}
