"""Judges a recording: what the server sent against the meta-model, the order LSP wants, and what the client announced."""

import dataclasses

import announced
import meta_model
import own
import texts
from lsprotocol import types

# What a server may send before it has answered `initialize`.
EARLY = {"window/showMessage", "window/logMessage", "telemetry/event", "window/showMessageRequest"}
# Requests that may take minutes.
LONG = {"workspace/executeCommand", "caro/generate"}
# The errors that LSP and JSON-RPC name.
ERRORS = {it.value for it in types.ErrorCodes} | {it.value for it in types.LSPErrorCodes}


@dataclasses.dataclass
class Violation:
    line: int
    method: str
    path: str
    why: str

    def __str__(self):
        return f"message {self.line}: {self.method} {self.path}: {self.why}"


class Judge:
    """Goes through a recording once; `violations` are the server's, `of_client` the client's own."""

    def __init__(self):
        self.violations, self.of_client = [], []
        self.line = 0
        self.seen = set()
        self.texts = texts.Texts()
        self.client, self.server = {}, {}
        self.asked, self.asking, self.numbers = {}, {}, set()
        self.answered = set()
        self.registered = {}
        self.created, self.tokens, self.work = set(), set(), {}
        self.initialized = self.told = self.stopping = False
        self.unread = self.count = 0
        self.excused = set()

    def read(self, lines):
        # Whoever was killed, or still runs, owes no answer.
        self.was_cut = not lines or lines[-1]["from"] != "end" or lines[-1]["status"] < 0
        for self.line, line in enumerate(lines, 1):
            match line["from"]:
                case "server" if "broken" in line:
                    # What a killed server began to say.
                    if self.was_cut and self.line >= len(lines) - 1:
                        continue
                    self.bad("?", "", f"is no message: {line['broken'][:60]!r}")
                case "client" if "broken" in line:
                    self.unread += 1
                case "server":
                    self.from_server(line["message"])
                case "client":
                    self.from_client(line["message"])
        return self.finish()

    def bad(self, method, path, why):
        self.violations.append(Violation(self.line, method, path, why))

    def all_bad(self, method, found):
        for path, why in found:
            self.bad(method, path, why)

    # What the client says.

    def from_client(self, message):
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            self.unread += 1
            return
        method = message.get("method")
        if method is None:
            self.client_answers(message)
            return
        self.client_fault(method, message)
        params = message.get("params") or {}
        if "id" in message:
            before = dict(self.texts.open)
            self.asked[message["id"]] = (method, params, before, self.line)
        if method == "initialize" and not self.initialized:
            self.client = params.get("capabilities") or {}
        elif method == "initialized":
            self.told = True
        elif method == "shutdown":
            # A client that ends at once, or in the middle of a long command, does not wait for what it asked.
            late = {number for number, (name, *_, line) in self.asked.items() if line > self.line - 12 or name in LONG}
            self.excused = late - {message["id"]}
        elif method.startswith("textDocument/did") and "id" not in message:
            self.texts.hear(message)
        self.tokens |= {params[it] for it in ("workDoneToken", "partialResultToken") if it in params}

    def client_fault(self, method, message):
        if method in meta_model.METHODS:
            wanted = meta_model.params_type(method)
            found = meta_model.check(message.get("params"), wanted, "params") if wanted else []
            self.of_client += [Violation(self.line, method, path, why) for path, why in found]

    def client_answers(self, message):
        asked = self.asking.pop(message.get("id"), None)
        if asked is None:
            return
        method, params = asked
        if method == "window/workDoneProgress/create" and "error" not in message:
            self.created.add(params["token"])
        if method in meta_model.METHODS and "error" not in message:
            found = meta_model.check(message.get("result"), meta_model.result_type(method), "result")
            self.of_client += [Violation(self.line, method, path, why) for path, why in found]

    # What the server says.

    def from_server(self, message):
        self.count += 1
        if not isinstance(message, dict):
            return self.bad("?", "", "is no object")
        if message.get("jsonrpc") != "2.0":
            self.bad("?", "jsonrpc", "is not 2.0")
        for key in message.keys() - {"jsonrpc", "id", "method", "params", "result", "error"}:
            self.bad(message.get("method", "?"), key, "no message has such a property")
        if "method" in message:
            self.server_calls(message)
        else:
            self.server_answers(message)

    def server_calls(self, message):
        method, params = message["method"], message.get("params")
        for key in message.keys() & {"result", "error"}:
            self.bad(method, key, "does not belong into a call")
        if not self.initialized and method not in EARLY:
            self.bad(method, "", "before the answer to initialize")
        if self.stopping and "id" in message:
            self.bad(method, "", "a request after shutdown was answered")
        before = len(self.violations)
        self.model(method, params, "id" in message)
        if "id" in message:
            if message["id"] in self.numbers:
                self.bad(method, "id", "was used before")
            self.numbers.add(message["id"])
            self.asking[message["id"]] = (method, params)
        self.seen.add(method)
        # What is no message of its kind cannot be looked into.
        if len(self.violations) == before:
            self.all_bad(method, announced.call(self, method, params or {}))

    def model(self, method, params, is_request):
        if method in own.CALLS:
            return self.all_bad(method, own.check(method, params))
        if method not in meta_model.METHODS:
            return self.bad(method, "", "LSP has no such method")
        if types.message_direction(method) == "clientToServer":
            self.bad(method, "", "only clients send this")
        kind = meta_model.METHODS[method][0]
        if is_request != ("id" in meta_model.properties(kind)[0]):
            self.bad(method, "id", "a request without a number, or a notification with one")
        wanted = meta_model.params_type(method)
        if wanted:
            self.all_bad(method, meta_model.check(params, wanted, "params"))

    def server_answers(self, message):
        number = message.get("id")
        if "id" not in message:
            return self.bad("?", "id", "an answer without a number")
        if ("result" in message) == ("error" in message):
            self.bad("?", "", "an answer has either a result or an error")
        if number is None:
            # Only what was no message is answered so.
            self.unread -= 1
            if self.unread < 0 or "error" not in message:
                self.bad("?", "id", "null, though each message could be read")
            return self.error("?", message.get("error", {}))
        if number not in self.asked:
            return self.bad("?", "id", f"nobody asked {number!r}, or it was answered before")
        method, params, before, line = self.asked.pop(number)
        self.seen.add(method)
        if "error" in message:
            return self.error(method, message["error"])
        if method == "initialize":
            self.initialized, self.server = True, (message["result"] or {}).get("capabilities", {})
            told = self.server.get("positionEncoding")
            self.texts.encoding = told if told in texts.WIDTH else "utf-16"
        elif method == "shutdown":
            self.stopping = True
        self.result(method, params, message["result"], before)

    def result(self, method, params, result, before):
        known = len(self.violations)
        if own.answers(method, params):
            self.all_bad(method, own.check(own.answers(method, params), result))
        elif method in meta_model.METHODS:
            self.all_bad(method, meta_model.check(result, meta_model.result_type(method), "result"))
        # An edit on its way makes it unknown which text was meant.
        is_same = before == self.texts.open
        if len(self.violations) == known:
            self.all_bad(method, announced.result(self, method, params, result, is_same))

    def error(self, method, error):
        self.all_bad(method, meta_model.check(error, types.ResponseError, "error"))
        if isinstance(error, dict) and error.get("code") not in ERRORS:
            self.bad(method, "error.code", f"{error.get('code')} is no code of LSP")

    def finish(self):
        if self.was_cut:
            return self.violations
        for number, (method, _, _, line) in self.asked.items():
            if number not in self.excused:
                self.line = line
                self.bad(method, "", "was never answered")
        for token in self.work if not self.asked.keys() & self.excused else ():
            self.bad("$/progress", str(token), "never ended")
        if self.unread > 0:
            self.bad("?", "", f"{self.unread} messages that nobody can read were not answered")
        return self.violations
