"""Makes one call of a program, and then ends the model host that it started, which would stay for the next call."""

import os
import pathlib
import signal
import subprocess
import sys


def end_hosts():
    """Ends the hosts of our world, which is told by its home; strace waits for them."""
    home = f"HOME={os.environ.get('HOME', '-')}".encode()
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            if words[1:2] == [b"host"] and home in (process / "environ").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGTERM)
        except (OSError, ValueError):
            # It has ended, or is somebody else's.
            continue


if __name__ == "__main__":
    status = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL).returncode
    end_hosts()
    sys.exit(status)
