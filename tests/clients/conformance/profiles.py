"""The clients that a session pretends to be: what each announces in `initialize`."""

import enum
import importlib.resources
import json
import typing

import attrs
import meta_model
from lsprotocol import types

# What our own clients announce, beside LSP.
OURS = {"caro": {"status": True, "showsPages": True, "picksModels": False, "lacksCompletion": True}}


def everything():
    """A client that can do all that the meta-model knows."""
    found = most(types.ClientCapabilities)
    found["general"]["positionEncodings"] = ["utf-16", "utf-8", "utf-32"]
    found["textDocument"]["completion"]["completionItem"]["resolveSupport"]["properties"] = ["documentation"]
    found["textDocument"]["codeAction"]["resolveSupport"]["properties"] = ["edit"]
    for each in (found["textDocument"]["hover"], found["textDocument"]["signatureHelp"]["signatureInformation"]):
        each["contentFormat" if "contentFormat" in each else "documentationFormat"] = ["markdown", "plaintext"]
    return found | {"experimental": OURS}


def most(kind):
    """The richest value of a type of capabilities."""
    if typing.get_origin(kind) is typing.Union:
        return most([it for it in typing.get_args(kind) if it is not type(None)][0])
    if isinstance(typing.get_origin(kind), type) and issubclass(typing.get_origin(kind), typing.Sequence):
        item = typing.get_args(kind)[0]
        item = typing.get_args(item)[0] if typing.get_origin(item) is typing.Union else item
        return [it.value for it in item] if isinstance(item, type) and issubclass(item, enum.Enum) else []
    if attrs.has(kind):
        return {name: most(hint) for name, (hint, _) in meta_model.properties(kind)[0].items() if name != "experimental"}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return next(iter(kind)).value
    return {bool: True, str: "", int: 5000}.get(kind, {})


def recorded(name):
    """What a real editor sent once, as the package `pytest-lsp` keeps it."""
    return json.loads((importlib.resources.files("pytest_lsp") / f"clients/{name}.json").read_text())["capabilities"]


# LSP4IJ as of 0.19: what bears on Caro.
LSP4IJ = {
    "workspace": {
        "applyEdit": True,
        "configuration": True,
        "workspaceFolders": True,
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "delete", "rename"]},
        "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "diagnostics": {"refreshSupport": True},
    },
    "textDocument": {
        "publishDiagnostics": {"dataSupport": True, "codeDescriptionSupport": True, "relatedInformation": True},
        "codeAction": {
            "dynamicRegistration": True,
            "dataSupport": True,
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}},
            "resolveSupport": {"properties": ["edit"]},
        },
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "signatureHelp": {"signatureInformation": {"parameterInformation": {"labelOffsetSupport": True}}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "inlineCompletion": {"dynamicRegistration": True},
        "synchronization": {"willSave": True, "willSaveWaitUntil": True, "didSave": True},
    },
    "window": {"showDocument": {"support": True}, "workDoneProgress": True, "showMessage": {}},
}
# A client of the least words, that can still be told of dangers in UTF-8.
TERSE = {
    "general": {"positionEncodings": ["utf-8"]},
    "textDocument": {
        "publishDiagnostics": {},
        "hover": {},
        "signatureHelp": {},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
        "completion": {},
    },
}

PROFILES = {
    "everything": everything,
    "bare": dict,
    "terse": lambda: TERSE,
    "vscode-1.65": lambda: recorded("visual_studio_code_v1.65.2"),
    "neovim-0.11": lambda: recorded("neovim_v0.11.0"),
    "emacs-29": lambda: recorded("emacs_v29.1"),
    "lsp4ij": lambda: LSP4IJ,
}
