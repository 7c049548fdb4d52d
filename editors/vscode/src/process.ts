// The server's process: how it begins, and how it ends.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Failure } from './trouble';

/** So much of its standard error is kept, for a message about its end. */
const LAST_WORDS = 300;
/** Between the end of its output and its own. */
const LAST_MOMENT_MS = 200;

export class Process {
  readonly child: ChildProcessWithoutNullStreams;
  /** How it ended, or why it never began. */
  readonly end: Promise<Failure>;
  readonly born = Date.now();
  lastWords = '';
  /** Whether it was ended since it had closed its standard output. */
  private hasHungUp = false;

  constructor(program: string, cwd: string | undefined) {
    const child = spawn(program, [], { cwd, windowsHide: true });
    this.child = child;
    this.end = new Promise((resolve) => {
      child.once('error', (error) => resolve({ error }));
      child.once('exit', (code, signal) =>
        resolve(this.hasHungUp && signal === 'SIGKILL' ? 'hungUp' : { code, signal }),
      );
    });
    // Writing to one that is gone must not end the extension host.
    child.stdin.on('error', () => undefined);
    child.stderr.on('data', (bytes: Buffer) => {
      this.lastWords = (this.lastWords + bytes.toString()).slice(-LAST_WORDS);
    });
  }

  /** Waits until the conversation is up, or for what comes first: the end, noise, or the limit. */
  begin(up: Promise<void>, limitMs: number): Promise<Failure | 'up'> {
    let limit: NodeJS.Timeout | undefined;
    const silent = new Promise<Failure>((resolve) => {
      limit = setTimeout(() => resolve('silent'), limitMs);
    });
    const noise = new Promise<Failure>((resolve) => {
      this.child.stdout.once('data', (bytes: Buffer) => {
        if (!'content-'.startsWith(bytes.subarray(0, 8).toString('latin1').toLowerCase())) {
          resolve('noise');
        }
      });
    });
    const answered = up.then(
      () => 'up' as const,
      (error: Error) => {
        if (!this.isCutOff) {
          return { refusal: error.message };
        }
        this.hungUp();
        return this.end;
      },
    );
    return Promise.race([noise, this.end, answered, silent]).finally(() => clearTimeout(limit));
  }

  get isGone(): boolean {
    return this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** A pipe to it is closed, which is seen before its end is. */
  private get isCutOff(): boolean {
    return this.child.stdin.errored !== null || this.child.stdout.closed;
  }

  /** It closed its standard output: nothing more can come. One that is ending has a moment to say how. */
  hungUp(): void {
    void Promise.race([this.end, later(LAST_MOMENT_MS)]).then(() => {
      this.hasHungUp ||= !this.isGone;
      this.kill();
    });
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Waits for its end after it was asked for, and brings it about where it does not come. */
  async leave(limitMs: number): Promise<void> {
    if (!this.isGone) {
      this.child.stdin.end();
      await Promise.race([this.end, later(limitMs)]);
      this.kill();
    }
  }
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
