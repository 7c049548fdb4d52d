// Runs inside the extension host as "extension tests" do, measures there, and prints one line of JSON.

const v8 = require('node:v8');
const vm = require('node:vm');
const vscode = require('vscode');

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

async function until(look) {
  for (;;) {
    const found = await look();
    if (found) return found;
    await new Promise(again => setTimeout(again, 5));
  }
}

/** Bytes that are held after everything was collected that can be. */
function held() {
  for (let round = 0; round < 3; round += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function open(name) {
  const [folder] = vscode.workspace.workspaceFolders;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Milliseconds from opening a script until it has a mark and until its first word has a hover. */
async function opened(name) {
  const start = performance.now();
  const since = () => Math.round(performance.now() - start);
  const document = await open(name);
  const marked = until(() => vscode.languages.getDiagnostics(document.uri).length > 0).then(since);
  const position = document.positionAt(document.getText().indexOf('cd ') + 1);
  const hover = async () => (await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position)).length > 0;
  const hovered = until(hover).then(since);
  return { marked: await marked, hovered: await hovered };
}

exports.run = async () => {
  await open('plain.txt');
  const before = held();
  const cold = await opened('one.sh');
  const warm = await opened('two.sh');
  const kilobytes = Math.round((held() - before) / 1024);
  console.log(`MEASURED ${JSON.stringify({ cold, warm, kilobytes })}`);
};
