// Shows explanations as pages: Markdown from the server, rendered and never trusted.
import * as vscode from 'vscode';
import type { Server } from './server';

const t = vscode.l10n.t;

const SCHEME = 'caro-page';
const PAGE = vscode.Uri.from({ scheme: SCHEME, path: '/Caro.md' });
const changed = new vscode.EventEmitter<vscode.Uri>();
let text = '';

export function registerPages(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: () => text,
  });
}

/** Asks the server to explain a command, or a part of a script, and shows the page. */
export async function explain(server: Server, what: object): Promise<void> {
  const client = await server.need();
  try {
    const page = await client?.sendRequest<{ markdown: string }>('caro/explain', what);
    if (page) {
      await showPage(page.markdown || t('Caro knows nothing about this.'));
    }
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
  }
}

/** Shows a page beside the editor, in the place of the one before. */
export async function showPage(markdown: string): Promise<void> {
  text = markdown;
  changed.fire(PAGE);
  try {
    await vscode.commands.executeCommand('markdown.showPreviewToSide', PAGE);
  } catch {
    // The extension that renders Markdown may be switched off.
    await vscode.window.showTextDocument(PAGE, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
      preserveFocus: true,
    });
  }
}
