// The task that checks a folder with `caro-lsp check`; its findings become problems.
import { type ChildProcess, spawn } from 'node:child_process';
import * as vscode from 'vscode';
import type { Server } from './server';

const t = vscode.l10n.t;

/** One for each level: what they call them VS Code does not know. */
const MATCHERS = ['$caro-danger', '$caro-caution', '$caro-note'];
/** VS Code looks for problems only until a task ends, and reads the last lines of a fast one too late. */
const LAST_LINES_MS = 700;

export function registerTasks(server: Server): vscode.Disposable {
  return vscode.tasks.registerTaskProvider('caro', {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? []).flatMap((it) => task(server, it, { type: 'caro', paths: ['.'] })),
    resolveTask: (it) => task(server, it.scope as vscode.WorkspaceFolder, it.definition)[0],
  });
}

function task(server: Server, folder: vscode.WorkspaceFolder, definition: vscode.TaskDefinition): vscode.Task[] {
  const program = server.program();
  if (!program || folder?.uri?.scheme !== 'file') {
    return [];
  }
  const words = ['check', '--format', 'text', ...(definition.arguments ?? []), '--', ...(definition.paths ?? ['.'])];
  const execution = new vscode.CustomExecution(async () => new Check(program, words, folder.uri.fsPath));
  return [new vscode.Task(definition, folder, t('check shell scripts'), 'caro', execution, MATCHERS)];
}

/** A run of the program in a terminal of VS Code. */
class Check implements vscode.Pseudoterminal {
  private readonly wrote = new vscode.EventEmitter<string>();
  private readonly ended = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.wrote.event;
  readonly onDidClose = this.ended.event;
  private child: ChildProcess | undefined;

  constructor(
    private readonly program: string,
    private readonly words: string[],
    private readonly cwd: string,
  ) {}

  open(): void {
    const env = { ...process.env, CLICOLOR_FORCE: '1' };
    const child = spawn(this.program, this.words, { cwd: this.cwd, env, windowsHide: true });
    this.child = child;
    const show = (text: string) => this.wrote.fire(text.replace(/\r?\n/g, '\r\n'));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', show);
    }
    child.once('error', (error) => show(`${error.message}\n`));
    child.once('close', (status) => setTimeout(() => this.ended.fire(status ?? 2), LAST_LINES_MS));
  }

  close(): void {
    this.child?.kill();
  }
}
