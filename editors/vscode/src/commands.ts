// The commands of the palette.
import * as vscode from 'vscode';
import type { Server } from './server';

export function registerCommands(_context: vscode.ExtensionContext, server: Server): vscode.Disposable[] {
  const on = (id: string, run: (...args: never[]) => unknown) => vscode.commands.registerCommand(`caro.${id}`, run);
  return [
    on('restartServer', () => server.startAnew()),
    on('showOutput', () => server.log.show()),
    on('openSettings', () => vscode.commands.executeCommand('workbench.action.openSettings', '@ext:caro-sh.caro')),
    on('generateCommand', async () => {
      const client = await server.need();
      if (client) {
        const prompt = await vscode.window.showInputBox({ prompt: vscode.l10n.t('What shall the command do?') });
        const answer = prompt && (await client.sendRequest<{ command: string | null }>('caro/generate', { prompt }));
        if (answer) {
          void vscode.window.showInformationMessage(answer.command ?? '-');
        }
      }
    }),
  ];
}
