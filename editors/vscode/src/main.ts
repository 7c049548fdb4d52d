// Where VS Code begins: what the extension consists of, and nothing else.
import type * as vscode from 'vscode';
import { registerCommands } from './commands';
import { Generator } from './generate';
import { registerPages, showPage } from './pages';
import { registerPreviews } from './preview';
import { showWork } from './progress';
import { Server } from './server';
import { registerStatus } from './status';
import { registerTasks } from './tasks';
import { Terminals } from './terminal';

let server: Server | undefined;

/** What tests hold on to. */
export interface Api {
  server: Server;
  terminals: Terminals;
}

export function activate(context: vscode.ExtensionContext): Api {
  const begun: Server = new Server(context, {
    executeCommand: async (command, words, next) => {
      const answer = await next(command, words);
      if (['caro.explain', 'caro.explainDanger'].includes(command) && typeof answer === 'string') {
        await showPage(answer);
      }
      return answer;
    },
    handleWorkDoneProgress: showWork(() => begun.client),
  });
  server = begun;
  const terminals = new Terminals();
  const generator = new Generator(begun, terminals);
  context.subscriptions.push(
    begun,
    terminals,
    registerPages(),
    registerPreviews(),
    registerStatus(begun),
    registerTasks(begun),
    registerCommands(context, begun, generator),
  );
  begun.startWithScripts(context.subscriptions);
  return { server: begun, terminals };
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
