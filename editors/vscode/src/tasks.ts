// The task that checks a folder with `caro-lsp check`; its findings become problems.
import * as vscode from 'vscode';
import type { Server } from './server';

const t = vscode.l10n.t;

/** One for each level: what they call them VS Code does not know. */
const MATCHERS = ['$caro-danger', '$caro-caution', '$caro-note'];

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
  const execution = new vscode.ProcessExecution(program, words, { cwd: folder.uri.fsPath });
  return [new vscode.Task(definition, folder, t('check shell scripts'), 'caro', execution, MATCHERS)];
}
