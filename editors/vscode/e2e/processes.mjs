// The processes of one test: found by the home folder that they all were given.

import fs from 'node:fs';

/** All processes whose HOME is this folder, as { pid, program, words }. */
export function processesOf(home) {
  const found = [];
  for (const pid of fs.readdirSync('/proc').filter(it => /^\d+$/.test(it))) {
    try {
      if (!fs.readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`HOME=${home}`)) continue;
      const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
      // A process that has ended and is not yet waited for has no words.
      if (words.length > 0) found.push({ pid: Number(pid), program: words[0], words });
    } catch {
      // It ended meanwhile, or is not ours to look at.
    }
  }
  return found;
}

/** Whether a process works in this folder. */
function isIn(pid, folder) {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

/** Our language servers for a folder, as a window has one; model hosts and other calls of the program are not among them. */
export const languageServers = (home, folder) =>
  processesOf(home).filter(it => /\/caro-lsp$/.test(it.program) && it.words.length === 1 && isIn(it.pid, folder));

/** The processes that hold a model. */
export const modelHosts = home => processesOf(home).filter(it => /\/caro-lsp$/.test(it.program) && it.words[1] === 'host');

/** Ends a process, which may be gone already. */
export function end(pid, signal = 'SIGKILL') {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone.
  }
}

/** In kilobytes, what a process holds that it shares with nobody. */
export function memory(pid) {
  const text = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = name => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return of('Private_Clean') + of('Private_Dirty');
}
