// Shows what an edit would make of a script beside what it is, and makes the change only then. VS Code's own preview begins
// with nothing chosen, so that its button would change nothing.
import * as vscode from 'vscode';

const t = vscode.l10n.t;

const SCHEME = 'caro-preview';
const texts = new Map<string, string>();

export function registerPreviews(): vscode.Disposable {
  const provideTextDocumentContent = (uri: vscode.Uri) => texts.get(uri.toString());
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent });
}

/** Shows the change, asks, and makes it. */
export async function applyAfterLook(document: vscode.TextDocument, edit: vscode.WorkspaceEdit, title: string) {
  const after = vscode.Uri.from({ scheme: SCHEME, path: document.uri.path, query: String(Date.now()) });
  const { version } = document;
  texts.set(after.toString(), changed(document, edit.get(document.uri)));
  await vscode.commands.executeCommand('vscode.diff', document.uri, after, title, { preview: true });
  const make = { label: t('Make the change'), iconPath: new vscode.ThemeIcon('check') };
  const leave = { label: t('Leave it'), iconPath: new vscode.ThemeIcon('close') };
  const options = { title, placeHolder: t('This is what the script would become.'), ignoreFocusOut: true };
  const chosen = await vscode.window.showQuickPick([make, leave], options);
  await close(after);
  texts.delete(after.toString());
  if (chosen !== make) {
    return;
  }
  if (document.version !== version || !(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showWarningMessage(t('The script was changed meanwhile, so nothing was done.'));
  }
}

function changed(document: vscode.TextDocument, edits: vscode.TextEdit[]): string {
  // From the end: what comes before stays where it is.
  const last = [...edits].sort((a, b) => b.range.start.compareTo(a.range.start));
  return last.reduce((text, { range, newText }) => {
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    return text.slice(0, start) + newText + text.slice(end);
  }, document.getText());
}

async function close(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((it) => it.tabs);
  const isOurs = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri.toString();
  await vscode.window.tabGroups.close(tabs.filter(isOurs));
}
