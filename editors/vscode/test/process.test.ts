// Programs that are not caro-lsp, or are not well: each ends in its own way, and none is left behind.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, describe, it } from 'node:test';
import { Process } from '../src/process';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'caro-process-'));
after(() => fs.rmSync(folder, { recursive: true }));

const never = new Promise<void>(() => undefined);
const LONG_MS = 20_000;
let count = 0;

/** The conversation, which breaks with the output. */
function broken(process: Process): Promise<void> {
  return new Promise((_, reject) => process.child.stdout.resume().once('close', () => reject(new Error('closed'))));
}

function program(content: string): Process {
  count += 1;
  const file = path.join(folder, String(count));
  fs.writeFileSync(file, content, { mode: 0o755 });
  return new Process(file, folder);
}

describe('a process', () => {
  it('is up when the conversation is', async () => {
    const process = program('#!/bin/sh\nprintf "Content-Length: 2"\nexec cat\n');
    assert.equal(await process.begin(new Promise((resolve) => setTimeout(resolve, 300)), LONG_MS), 'up');
    await process.leave(LONG_MS);
    assert.ok(process.isGone);
  });

  it('that says something else is noise', async () => {
    const process = program('#!/bin/sh\necho Welcome to this shell\nexec sleep 1000\n');
    assert.equal(await process.begin(never, LONG_MS), 'noise');
    process.kill();
    assert.deepEqual(await process.end, { code: null, signal: 'SIGKILL' });
  });

  it('that says nothing is silent after the limit', async () => {
    const process = program('#!/bin/sh\nexec sleep 1000\n');
    assert.equal(await process.begin(never, 100), 'silent');
    process.kill();
    await process.end;
  });

  it('that ends says how, and its last words', async () => {
    const process = program('#!/bin/sh\necho no such library >&2\nexit 3\n');
    assert.deepEqual(await process.begin(broken(process), LONG_MS), { code: 3, signal: null });
    assert.equal(process.lastWords, 'no such library\n');
  });

  it('that closes its output is ended, and that is said', async () => {
    const process = program('#!/bin/sh\nexec sleep 1000 >/dev/null\n');
    assert.equal(await process.begin(broken(process), LONG_MS), 'hungUp');
  });

  it('that closes its output is not said to refuse where the editor is slow to see its end', async () => {
    const process = program('#!/bin/sh\nexec sleep 1000 >/dev/null\n');
    const up = broken(process);
    // All that waits is due at once after this.
    const stall = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    up.catch(() => setTimeout(stall, 50));
    process.child.stdout.once('end', () => process.hungUp());
    assert.equal(await process.begin(up, LONG_MS), 'hungUp');
  });

  it('that is killed by others did not hang up', async () => {
    const process = program('#!/bin/sh\nexec sleep 1000\n');
    process.child.stdout.resume().once('end', () => process.hungUp());
    process.kill();
    assert.deepEqual(await process.end, { code: null, signal: 'SIGKILL' });
  });

  it('that refuses says why', async () => {
    const process = program('#!/bin/sh\nexec sleep 1000\n');
    assert.deepEqual(await process.begin(Promise.reject(new Error('no')), LONG_MS), { refusal: 'no' });
    process.kill();
    await process.end;
  });

  it('whose interpreter is missing never begins', async () => {
    const found = await program('#!/nowhere/at/all\n').begin(never, LONG_MS);
    assert.ok(typeof found === 'object' && 'error' in found && found.error.code === 'ENOENT');
  });

  it('that does not leave is ended', async () => {
    const process = program('#!/bin/sh\ntrap "" TERM\nwhile :; do sleep 1; done\n');
    await process.leave(100);
    assert.deepEqual(await process.end, { code: null, signal: 'SIGKILL' });
  });
});
