// The commands of the palette: each one either does its work or says in one message why not.
import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { type Generator, script } from './generate';
import { showHistory, togglePrivateSession } from './history';
import { chooseModel, fetchModel, run } from './models';
import { explain } from './pages';
import { applyAfterLook, decide } from './preview';
import type { Server } from './server';
import { showMenu } from './status';

const t = vscode.l10n.t;

/** The report takes some of these at most; a disk that does not answer must not hold it for ever. */
const DOCTOR_LIMIT_MS = 30_000;

export function registerCommands(
  context: vscode.ExtensionContext,
  server: Server,
  generator: Generator,
): vscode.Disposable {
  const commands: Record<string, () => unknown> = {
    generateCommand: () => generator.run(),
    explainCommand: () => explainCommand(server),
    explainTerminalSelection: () => explainTerminalSelection(server),
    hardenScript: () => harden(server),
    makeRehearsal: () => rehearse(server),
    makeChange: () => decide(true),
    leaveChange: () => decide(false),
    showStatusMenu: () => showMenu(server),
    chooseModel: () => chooseModel(server),
    fetchModel: () => fetchModel(server),
    showHistory: () => showHistory(server, generator),
    togglePrivateSession: () => togglePrivateSession(server),
    pauseSuggestions: () => order(server, 'caro.pause'),
    resumeSuggestions: () => order(server, 'caro.resume'),
    restartServer: () => server.startAnew(),
    showOutput: () => server.log.show(),
    openSettings: () => vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${context.extension.id}`),
    doctor: () => doctor(server),
  };
  const registered = Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(`caro.${id}`, run));
  return vscode.Disposable.from(...registered);
}

async function order(server: Server, command: string): Promise<void> {
  const client = await server.need();
  if (client) {
    await run(client, command, {});
  }
}

/** The selection or the command at the cursor; without a script, what the user types. */
async function explainCommand(server: Server): Promise<void> {
  const client = await server.need();
  const editor = script();
  if (!client) {
    return;
  }
  if (editor) {
    const { asUri, asRange } = client.code2ProtocolConverter;
    await explain(server, { uri: asUri(editor.document.uri), range: asRange(editor.selection) });
    return;
  }
  const command = await vscode.window.showInputBox({ title: t('Explain Command'), prompt: t('Which command?') });
  if (command?.trim()) {
    await explain(server, { command });
  }
}

/** VS Code gives a terminal's selection to extensions by the clipboard only; what was there comes back. */
async function explainTerminalSelection(server: Server): Promise<void> {
  const before = await vscode.env.clipboard.readText();
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
  const command = await vscode.env.clipboard.readText();
  await vscode.env.clipboard.writeText(before);
  if (command.trim() === '') {
    void vscode.window.showInformationMessage(t('Nothing is selected in the terminal.'));
    return;
  }
  await explain(server, { command });
}

/** The script that a command is about, where there is one that the server reads. */
async function readScript(server: Server): Promise<vscode.TextEditor | undefined> {
  const editor = (await server.need()) && script();
  if (server.client && !editor) {
    void vscode.window.showInformationMessage(t('Open a shell script first.'));
  }
  return editor;
}

/** Lists what makes the whole script sturdier, and shows the change before it is made. */
async function harden(server: Server): Promise<void> {
  const editor = await readScript(server);
  if (!editor) {
    return;
  }
  const { document } = editor;
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const asked = ['source.fixAll.caro', 'refactor.rewrite.caro'].map((kind) => offers(document.uri, whole, kind));
  const found = (await Promise.all(asked))
    .flat()
    .filter((it) => it.edit && !/explainAsComments|rehearse|restore/.test(it.kind?.value ?? ''));
  if (found.length === 0) {
    void vscode.window.showInformationMessage(t('Caro has nothing to make sturdier here.'));
    return;
  }
  const lines = found.map((action) => ({ label: action.title, action }));
  const chosen = await vscode.window.showQuickPick(lines, {
    title: t('Harden Script'),
    placeHolder: t('The change is shown before it is made.'),
  });
  if (chosen?.action.edit) {
    await applyAfterLook(document, chosen.action.edit, chosen.label);
  }
}

async function offers(uri: vscode.Uri, range: vscode.Range, kind: string): Promise<vscode.CodeAction[]> {
  const most = 30;
  return (
    (await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
      kind,
      most,
    )) ?? []
  );
}

async function rehearse(server: Server): Promise<void> {
  const editor = await readScript(server);
  if (!editor) {
    return;
  }
  const [action] = (await offers(editor.document.uri, editor.selection, 'refactor.rewrite.caro.rehearse')).filter(
    (it) => it.edit,
  );
  if (action?.edit) {
    await vscode.workspace.applyEdit(action.edit);
  } else {
    void vscode.window.showInformationMessage(t('There is no command here that can only show what it would do.'));
  }
}

/** What the program says about this machine, as a text that is not saved anywhere. */
async function doctor(server: Server): Promise<void> {
  const program = server.program();
  if (!program) {
    await server.need();
    return;
  }
  const cwd = vscode.workspace.workspaceFolders?.find((it) => it.uri.scheme === 'file')?.uri.fsPath;
  const content = await new Promise<string>((resolve) => {
    // Its status is 1 where something is wrong: that stands in the report.
    execFile(program, ['doctor'], { cwd, timeout: DOCTOR_LIMIT_MS, windowsHide: true }, (error, out, wrong) =>
      resolve(out || wrong || error?.message || ''),
    );
  });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'plaintext' }));
}
