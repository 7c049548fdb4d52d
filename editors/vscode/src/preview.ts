// Shows what an edit would make of a script beside what it is, and makes the change only then. VS Code's own preview begins
// with nothing chosen, so that its button would change nothing.
import * as vscode from 'vscode';

const t = vscode.l10n.t;

const SCHEME = 'caro-preview';
const texts = new Map<string, string>();
/** Ends the question about the change that is shown. */
let answer: (isWanted: boolean) => void = () => undefined;

export function registerPreviews(): vscode.Disposable {
  const provideTextDocumentContent = (uri: vscode.Uri) => texts.get(uri.toString());
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent });
}

/** The buttons above the change. */
export const decide = (isWanted: boolean) => answer(isWanted);

/** Shows the change, waits for the decision, and makes it. */
export async function applyAfterLook(document: vscode.TextDocument, edit: vscode.WorkspaceEdit, title: string) {
  answer(false);
  const after = vscode.Uri.from({ scheme: SCHEME, path: document.uri.path, query: String(Date.now()) });
  const { version } = document;
  texts.set(after.toString(), changed(document, edit.get(document.uri)));
  await vscode.commands.executeCommand('vscode.diff', document.uri, after, title, { preview: true });
  const isWanted = await decision(after);
  texts.delete(after.toString());
  await vscode.window.tabGroups.close(tabs().filter((it) => shows(it, after)));
  if (isWanted && (document.version !== version || !(await vscode.workspace.applyEdit(edit)))) {
    void vscode.window.showWarningMessage(t('The script was changed meanwhile, so nothing was done.'));
  }
}

/** By a message that hides nothing of the change, by the buttons above it, or by closing it. */
async function decision(after: vscode.Uri): Promise<boolean> {
  const make = t('Make the Change');
  const asked = vscode.window.showInformationMessage(t('This is what the script would become.'), make, t('Leave It'));
  let closed: vscode.Disposable | undefined;
  const decided = new Promise<boolean>((resolve) => {
    answer = resolve;
    // A message that went away by itself has decided nothing.
    void asked.then((chosen) => chosen && resolve(chosen === make));
    closed = vscode.window.tabGroups.onDidChangeTabs(
      (it) => it.closed.some((tab) => shows(tab, after)) && resolve(false),
    );
  });
  return decided.finally(() => closed?.dispose());
}

function changed(document: vscode.TextDocument, edits: vscode.TextEdit[]): string {
  // From the end: what comes before stays where it is.
  const last = [...edits].sort((a, b) => b.range.start.compareTo(a.range.start));
  return last.reduce((text, { range, newText }) => {
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    return text.slice(0, start) + newText + text.slice(end);
  }, document.getText());
}

function tabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((it) => it.tabs);
}

function shows({ input }: vscode.Tab, uri: vscode.Uri): boolean {
  return input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri.toString();
}
