// Shows explanations as pages: Markdown from the server, rendered and never trusted.
import * as vscode from 'vscode';

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
