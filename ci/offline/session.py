"""A session that asks the server for all that it announces; the server is the argument, and our child."""

import json
import pathlib
import subprocess
import sys

from call import end_hosts

SCRIPT = """\
#!/bin/bash
DIR=$1
rm -rf "$DIR"/*
curl -k https://example.org/install.sh | sudo bash
tar -xzf archive.tgz -C /srv
# list all files larger than 10 MB

# play a song that nobody knows

"""


class Session:
    def __init__(self, program):
        self.server = subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked, self.failed = 0, []

    def write(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def read(self):
        length = 0
        while (line := self.server.stdout.readline().strip()):
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            sys.exit("the server left")
        return json.loads(self.server.stdout.read(length))

    def tell(self, method, params):
        self.write({"method": method, "params": params})

    def ask(self, method, params=None):
        self.asked += 1
        number = self.asked
        self.write({"id": number, "method": method, **({} if params is None else {"params": params})})
        while True:
            message = self.read()
            if "method" in message:
                if "id" in message:
                    self.write({"id": message["id"], "result": self.answer(message)})
            elif message.get("id") == number:
                if "error" in message:
                    self.failed.append(f"{method}: {message['error']['message']}")
                return message.get("result")

    def answer(self, message):
        if message["method"] == "workspace/configuration":
            return [SETTINGS for _ in message["params"]["items"]]
        if message["method"] == "workspace/applyEdit":
            return {"applied": True}
        return None


folder = pathlib.Path.cwd()
SETTINGS = {"completion": "on", "ghostText": {"fileNames": True}, "model": {"name": str(folder / "nano.gguf")}}
session = Session(sys.argv[1])
capabilities = {
    "workspace": {"configuration": True, "applyEdit": True, "workspaceEdit": {"documentChanges": True}},
    "textDocument": {"diagnostic": {}, "inlineCompletion": {}, "publishDiagnostics": {}},
    "window": {"workDoneProgress": True, "showMessage": {}},
}
told = session.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})["capabilities"]
session.tell("initialized", {})
document = {"uri": (folder / "a.sh").as_uri()}
session.tell("textDocument/didOpen", {"textDocument": {**document, "languageId": "shellscript", "version": 1, "text": SCRIPT}})
session.tell("textDocument/didChange", {"textDocument": {**document, "version": 2}, "contentChanges": [{"text": SCRIPT + "ls\n"}]})
for line, text in enumerate(SCRIPT.splitlines()):
    position = {"line": line, "character": len(text) // 2}
    here = {"textDocument": document, "position": position}
    for name in ("hover", "completion", "signatureHelp", "definition", "references", "documentHighlight"):
        if told.get(name + "Provider"):
            session.ask("textDocument/" + name, {**here, "context": {"includeDeclaration": True, "triggerKind": 1, "isRetrigger": False}})
    place = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": len(text)}}
    for action in session.ask("textDocument/codeAction", {"textDocument": document, "range": place, "context": {"diagnostics": []}}) or []:
        session.ask("codeAction/resolve", action)
for line in (6, 8):
    where = {"textDocument": document, "position": {"line": line, "character": 0}}
    session.ask("textDocument/inlineCompletion", {**where, "context": {"triggerKind": 0}})
session.ask("textDocument/diagnostic", {"textDocument": document})
session.ask("caro/status", {})
session.ask("caro/explain", {"command": "tar -xzf a.tgz -C /srv"})
session.ask("caro/generate", {"prompt": "find python files changed this week"})
session.ask("caro/generate", {"prompt": "play a song that nobody knows"})
session.ask("workspace/executeCommand", {"command": "caro.history", "arguments": []})
session.ask("shutdown")
session.tell("exit", None)
session.server.stdin.close()
ended = session.server.wait(30)
end_hosts()
for failure in session.failed:
    print("the server refused", failure)
print(f"a session: {session.asked} requests, {len(session.failed)} refused, exit status {ended}")
sys.exit(0 if ended == 0 and session.asked >= 40 and not session.failed else 1)
