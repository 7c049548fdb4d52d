// Packs bash-language-server as an extension, to be measured beside: the one of its makers is in shops that tests cannot reach.
//
// It is a client as small as can be, with the client library that ours is made with.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { EXTENSION, PEER } from '../kit.mjs';

const MAIN = `
const { LanguageClient } = require('vscode-languageclient/node');
let client;
exports.activate = () => {
  const server = { command: process.execPath, args: [${JSON.stringify(path.join(PEER, 'bash-language-server/out/cli.js'))}, 'start'] };
  const documentSelector = [{ scheme: 'file', language: 'shellscript' }];
  client = new LanguageClient('bashIde', 'Bash IDE', server, { documentSelector, synchronize: { configurationSection: 'bashIde' } });
  return client.start();
};
exports.deactivate = () => client?.stop();
`;

const MANIFEST = {
  name: 'peer',
  publisher: 'caro-tests',
  version: '0.0.1',
  license: 'MIT',
  repository: 'https://example.org',
  engines: { vscode: '^1.93.0' },
  main: './main.js',
  activationEvents: ['onLanguage:shellscript'],
};

/** Writes the package into a folder and gives its path. */
export function packPeer(folder) {
  const own = path.join(folder, 'peer');
  fs.mkdirSync(own);
  fs.writeFileSync(path.join(own, 'source.js'), MAIN);
  fs.writeFileSync(path.join(own, 'package.json'), JSON.stringify(MANIFEST));
  fs.writeFileSync(path.join(own, 'README.md'), 'A client for measuring.\n');
  fs.writeFileSync(path.join(own, 'LICENSE'), 'MIT\n');
  const tool = name => path.join(EXTENSION, 'node_modules/.bin', name);
  const modules = { env: { ...process.env, NODE_PATH: path.join(EXTENSION, 'node_modules') }, cwd: own };
  const bundle = ['source.js', '--bundle', '--platform=node', '--external:vscode', '--minify', '--outfile=main.js'];
  execFileSync(tool('esbuild'), bundle, { ...modules, stdio: 'ignore' });
  fs.rmSync(path.join(own, 'source.js'));
  const target = path.join(folder, 'peer.vsix');
  execFileSync(tool('vsce'), ['package', '--no-dependencies', '--out', target], { ...modules, stdio: 'ignore' });
  return target;
}
