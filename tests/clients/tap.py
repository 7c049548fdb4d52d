#!/usr/bin/env python3
"""Stands between an editor and caro-lsp and writes down every message, so that it can be judged afterwards.

    tap.py RECORDING SERVER [ARGUMENT…]

Bytes pass unchanged and at once.
Each line of the recording is a JSON object: `from` (client, server or end), and `message`, or `broken` with what was no message.
"""

import json
import os
import signal
import subprocess
import sys
import threading

recording, *command = sys.argv[1:]
log = open(recording, "w", encoding="utf-8")
turn = threading.Lock()


def note(**line):
    with turn:
        log.write(json.dumps(line) + "\n")
        log.flush()


class Frames:
    """Cuts a stream of bytes into messages."""

    def __init__(self, sender):
        self.sender = sender
        self.pending = b""

    def take(self, data):
        self.pending += data
        while (frame := self.next()) is not None:
            self.tell(*frame)

    def next(self):
        head, blank, rest = self.pending.partition(b"\r\n\r\n")
        if not blank:
            return None
        fields = dict(line.split(b":", 1) for line in head.split(b"\r\n") if b":" in line)
        length = fields.get(b"Content-Length", b"").strip()
        if not length.isdigit():
            self.pending = rest
            return head, None
        if len(rest) < int(length):
            return None
        self.pending = rest[int(length) :]
        return head, rest[: int(length)]

    def tell(self, head, body):
        try:
            message = json.loads((body or b"").decode("utf-8"))
        except ValueError:
            note(**{"from": self.sender, "broken": head.decode("latin-1")})
        else:
            note(**{"from": self.sender, "message": message})


def copy(source, target, frames):
    hears = True
    while data := source.read1(65536):
        frames.take(data)
        try:
            if hears:
                target.write(data)
                target.flush()
        except (BrokenPipeError, ValueError):
            # An editor that ends hears no more; what is said is written down all the same.
            hears = False
    if frames.pending:
        note(**{"from": frames.sender, "broken": frames.pending[:200].decode("latin-1")})
    try:
        target.close()
    except BrokenPipeError:
        pass


server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, lambda got, _: server.send_signal(got))
listening = threading.Thread(target=copy, args=(sys.stdin.buffer, server.stdin, Frames("client")), daemon=True)
listening.start()
copy(server.stdout, sys.stdout.buffer, Frames("server"))
status = server.wait()
# The editor's last words may be on their way; one that says nothing more is not waited for.
listening.join(0.5)
note(**{"from": "end", "status": status})
log.close()
# The other thread may still wait for the editor's next words; nobody would hear them.
os._exit(status if status >= 0 else 128 - status)
