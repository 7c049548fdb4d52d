// The extension in the real extension host, with the real server: what a user gets without looking at the screen.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../src/main';
import type { Answer, Suggestion } from '../../src/protocol';

const ID = 'caro-sh.caro';
const RISKY = '#!/bin/bash\nDIR=$1\nrm -rf "$DIR"/*\n';
const WISH = '#!/bin/bash\n# find empty files\n';
const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'caro-host-'));
/** Machines are busy at times; nothing here waits longer than it must. */
const LIMIT_MS = 50_000;

/** Waits until something holds, looking often. */
async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    assert.ok(Date.now() < end, `${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function api(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>(ID);
  assert.ok(extension, 'the extension is here');
  return extension.activate();
}

let scripts = 0;

/** A script in a file of its own: names come back for new buffers, and tests are to leave nothing to each other. */
async function open(content: string): Promise<vscode.TextEditor> {
  scripts += 1;
  const file = path.join(FOLDER, `${scripts}.sh`);
  fs.writeFileSync(file, content);
  return vscode.window.showTextDocument(vscode.Uri.file(file));
}

function marks(editor: vscode.TextEditor): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(editor.document.uri).filter((it) => it.source === 'caro');
}

function suggestion(changed: Partial<Suggestion>): Suggestion {
  const none = { id: 1, summary: '', risk: 'none' as const, findings: [], explanation: [], assumed: [] };
  return { ...none, command: 'true', terminal: 'line', ...changed };
}

/** A name for a file that no command must make. */
function marker(): string {
  return path.join(fs.mkdtempSync(path.join(FOLDER, 'marker-')), 'made');
}

async function running(): Promise<Api['server']> {
  const { server } = await api();
  await server.start();
  await until('the server', () => server.client !== undefined);
  return server;
}

/** A terminal whose shell has said where its prompt is. */
async function prompt(): Promise<vscode.Terminal> {
  const terminal = vscode.window.createTerminal({ name: 'test', shellPath: '/bin/bash' });
  terminal.show();
  await until('shell integration', () => terminal.shellIntegration);
  await until('the active terminal', () => vscode.window.activeTerminal === terminal);
  return terminal;
}

afterEach(async () => {
  for (const terminal of vscode.window.terminals) {
    terminal.dispose();
  }
  await until('the end of all terminals', () => vscode.window.terminals.length === 0);
  await vscode.workspace.saveAll();
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

after(() => fs.rmSync(FOLDER, { recursive: true }));

describe('the extension', () => {
  it('starts with a script, quickly, and the server follows', async () => {
    const begun = performance.now();
    const { server } = await api();
    console.log(`activation took ${(performance.now() - begun).toFixed(1)} ms`);
    await open(RISKY);
    await until('the server', () => server.client !== undefined);
    assert.equal(server.condition.state, 'ready');
  });

  it('registers its commands, and the client those of the server', async () => {
    await running();
    const all = await vscode.commands.getCommands(true);
    const own: { command: string }[] = vscode.extensions.getExtension(ID)?.packageJSON.contributes.commands;
    assert.ok(own.length >= 14);
    for (const command of [...own.map((it) => it.command), 'caro.generate', 'caro.pause']) {
      assert.ok(all.includes(command), command);
    }
  });
});

describe('a script', () => {
  it('is marked, and the marks follow the settings', async () => {
    await running();
    const editor = await open(RISKY);
    const [mark] = await until('a mark', () => (marks(editor).length > 0 ? marks(editor) : undefined));
    assert.equal(mark.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(editor.document.getText(mark.range), '"$DIR"/*');
    const settings = vscode.workspace.getConfiguration('caro');
    await settings.update('diagnostics.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      await until('the end of the marks', () => marks(editor).length === 0);
    } finally {
      await settings.update('diagnostics.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
    await until('a mark', () => marks(editor).length > 0);
  });

  it('that is not saved anywhere is marked, too', async () => {
    await running();
    const document = await vscode.workspace.openTextDocument({ language: 'shellscript', content: RISKY });
    const editor = await vscode.window.showTextDocument(document);
    await until('a mark', () => marks(editor).length > 0);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is explained at the pointer', async () => {
    await running();
    const editor = await open('#!/bin/bash\ntar -xzf a.tgz\n');
    const at = new vscode.Position(1, 6);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      at,
    );
    assert.match((hovers[0].contents[0] as vscode.MarkdownString).value, /gzip/);
  });

  it('is fixed by an action', async () => {
    await running();
    const editor = await open(RISKY);
    const [mark] = await until('a mark', () => (marks(editor).length > 0 ? marks(editor) : undefined));
    const { uri } = editor.document;
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      mark.range,
      'quickfix',
      20,
    );
    const fix = found.find((it) => it.isPreferred && it.edit) ?? found.find((it) => it.edit);
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(editor.document.getText(), /\$\{DIR:\?\}/);
    await until('the end of the mark', () => marks(editor).length === 0);
  });

  it('gets ghost text under a comment', async () => {
    await running();
    const editor = await open(WISH);
    editor.selection = new vscode.Selection(2, 0, 2, 0);
    await until('the command', async () => {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      await new Promise((resolve) => setTimeout(resolve, 200));
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      return editor.document.lineAt(2).text.includes('-empty');
    });
  });

  it('of another shell is left alone', async () => {
    const server = await running();
    const editor = await open('#!/usr/bin/env fish\nrm -rf /\n');
    const uri = editor.document.uri.toString();
    const status = await server.client?.sendRequest<{ document: { silent: string } }>('caro/status', { uri });
    assert.match(status?.document.silent ?? '', /fish/);
    assert.equal(marks(editor).length, 0);
  });
});

describe('generating', () => {
  it('answers with a command that says how it may be put at a prompt', async () => {
    const server = await running();
    const answer = await server.client?.sendRequest<Answer>('caro/generate', { prompt: 'find empty files' });
    assert.match(answer?.command ?? '', /^find .*-empty/);
    assert.equal(answer?.terminal, 'line');
  });
});

describe('a terminal', () => {
  it('gets a line at its prompt, and nothing runs until Enter', async () => {
    const { terminals } = await api();
    const file = marker();
    const terminal = await prompt();
    assert.ok(await terminals.insert(suggestion({ command: `touch ${file}` })));
    // The shell answers this by itself, so it has read what came before.
    const ended = new Promise((resolve) => vscode.window.onDidEndTerminalShellExecution(resolve));
    assert.ok(!fs.existsSync(file));
    terminal.sendText('', true);
    await ended;
    assert.ok(fs.existsSync(file), 'it was there all the time');
  });

  it('gets several lines without running the first', async () => {
    const { terminals } = await api();
    const [one, two] = [marker(), marker()];
    const terminal = await prompt();
    const runs: string[] = [];
    const started = vscode.window.onDidStartTerminalShellExecution((it) => runs.push(it.execution.commandLine.value));
    assert.ok(await terminals.insert(suggestion({ command: `touch ${one}\ntouch ${two}`, terminal: 'paste' })));
    assert.ok(!fs.existsSync(one) && !fs.existsSync(two));
    terminal.sendText('', true);
    await until('both', () => fs.existsSync(one) && fs.existsSync(two));
    terminal.shellIntegration?.executeCommand('true');
    await until('word of all runs', () => runs.includes('true'));
    started.dispose();
    // A first line that had run by itself would be a run of its own.
    assert.equal(runs.length, 2, runs.join(' | '));
  });

  it('is opened where there is none', async () => {
    const { terminals } = await api();
    const file = marker();
    assert.ok(await terminals.insert(suggestion({ command: `touch ${file}` })));
    assert.ok(!fs.existsSync(file));
    vscode.window.activeTerminal?.sendText('', true);
    await until('the file', () => fs.existsSync(file));
  });

  it('in which a program runs gets nothing', async () => {
    const { terminals } = await api();
    const terminal = await prompt();
    const started = new Promise((resolve) => vscode.window.onDidStartTerminalShellExecution(resolve));
    terminal.shellIntegration?.executeCommand('cat');
    await started;
    await refused(terminals.insert(suggestion({ command: 'echo never' })));
  });

  it('whose shell does not say where its prompt is gets nothing', async () => {
    const { terminals } = await api();
    const terminal = vscode.window.createTerminal({ name: 'sh', shellPath: '/bin/sh' });
    terminal.show();
    await until('the active terminal', () => vscode.window.activeTerminal === terminal);
    await refused(terminals.insert(suggestion({ command: 'echo a\necho b', terminal: 'paste' })));
  });

  it('gets nothing that the server refuses, or does not speak of, or that it obeys', async () => {
    const { terminals } = await api();
    await prompt();
    for (const bad of [
      suggestion({ terminal: 'refused', refusal: 'It holds hidden text.' }),
      suggestion({ terminal: undefined }),
      suggestion({ command: 'ls\nrm x' }),
      suggestion({ command: 'ls \u001b[201~\n', terminal: 'paste' }),
    ]) {
      assert.equal(await terminals.insert(bad), false);
    }
  });

  /** The message is closed as a user would; then nothing was put there. */
  async function refused(put: Promise<boolean>): Promise<void> {
    let done = false;
    void put.finally(() => {
      done = true;
    });
    await until('the refusal', async () => {
      await vscode.commands.executeCommand('notifications.clearAll');
      return done;
    });
    assert.equal(await put, false);
  }
});

describe('a task', () => {
  it('checks the folder, and its findings become problems of files that are not open', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'the tests need a folder');
    const file = vscode.Uri.joinPath(folder.uri, 'for a task.sh');
    await vscode.workspace.fs.writeFile(file, Buffer.from(RISKY));
    try {
      const [task] = await vscode.tasks.fetchTasks({ type: 'caro' });
      await vscode.tasks.executeTask(task);
      const [problem] = await until('a problem', () => {
        const found = vscode.languages.getDiagnostics(file);
        return found.length > 0 ? found : undefined;
      });
      assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
      assert.deepEqual([problem.range.start.line, problem.range.start.character], [2, 7]);
      assert.match(problem.message, /deletes the whole system/);
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });
});

describe('the server', () => {
  it('pauses and resumes', async () => {
    const server = await running();
    await vscode.commands.executeCommand('caro.pauseSuggestions');
    await until('the pause', () => server.condition.state === 'paused');
    await vscode.commands.executeCommand('caro.resumeSuggestions');
    await until('the end of the pause', () => server.condition.state === 'ready');
  });

  it('comes back when it is killed, with its marks', async () => {
    const server = await running();
    const editor = await open(RISKY);
    await until('a mark', () => marks(editor).length > 0);
    const { client } = server;
    assert.ok(server.pid);
    process.kill(server.pid, 'SIGKILL');
    await until('another conversation', () => server.client !== undefined && server.client !== client);
    await until('a mark', () => marks(editor).length > 0);
  });

  it('is started anew by the command', async () => {
    const server = await running();
    const { pid } = server;
    await vscode.commands.executeCommand('caro.restartServer');
    await until('another process', () => server.client !== undefined && server.pid !== pid);
  });

  it('reports on this machine', async () => {
    await vscode.commands.executeCommand('caro.doctor');
    await until('the report', () => vscode.window.activeTextEditor?.document.getText().includes('caro-lsp'));
    assert.ok(vscode.window.activeTextEditor?.document.isUntitled);
  });
});
