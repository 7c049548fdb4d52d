// Finds the server's program and says what is wrong with it before it is started.
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Where to look. */
export interface Places {
  /** The setting `caro.path`; counts alone where it is not empty. */
  setting: string;
  /** The extension's folder, which holds the program in a package for one platform. */
  extension: string;
  env: NodeJS.ProcessEnv;
  home: string;
  platform: NodeJS.Platform;
  arch: string;
}

/** Why there is nothing to start. */
export type Trouble = 'missing' | 'relative' | 'notExecutable' | 'notProgram' | 'wrongArchitecture';

/** The program, or what is wrong. A trouble with a path is one with that file. */
export type Found = { path: string; trouble?: undefined } | { path?: string; trouble: Trouble };

export function find(places: Places): Found {
  const name = places.platform === 'win32' ? 'caro-lsp.exe' : 'caro-lsp';
  const setting = places.setting.trim();
  if (setting !== '') {
    return ofSetting(setting, places);
  }
  const bundled = path.join(places.extension, 'bin', name);
  // A package for another platform says so, and another program may still be there.
  const candidates = [bundled, ...inPath(name, places), path.join(places.home, '.cargo', 'bin', name)];
  let first: Found | undefined;
  for (const candidate of candidates) {
    const found = look(candidate, places);
    if (!found.trouble) {
      return found;
    }
    first ??= found.trouble === 'missing' ? undefined : found;
  }
  return first ?? { trouble: 'missing' };
}

function ofSetting(setting: string, places: Places): Found {
  const home = setting === '~' || setting.startsWith('~/') ? path.join(places.home, setting.slice(1)) : setting;
  if (path.isAbsolute(home)) {
    return look(home, places);
  }
  if (/[\\/]/.test(home)) {
    // The folder that it would count from may be a stranger's.
    return { path: setting, trouble: 'relative' };
  }
  const found = inPath(home, places).map((it) => look(it, places));
  return (
    found.find((it) => !it.trouble) ??
    found.find((it) => it.trouble !== 'missing') ?? { path: setting, trouble: 'missing' }
  );
}

function inPath(name: string, places: Places): string[] {
  const listed = (places.env.PATH ?? places.env.Path ?? '').split(path.delimiter);
  return listed.filter((it) => path.isAbsolute(it)).map((it) => path.join(it, name));
}

function look(file: string, places: Places): Found {
  try {
    if (!fs.statSync(file).isFile()) {
      return { path: file, trouble: 'missing' };
    }
  } catch {
    return { path: file, trouble: 'missing' };
  }
  try {
    fs.accessSync(file, fs.constants.X_OK);
  } catch {
    return { path: file, trouble: 'notExecutable' };
  }
  const trouble = judge(start(file), places);
  return trouble ? { path: file, trouble } : { path: file };
}

function start(file: string): Buffer {
  const bytes = Buffer.alloc(20);
  try {
    const open = fs.openSync(file, 'r');
    try {
      return bytes.subarray(0, fs.readSync(open, bytes, 0, bytes.length, 0));
    } finally {
      fs.closeSync(open);
    }
  } catch {
    // It may be run without being readable; then the start says what is wrong.
    return Buffer.from('#!');
  }
}

const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);
const ELF_MACHINES: Record<string, number> = { x64: 62, arm64: 183, ia32: 3, arm: 40, riscv64: 243 };
const MACH_O = ['cffaedfe', 'cefaedfe', 'cafebabe'];

/** Says from a file's first bytes whether this machine runs it: what the system does not know, `execvp` hands to `sh`. */
export function judge(head: Buffer, machine: { platform: NodeJS.Platform; arch: string }): Trouble | undefined {
  const isScript = head.subarray(0, 2).toString('latin1') === '#!';
  const isElf = head.subarray(0, 4).equals(ELF);
  const isMachO = MACH_O.includes(head.subarray(0, 4).toString('hex'));
  const isExe = head.subarray(0, 2).toString('latin1') === 'MZ';
  if (machine.platform === 'win32') {
    return isExe ? undefined : 'notProgram';
  }
  if (isScript) {
    return undefined;
  }
  if (machine.platform === 'darwin') {
    return isMachO ? undefined : isElf || isExe ? 'wrongArchitecture' : 'notProgram';
  }
  if (!isElf) {
    return isMachO || isExe ? 'wrongArchitecture' : 'notProgram';
  }
  const expected = ELF_MACHINES[machine.arch];
  const built = head.length < 20 ? undefined : head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
  // A 64-bit Intel machine runs 32-bit programs, too.
  const runs = built === expected || expected === undefined || (machine.arch === 'x64' && built === ELF_MACHINES.ia32);
  return runs ? undefined : 'wrongArchitecture';
}
