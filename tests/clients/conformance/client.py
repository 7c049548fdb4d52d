"""The client of a session: pytest-lsp's, with answers to all that Caro asks, and what came kept as it came."""

import asyncio
import copy
import json
import logging
import pathlib
import sys

from lsprotocol import types
from pytest_lsp import LanguageClient, checks
from pytest_lsp import client as pytest_client
from pytest_lsp.protocol import LanguageClientProtocol

TAP = pathlib.Path(__file__).resolve().parent.parent / "tap.py"
PATIENCE = 60


async def unheard(server):
    """What the server writes to its error output, it also says in the log."""
    while await server.stderr.readline():
        pass


pytest_client.forward_stderr = unheard
# Errors are answers here, and the session looks at each.
logging.disable(logging.CRITICAL)


class Protocol(LanguageClientProtocol):
    """Keeps each message as it came, before it becomes an object."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.came, self.answers = [], []
        self.news = asyncio.Event()

    def structure_message(self, data):
        # Each object inside a message comes by, too; and pygls changes a message in its place.
        if "jsonrpc" in data:
            kept = copy.deepcopy(data)
            if "method" in kept:
                self.came.append(kept)
            else:
                self.answers.append(kept)
            self.news.set()
        return super().structure_message(data)


class Client(LanguageClient):
    """Asks in JSON and answers in JSON."""

    def __init__(self):
        super().__init__(protocol_cls=Protocol)
        features = dict(pytest_client.DEFAULT_CLIENT_FEATURES)
        features[types.PROGRESS] = lambda *_: None
        features[types.WORKSPACE_APPLY_EDIT] = lambda *_: types.ApplyWorkspaceEditResult(applied=True)
        features[types.CLIENT_REGISTER_CAPABILITY] = lambda *_: None
        features[types.CLIENT_UNREGISTER_CAPABILITY] = lambda *_: None
        features[types.WINDOW_SHOW_MESSAGE] = lambda *_: None
        features[types.WINDOW_SHOW_MESSAGE_REQUEST] = lambda *given: self.choose(given[-1])
        features["caro/status"] = lambda *_: None
        pytest_client.register_lsp_features(self, features)
        self.choice = None
        self.next, self.futures = 0, {}

    def choose(self, params):
        """The user's choice; none unless the session says which."""
        return next((it for it in params.actions or [] if self.choice and self.choice in it.title), None)

    async def launch(self, recording, server, environment, folder):
        await self.start_io(sys.executable, str(TAP), str(recording), str(server), env=environment, cwd=folder)

    def typed(self, method, params):
        if method not in types.METHOD_TO_TYPES or params is None:
            return params
        message = {"jsonrpc": "2.0", "id": 0, "method": method, "params": params}
        return self.protocol._converter.structure(message, types.METHOD_TO_TYPES[method][0]).params

    def send(self, method, params):
        """Sends a request; gives its number."""
        self.next += 1
        number = f"{method} {self.next}"
        self.futures[number] = self.protocol.send_request(method, self.typed(method, params), msg_id=number)
        return number

    async def answer(self, number):
        came = await self.until(lambda it: it["id"] == number, kept=self.protocol.answers)
        if "result" in came:
            # What pytest-lsp itself thinks of it becomes a warning.
            found = await asyncio.wrap_future(self.futures[number])
            checks.check_result_against_client_capabilities(self.capabilities, number.split()[0], found)
        return came.get("result"), came.get("error")

    async def ask(self, method, params):
        """The result of a request that must succeed."""
        result, error = await self.answer(self.send(method, params))
        if error:
            raise AssertionError(f"{method} {json.dumps(params)[:200]}: {error}")
        return result

    async def fails(self, method, params, code):
        """A request that must fail in this way."""
        result, error = await self.answer(self.send(method, params))
        assert error and error["code"] == code, f"{method} {params}: {code} was expected: {error or result}"

    async def run(self, command, *arguments):
        return await self.ask("workspace/executeCommand", {"command": command, "arguments": list(arguments)})

    def tell(self, method, params):
        self.protocol.notify(method, self.typed(method, params))

    async def until(self, wanted, since=0, kept=None):
        """The first message from `since` on that is wanted; of answers, the last."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for each in reversed(kept) if kept is not None else self.protocol.came[since:]:
                    if wanted(each):
                        return each
                self.protocol.news.clear()
                await self.protocol.news.wait()

    async def heard(self, method, since=0, about=lambda _: True):
        """Waits for a call of the server."""
        return await self.until(lambda it: it["method"] == method and about(it.get("params")), since)

    @property
    def now(self):
        return len(self.protocol.came)
