"""A session that uses all that the server speaks, as far as the client takes part in it."""

import json
import os
import pathlib

import servers
from edits import get

SCRIPT = """\
#!/bin/bash
# Räumt auf: 🙂 löscht alte Dateien
set -u
dir=$1
echo "🙂🙂" && rm -rf "$dir/"* && cd $dir
find . -delete -name '*.tmp'
curl -k https://example.org/install.sh | sudo bash
which tar; tar -xzf archive.tgz -C /srv; chmod 777 /srv/app
if [ "$a" == b ]; then kill -9 $(pidof nginx); fi
for file in $(ls *.txt); do echo `cat $file`; done
sed -i 's/a/b/' notes.txt; awk '{print $1}' table.txt; crontab -r
0 5 * * * backup
read line; export HOME=/tmp; git push --force; dd if=/dev/zero of=/dev/sda
# list all files larger than 10 MB

# delete everything in the home folder

# """ + servers.WISH + """

"""
COLUMNS = (0, 1, 3, 8, 12, 15, 22, 31, 47, 300)
SETTINGS = {"completion": "on", "model": {"enabled": True, "offer": True}, "ghostText": {"threshold": 60}}


class Tour:
    def __init__(self, client, folder, world):
        self.client, self.folder, self.world = client, pathlib.Path(folder), world
        self.script = (self.folder / "a.sh").as_uri()
        self.version = 1
        self.announced = {}

    def announces(self, what):
        return get(self.announced, what)

    async def all(self, capabilities):
        self.announced = capabilities
        await self.start(capabilities)
        await self.documents()
        await self.questions()
        await self.actions()
        await self.ghost_text()
        await self.commands()
        await self.own_messages()
        await self.settings()
        await self.policy()
        await self.models()
        await self.errors()
        await self.end()

    async def start(self, capabilities):
        params = {
            "processId": os.getpid(),
            "rootUri": self.folder.as_uri(),
            "workspaceFolders": [{"uri": self.folder.as_uri(), "name": "work"}],
            "capabilities": capabilities,
            "initializationOptions": {"caro": SETTINGS | {"ghostText": {"alternatives": 99}}},
        }
        self.client.capabilities = self.client.typed("initialize", params).capabilities
        self.client.set_configuration(SETTINGS, section="caro")
        await self.client.fails("textDocument/hover", self.at(0, 0), -32002)
        self.server = (await self.client.ask("initialize", params))["capabilities"]
        self.client.tell("initialized", {})
        await self.client.heard("window/logMessage", about=lambda it: "caro-lsp" in it["message"])
        await self.client.heard("window/logMessage", about=lambda it: "alternatives" in it["message"])
        await self.client.fails("initialize", params, -32600)

    def at(self, line, character, uri=None):
        return {"textDocument": {"uri": uri or self.script}, "position": {"line": line, "character": character}}

    def open(self, uri, text, language="shellscript"):
        self.client.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}})

    def change(self, *changes):
        self.version += 1
        document = {"uri": self.script, "version": self.version}
        self.client.tell("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    async def diagnostics(self, uri, since=0):
        """The marks of a document, as the client gets them."""
        if self.announces("textDocument.diagnostic") is not None:
            return (await self.client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}}))["items"]
        came = await self.client.heard("textDocument/publishDiagnostics", since, lambda it: it["uri"] == uri)
        return came["params"]["diagnostics"]

    async def documents(self):
        self.open(self.script, SCRIPT)
        marks = await self.diagnostics(self.script)
        assert any("rm" in it["message"] or it["severity"] == 1 for it in marks), marks
        for name, text in {"b.zsh": "#!/bin/zsh\nrm -rf /\n", "c.txt": "rm -rf /\n", "d.sh": "rm -rf /\r\nls\rrm -rf ~\n", "e.sh": "", "crontab": "0 5 * * 1 rm -rf /\n"}.items():
            uri = (self.folder / name).as_uri()
            self.open(uri, text)
            await self.diagnostics(uri)
            await self.client.ask("textDocument/hover", self.at(0, 1, uri))
            await self.client.ask("caro/status", {"uri": uri})
        if self.announces("textDocument.diagnostic") is not None:
            first = await self.client.ask("textDocument/diagnostic", {"textDocument": {"uri": self.script}, "identifier": "caro"})
            again = {"textDocument": {"uri": self.script}, "previousResultId": first["resultId"]}
            assert (await self.client.ask("textDocument/diagnostic", again))["kind"] == "unchanged"
        since = self.client.now
        end = {"line": 2, "character": 6}
        self.change({"range": {"start": end, "end": end}, "text": "e"}, {"range": {"start": {"line": 4, "character": 6}, "end": {"line": 4, "character": 8}}, "text": ""})
        await self.diagnostics(self.script, since)
        self.change({"text": SCRIPT})
        self.client.tell("textDocument/didSave", {"textDocument": {"uri": self.script}})
        self.client.tell("textDocument/didClose", {"textDocument": {"uri": (self.folder / "e.sh").as_uri()}})
        self.client.tell("textDocument/didChange", {"textDocument": {"uri": "file:///nowhere.sh", "version": 2}, "contentChanges": [{"text": "x"}]})
        await self.client.heard("window/logMessage", about=lambda it: "not open" in it["message"])

    async def questions(self):
        """What is asked at places: each of many."""
        hovers = signatures = lists = 0
        for line in range(SCRIPT.count("\n") + 2):
            for at, column in enumerate(COLUMNS):
                hovers += bool(await self.client.ask("textDocument/hover", self.at(line, column)))
                signatures += bool(await self.client.ask("textDocument/signatureHelp", self.at(line, column)))
                if (at + line) % len(COLUMNS) != 3:
                    # Lists are long, and much alike.
                    continue
                found = await self.client.ask("textDocument/completion", self.at(line, column) | {"context": {"triggerKind": 1}})
                lists += bool(found and found["items"])
                kinds = {(it["kind"], bool(it.get("data"))): it for it in (found or {"items": []})["items"]}
                for item in kinds.values():
                    await self.client.ask("completionItem/resolve", item)
        assert hovers > 20 and signatures > 10 and lists > 5, (hovers, signatures, lists)

    async def actions(self):
        kinds = get(self.server, "codeActionProvider.codeActionKinds") or []
        places = [{"start": {"line": it, "character": 0}, "end": {"line": it, "character": 400}} for it in range(SCRIPT.count("\n"))]
        places.append({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}})
        contexts = [{}, {"triggerKind": 1}, {"triggerKind": 2}, {"only": ["quickfix"]}, {"only": ["source"]}, {"only": [""]}]
        seen, commands = set(), {}
        for place in places:
            for context in contexts + ([{"only": [it]} for it in kinds] if place is places[-1] else []):
                params = {"textDocument": {"uri": self.script}, "range": place, "context": {"diagnostics": []} | context}
                for each in await self.client.ask("textDocument/codeAction", params) or []:
                    key = (each["title"], each.get("kind"))
                    if key in seen:
                        continue
                    seen.add(key)
                    if each.get("command"):
                        commands[each["command"]["command"]] = each["command"]["arguments"]
                    elif "edit" not in each:
                        assert "edit" in await self.client.ask("codeAction/resolve", each), each
        for name, arguments in commands.items():
            assert isinstance(await self.client.run(name, *arguments), str)
        if self.announces("textDocument.codeAction.codeActionLiteralSupport"):
            assert len(seen) > 20 and {"caro.explain", "caro.explainDanger"} <= commands.keys(), (len(seen), commands)

    async def ghost_text(self):
        items = []
        for line in range(SCRIPT.count("\n") + 1):
            for kind in (1, 2):
                found = await self.client.ask("textDocument/inlineCompletion", self.at(line, 0) | {"context": {"triggerKind": kind}})
                items += found["items"]
        assert items
        for item in items:
            self.client.tell("textDocument/didShowCompletion", {"item": item})
            self.client.tell("textDocument/didPartiallyAcceptCompletion", {"item": item, "acceptedLength": 2})
        assert await self.client.run(items[0]["command"]["command"], *items[0]["command"]["arguments"]) is None

    async def commands(self):
        for name in ("caro.status", "caro.pause", "caro.resume", "caro.restartModel"):
            await self.client.run(name)
        since = self.client.now
        await self.client.run("caro.showStatus")
        await self.client.heard("window/showMessage", since)
        await self.client.run("caro.generate", {"prompt": "list files", "alternatives": 2})
        await self.client.run("caro.explain", {"command": "tar xzf a"})
        await self.memory()
        since = self.client.now
        assert await self.client.run("caro.harden", {"uri": self.script})
        if self.announces("workspace.applyEdit"):
            await self.client.heard("workspace/applyEdit", since)
        await self.client.run("caro.harden", {"uri": self.script, "refactoring": "strict-mode"})
        for name in self.server["executeCommandProvider"]["commands"]:
            # Nonsense is refused, and harms nothing.
            await self.client.answer(self.client.send("workspace/executeCommand", {"command": name, "arguments": [{"uri": 3, "name": 4, "id": "x"}]}))

    async def memory(self):
        found = await self.client.ask("caro/generate", {"prompt": "find empty files", "uri": self.script})
        await self.client.run("caro.chosen", {"id": found["id"]})
        told = await self.client.run("caro.history", {"query": "empty", "uri": self.script})
        assert [it["told"].rsplit(", ", 1)[1] for it in told["entries"]] == ["taken"], told
        await self.client.run("caro.chosen", {"id": told["entries"][0]["id"], "uri": self.script, "row": 2})
        assert await self.client.run("caro.prefer", {"offered": "ls -lS", "better": "ls -lhS"})
        assert "h" in (await self.client.run("caro.history"))["habits"][0]["habit"]
        assert await self.client.run("caro.forget", {"entry": told["entries"][0]["entry"]}) == 1
        assert await self.client.run("caro.forget", {"habits": True}) == 1
        assert (await self.client.run("caro.privateSession", {"on": True}))["state"] == "private"
        assert (await self.client.run("caro.privateSession"))["state"] == "on"

    async def own_messages(self):
        status = await self.client.ask("caro/status", {"uri": self.script})
        assert status["document"]["dialect"] == "bash"
        for params in ({"command": "sudo find / -exec rm {} +", "shell": "sh"}, {"uri": self.script}, {"uri": self.script, "range": {"start": {"line": 6, "character": 2}, "end": {"line": 6, "character": 2}}}):
            await self.client.ask("caro/explain", params)
        for wish in ("find empty files", "delete all files in the home folder", "find files", "xyzzy plugh", "show free space", "stop the process on port 80", "compress the folder src", "count lines in every python file and sort them"):
            found = await self.client.ask("caro/generate", {"prompt": wish, "alternatives": 4, "uri": self.script, "position": {"line": 13, "character": 0}, "workDoneToken": f"work {wish}", "partialResultToken": f"part {wish}"})
            if found.get("id"):
                await self.client.ask("caro/generate", {"refine": {"id": found["id"], "words": "only the ones from today"}})

    async def settings(self):
        asks = self.announces("workspace.configuration")
        for ours in ({"completion": "off", "nonsense": 3}, {"diagnostics": {"enabled": False}}, SETTINGS | {"server": {"url": f"{self.world}/v1"}}):
            since = self.client.now
            self.client.set_configuration(ours, section="caro")
            self.client.tell("workspace/didChangeConfiguration", {"settings": {} if asks else {"caro": ours}})
            if asks:
                await self.client.heard("workspace/configuration", since)
            if self.announces("workspace.diagnostics.refreshSupport") and self.announces("textDocument.diagnostic") is not None:
                await self.client.heard("workspace/diagnostic/refresh", since)
            if ours.get("nonsense"):
                await self.client.heard("window/logMessage", since, lambda it: "nonsense" in it["message"])
            elif "diagnostics" in ours and self.announces("textDocument.diagnostic") is None:
                await self.client.heard("textDocument/publishDiagnostics", since, lambda it: it["uri"] == self.script and not it["diagnostics"])
        if self.announces("textDocument.completion.dynamicRegistration"):
            await self.client.heard("client/unregisterCapability")
            await self.client.heard("client/registerCapability", about=lambda it: it["registrations"][0]["method"] == "textDocument/completion")
        while (await self.client.ask("caro/status", {})).get("source") != "server":
            pass
        found = await self.client.ask("caro/generate", {"prompt": servers.WISH, "workDoneToken": "work", "partialResultToken": "part"})
        assert "server" in found["sources"], found
        await self.client.heard("$/progress", about=lambda it: it["token"] == "part" and "pieces" in it["value"])
        found = await self.client.ask("textDocument/inlineCompletion", self.at(18, 0) | {"context": {"triggerKind": 1}})
        assert found["items"], "the server's answer is no ghost text"

    async def policy(self):
        file = self.folder / ".caro.toml"
        for text in ("level = [\n", "[rules]\nCARO0101 = 'loud'\n", ""):
            since = self.client.now
            file.write_text(text)
            self.client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": file.as_uri(), "type": 2}]})
            if text.startswith("level"):
                await self.client.heard("window/showMessage", since)
        file.unlink()

    async def models(self):
        asks = self.announces("window.showMessage") is not None
        self.client.choice = None
        since = self.client.now
        await self.client.run("caro.selectModel")
        if asks:
            await self.client.heard("window/showMessageRequest", since)
        await self.client.fails("workspace/executeCommand", {"command": "caro.downloadModel", "arguments": [{"name": "no such model"}]}, -32803)
        since = self.client.now
        number = self.client.send("workspace/executeCommand", {"command": "caro.downloadModel", "arguments": [{"name": "qwen2.5-coder-0.5b"}]})
        if self.announces("window.workDoneProgress"):
            made = await self.client.heard("window/workDoneProgress/create", since, lambda it: "download" in it["token"])
            token = made["params"]["token"]
            await self.client.heard("$/progress", about=lambda it: it["token"] == token and it["value"].get("percentage", 0) > 2)
            self.client.tell("window/workDoneProgress/cancel", {"token": token})
            _, error = await self.client.answer(number)
            assert error and error["code"] == -32803, error
        else:
            self.client.tell("$/cancelRequest", {"id": number})
            await self.client.answer(number)

    async def errors(self):
        await self.client.fails("textDocument/nonsense", {}, -32601)
        await self.client.fails("workspace/executeCommand", {"command": "rm"}, -32602)
        await self.client.fails("caro/explain", {"uri": "file:///nowhere.sh"}, -32801)
        await self.client.fails("caro/generate", {"refine": {"id": 999999, "words": "x"}}, -32602)
        await self.client.fails("caro/generate", {"prompt": 3}, -32602)
        if self.announces("textDocument.codeAction.resolveSupport"):
            place = {"start": {"line": 4, "character": 0}, "end": {"line": 4, "character": 90}}
            actions = await self.client.ask("textDocument/codeAction", {"textDocument": {"uri": self.script}, "range": place, "context": {"diagnostics": []}})
            self.change({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "#\n"})
            late = next(it for it in actions if "data" in it and "edit" not in it)
            await self.client.fails("codeAction/resolve", late, -32801)
        number = self.client.send("caro/generate", {"prompt": servers.WISH + " now", "partialResultToken": "late"})
        self.client.tell("$/cancelRequest", {"id": number})
        result, error = await self.client.answer(number)
        assert result or error["code"] == -32800
        for broken in (b"Content-Length: 5\r\n\r\nhello", b"Content-Length: 2\r\n\r\n[]"):
            answers = self.client.protocol.answers
            before = sum(it["id"] is None for it in answers)
            await self.raw(broken)
            await self.client.until(lambda _: sum(it["id"] is None for it in answers) > before, kept=answers)

    async def raw(self, data):
        self.client._server.stdin.write(data)
        await self.client._server.stdin.drain()

    async def end(self):
        assert await self.client.ask("shutdown", None) is None
        await self.client.fails("textDocument/hover", self.at(0, 0), -32600)
        self.client.tell("exit", None)
        assert await self.client._server.wait() == 0, "the server ended in error"
