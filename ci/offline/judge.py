"""Judges what strace saw: no socket but local ones, no program but Caro, nothing written but in Caro's own folders."""

import collections
import os
import pathlib
import re
import stat
import sys

world, programs = pathlib.Path(sys.argv[1]), sys.argv[2:]
# git is asked by `check` alone, which folders it may read (docs/cli.md).
GIT = re.compile(r'execve\("[^"]*/git"')
CALL = re.compile(r"^\d+ +(?:<\.\.\. )?([a-z]\w*)([( ].*)$")
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
OWN = [world / "home" / part for part in (".local/state/caro", ".cache/caro", ".config/caro", ".local/share/caro")]
# Sockets and locks of the host.
OWN += [world / "run"]
DEVICES = ("/dev/null", "/dev/tty", "/dev/pts/", "/dev/ptmx", "/dev/zero")

bad, seen, started = [], collections.Counter(), collections.Counter()


def is_ours(path):
    return any(path == own or own in path.parents for own in OWN) or str(path).startswith(DEVICES)


def full(text, rest):
    path = pathlib.Path(text)
    if path.is_absolute():
        return pathlib.Path(os.path.normpath(path))
    folder = re.search(r"(?:AT_FDCWD|\d+)<([^>]*)>", rest)
    return pathlib.Path(os.path.normpath(pathlib.Path(folder.group(1) if folder else "?") / path))


for trace in sorted((world / "traces").iterdir()):
    # The first process is our own driver, and Caro its child.
    drivers, gits = set(), set()
    for number, line in enumerate(trace.read_text(errors="replace").splitlines()):
        process = line.split(" ", 1)[0]
        found = CALL.match(line)
        if not found or "ENOENT" in line and "execve" in line:
            continue
        name, rest = found.groups()
        where = f"bad: {trace.name}: {line[:220]}"
        seen[name] += 1
        if name in ("execve", "execveat"):
            drivers.discard(process)
            if number == 0:
                drivers.add(process)
            elif GIT.search(line) and trace.name != "session":
                gits.add(process)
                started["git, by check"] += 1
            elif any(f'execve("{it}"' in line for it in programs) or "/proc/self/exe" in line:
                started["Caro, as its host" if '"host"' in line else "Caro"] += 1
            elif "resumed" not in line:
                bad.append(where)
            continue
        if process in drivers:
            continue
        if name in ("socket", "socketpair") and "AF_UNIX" not in rest and "resumed" not in line:
            bad.append(where)
        elif name in ("connect", "bind", "sendto", "sendmsg", "sendmmsg", "listen") and re.search(r"AF_(?!UNIX)|sin_addr", rest):
            bad.append(where)
        elif name in ("open", "openat", "openat2", "creat") and (name == "creat" or WRITES.search(rest)):
            path = PATH.search(rest)
            if path and not is_ours(full(path.group(1), rest)):
                bad.append(where)
        elif name.startswith(("mkdir", "rename", "link", "symlink", "unlink", "rmdir", "truncate")) and " = 0" in rest:
            for text in PATH.findall(rest):
                # Folders above ours are made where they are missing.
                path = full(text, rest)
                above = name.startswith("mkdir") and any(path in own.parents for own in OWN)
                if not above and not is_ours(path):
                    bad.append(where)

written = 0
for own in OWN:
    for path in [own, *own.rglob("*")] if own.exists() else []:
        mode = path.lstat().st_mode
        written += 1
        print(f"{stat.filemode(mode)} {path.relative_to(world)}")
        # Nobody gets to a socket through a folder that is closed.
        if mode & 0o077 and not stat.S_ISLNK(mode) and not stat.S_ISSOCK(mode):
            bad.append(f"bad: others may enter or read {path.relative_to(world)}: {stat.filemode(mode)}")

print("started:", ", ".join(f"{name} ({count})" for name, count in sorted(started.items())) or "nothing")
print("calls seen:", ", ".join(f"{name} {count}" for name, count in sorted(seen.items())))
print("\n".join(bad[:20]) or f"nothing was sent, nothing else was started, and {written} files and folders are private")
# A trace that saw nothing proves nothing.
sys.exit(1 if bad or not started["Caro"] or not seen["openat"] else 0)
