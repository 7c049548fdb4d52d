#!/usr/bin/env python3
"""Stands between Neovim and the real server: writes down what is sent, and delays or replaces single answers.

CARO_TEST_LOG names the file that gets one JSON line for each message of the client.
CARO_TEST_RULES is JSON: {METHOD: {"delay": SECONDS, "result": ANSWER, "die": STATUS, "ignore": true}}.
Commands of workspace/executeCommand count as methods by their own name.
"""
import json
import os
import subprocess
import sys
import threading
import time

rules = json.loads(os.environ.get("CARO_TEST_RULES", "{}"))
log = open(os.environ["CARO_TEST_LOG"], "a", encoding="utf-8")
server = subprocess.Popen([os.environ["CARO_LSP"]] + sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
asked, lock = {}, threading.Lock()


def read(stream):
    length = 0
    while True:
        line = stream.readline()
        if not line:
            return None
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
        elif not line.strip():
            return json.loads(stream.read(length))


def write(stream, message):
    body = json.dumps(message, ensure_ascii=False).encode()
    with lock:
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()


def from_server():
    while (message := read(server.stdout)) is not None:
        rule = rules.get(asked.pop(message.get("id"), None) if "method" not in message else None, {})
        if "result" in rule:
            message.pop("error", None)
            message["result"] = rule["result"]
        if "delay" in rule:
            threading.Timer(rule["delay"], write, (sys.stdout.buffer, message)).start()
        else:
            write(sys.stdout.buffer, message)
    os._exit(server.wait())


threading.Thread(target=from_server, daemon=True).start()
while (message := read(sys.stdin.buffer)) is not None:
    log.write(json.dumps(message) + "\n")
    log.flush()
    method = message.get("method")
    if method == "workspace/executeCommand":
        method = message["params"]["command"]
    rule = rules.get(method, {})
    if "die" in rule:
        server.kill()
        os._exit(rule["die"])
    if rule.get("ignore"):
        continue
    if "id" in message and method:
        asked[message["id"]] = method
    write(server.stdin, message)
server.stdin.close()
time.sleep(0.05)
server.terminate()
