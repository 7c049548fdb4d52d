// Makes the package for this platform from the one without a server, as a release does: with the program inside.

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { CARO_LSP, VSIX } from './kit.mjs';

// Node has no zip; Python is needed to install code-server anyway.
const PACK = `
import shutil, sys, zipfile
source, program, target = sys.argv[1:]
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
    for entry in old.infolist():
        data = old.read(entry)
        if entry.filename == "extension.vsixmanifest":
            data = data.replace(b"<Identity ", b'<Identity TargetPlatform="linux-x64" ', 1)
        new.writestr(entry, data, zipfile.ZIP_DEFLATED)
    entry = zipfile.ZipInfo("extension/bin/caro-lsp")
    entry.external_attr = 0o100755 << 16
    with open(program, "rb") as read, new.open(entry, "w") as written:
        shutil.copyfileobj(read, written)
`;

/** Writes the package into a folder and gives its path. */
export function platformVsix(folder) {
  const target = path.join(folder, 'caro-linux-x64.vsix');
  execFileSync('python3', ['-c', PACK, VSIX, CARO_LSP, target]);
  return target;
}
