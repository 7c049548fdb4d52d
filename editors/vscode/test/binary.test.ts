// Finding the program in folders made for it: the setting wins, then the package, PATH, cargo; what cannot run is named.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { find, judge, type Places } from '../src/binary';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'caro-binary-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function program(name: string, mode = 0o755, content: string | Buffer = '#!/bin/sh\n'): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content, { mode });
  return file;
}

function places(changed: Partial<Places> = {}): Places {
  const extension = path.join(folder, 'extension');
  const home = path.join(folder, 'home');
  return { setting: '', extension, env: { PATH: '' }, home, platform: 'linux', arch: 'x64', ...changed };
}

/** The head of an ELF file for a machine. */
function elf(machine: number): Buffer {
  const head = Buffer.alloc(64);
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]).copy(head);
  head.writeUInt16LE(machine, 18);
  return head;
}

describe('the program', () => {
  it('is missing without a word about a path where it is nowhere', () => {
    assert.deepEqual(find(places()), { trouble: 'missing' });
  });

  it('is the one of the setting, even where others are there', () => {
    program('extension/bin/caro-lsp');
    const mine = program('mine');
    assert.deepEqual(find(places({ setting: mine })), { path: mine });
  });

  it('is nothing else where the setting names what is not there', () => {
    program('extension/bin/caro-lsp');
    const gone = path.join(folder, 'gone');
    assert.deepEqual(find(places({ setting: gone })), { path: gone, trouble: 'missing' });
    assert.deepEqual(find(places({ setting: folder })), { path: folder, trouble: 'missing' });
  });

  it('is never taken by a path that counts from a folder', () => {
    program('bin/caro-lsp');
    const before = process.cwd();
    process.chdir(folder);
    assert.deepEqual(find(places({ setting: './bin/caro-lsp' })), { path: './bin/caro-lsp', trouble: 'relative' });
    assert.deepEqual(find(places({ env: { PATH: 'bin:.:' } })), { trouble: 'missing' });
    process.chdir(before);
  });

  it('may be named by the setting as a word of PATH, or from the home folder', () => {
    const other = program('path/caro-nightly');
    assert.deepEqual(find(places({ setting: 'caro-nightly', env: { PATH: path.dirname(other) } })), { path: other });
    const own = program('home/bin/caro-lsp');
    assert.deepEqual(find(places({ setting: '~/bin/caro-lsp' })), { path: own });
  });

  it('is looked for in the package, then in PATH, then where cargo puts it', () => {
    const cargo = program('home/.cargo/bin/caro-lsp');
    const env = { PATH: [path.join(folder, 'one'), path.join(folder, 'two')].join(path.delimiter) };
    assert.deepEqual(find(places({ env })), { path: cargo });
    const two = program('two/caro-lsp');
    assert.deepEqual(find(places({ env })), { path: two });
    program('one/caro-lsp', 0o644);
    assert.deepEqual(find(places({ env })), { path: two });
    const bundled = program('extension/bin/caro-lsp');
    assert.deepEqual(find(places({ env })), { path: bundled });
  });

  it('is named where it may not be run, or is no program', () => {
    const closed = program('closed', 0o644);
    assert.deepEqual(find(places({ setting: closed })), { path: closed, trouble: 'notExecutable' });
    const text = program('text', 0o755, 'hello\n');
    assert.deepEqual(find(places({ setting: text })), { path: text, trouble: 'notProgram' });
    const empty = program('empty', 0o755, '');
    assert.deepEqual(find(places({ setting: empty })), { path: empty, trouble: 'notProgram' });
  });

  it('is named where it was built for another machine, and one that runs is taken instead', () => {
    const arm = program('extension/bin/caro-lsp', 0o755, elf(183));
    assert.deepEqual(find(places()), { path: arm, trouble: 'wrongArchitecture' });
    const cargo = program('home/.cargo/bin/caro-lsp', 0o755, elf(62));
    assert.deepEqual(find(places()), { path: cargo });
  });
});

describe('the first bytes of a file', () => {
  const judged = (head: Buffer, platform: NodeJS.Platform, arch: string) => judge(head, { platform, arch });

  it('are those of a program for this machine', () => {
    assert.equal(judged(elf(62), 'linux', 'x64'), undefined);
    assert.equal(judged(elf(3), 'linux', 'x64'), undefined);
    assert.equal(judged(elf(183), 'linux', 'arm64'), undefined);
    assert.equal(judged(fs.readFileSync(process.execPath).subarray(0, 20), process.platform, process.arch), undefined);
    assert.equal(judged(Buffer.from('cffaedfe0c000001', 'hex'), 'darwin', 'arm64'), undefined);
    assert.equal(judged(Buffer.from('MZ'), 'win32', 'x64'), undefined);
  });

  it('tell of another one', () => {
    assert.equal(judged(elf(62), 'linux', 'arm64'), 'wrongArchitecture');
    assert.equal(judged(elf(62), 'darwin', 'arm64'), 'wrongArchitecture');
    assert.equal(judged(Buffer.from('cffaedfe0c000001', 'hex'), 'linux', 'x64'), 'wrongArchitecture');
    assert.equal(judged(elf(62), 'win32', 'x64'), 'notProgram');
  });
});
