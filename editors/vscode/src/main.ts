// Where VS Code begins: what the extension consists of, and nothing else.
import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { Server, SCRIPTS } from './server';

let server: Server | undefined;

/** What tests may look at. */
export interface Api {
  server: Server;
}

export function activate(context: vscode.ExtensionContext): Api {
  server = new Server(context, {});
  context.subscriptions.push(server, ...registerCommands(context, server));
  if (vscode.workspace.textDocuments.some((it) => vscode.languages.match(SCRIPTS, it) > 0)) {
    void server.start();
  }
  const opened = vscode.workspace.onDidOpenTextDocument((it) => {
    if (vscode.languages.match(SCRIPTS, it) > 0) {
      void server?.start();
    }
  });
  context.subscriptions.push(opened);
  return { server };
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
