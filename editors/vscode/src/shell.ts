// What the system says about the shell of a terminal: which one it is, and whether it is its turn.
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Both are absent where the system does not say. */
export interface Shell {
  name?: string;
  /** Whether another program has the terminal. */
  isBusy?: boolean;
}

/** Looks at the process of a terminal; starts nothing on Linux, and `ps` on macOS. */
export async function look(pid: number, platform: NodeJS.Platform = process.platform): Promise<Shell> {
  try {
    if (platform === 'linux') {
      const name = path.basename(fs.readlinkSync(`/proc/${pid}/exe`));
      return { name, isBusy: isBehind(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')) };
    }
    if (platform === 'darwin') {
      return ofPs(await printed('/bin/ps', ['-o', 'stat=,comm=', '-p', String(pid)]));
    }
  } catch {
    // It has ended, or is not ours to look at.
  }
  return {};
}

/** Whether the terminal's process group is another than the shell's own, by a line of `/proc/PID/stat`. */
export function isBehind(stat: string): boolean | undefined {
  // The name in front may hold blanks and brackets.
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return foreground === undefined ? undefined : foreground !== group;
}

/** From `Ss+  -zsh`: the plus is for the group in front, the minus for a login shell. */
export function ofPs(line: string): Shell {
  const found = /^(\S+)\s+-?(.+)$/.exec(line.trim());
  return found ? { name: found[2], isBusy: !found[1].includes('+') } : {};
}

/**
 * Whether a shell takes a bracketed paste as text, whatever its settings: these have the keys bound always. That is so from
 * bash 4.4 on; an older one is macOS' own.
 */
export function takesPastes(name: string | undefined): boolean {
  const isOld = name === '/bin/bash' || (name === 'bash' && process.platform === 'darwin');
  return !isOld && ['bash', 'zsh', 'fish'].includes(path.basename(name ?? ''));
}

function printed(program: string, words: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, words, { timeout: 2_000 }, (error, out) => (error ? reject(error) : resolve(out)));
  });
}
