"""Checks our own messages against `docs/protocol.md`: what the page does not show is not sent, and what it shows is."""

import json
import pathlib
import re

import meta_model
from lsprotocol import types

ROOT = pathlib.Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs/protocol.md"
CALLS = {"caro/status"}
REQUESTS = {"caro/status", "caro/explain", "caro/generate"}
COMMANDS = {"caro.status": "caro/status", "caro.generate": "caro/generate"}
# Words of the page behind a field that is not always there.
NOT_ALWAYS = re.compile(r"absent|only with|while |when |where |of a whole script")
# Fields that hold what another part of the page shows.
LIKE = {"findings": ("caro/explain", "findings"), "explanation": ("caro/explain", "parts"), "parts": ("caro/explain", "parts")}
# Fields that can be null: those of an answer that is none.
NULLABLE = {"command", "risk", "confidence", "source", "dialect", "terminal"}
PLACES = {"range", "place"}
ANY = {"settings", "action"}


def answers(method, params):
    """Which of our messages a request's answer is; None for those of LSP."""
    if method == "workspace/executeCommand":
        return COMMANDS.get(params.get("command"))
    return method if method in REQUESTS else None


def sample(method):
    """The page's example of a result, and its fields that are not always there."""
    section = PAGE.read_text(encoding="utf-8").split(f"### `{method}`")[1].split("\n### ")[0]
    block = section.split("```jsonc")[1].split("```")[0]
    lines = re.split(r"// result.*\n", block)[1].splitlines()
    optional = set()
    for line in lines:
        code, _, comment = line.partition(" // ")
        if NOT_ALWAYS.search(comment):
            optional |= set(re.findall(r'"(\w+)":', code)[:1])
    lists = re.findall(r"in the same form: ([\w, ]+)", block)
    text = "\n".join(re.sub(r"\s+//.*$", "", line) for line in lines)
    return json.loads(text), optional, [it for each in lists for it in each.split(", ")]


SAMPLES = {it: sample(it) for it in REQUESTS}
STATE = ["state", "message", "percent", "source", "place", "action"]


def check(method, value, is_call=None):
    shape, optional, _ = SAMPLES[method]
    is_state = method == "caro/status" and isinstance(value, dict) and "name" not in value
    if is_state:
        shape = {it: shape[it] for it in STATE}
    return compare(value, shape, optional, "result", method)


def compare(value, shape, optional, path, method):
    if isinstance(shape, dict):
        return fields(value, shape, optional, path, method)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [(path, "is no array")]
        return [bad for at, each in enumerate(value) for it in shape[:1] for bad in compare(each, it, optional, f"{path}[{at}]", method)]
    if isinstance(shape, bool) or isinstance(value, bool):
        return [] if isinstance(shape, bool) and isinstance(value, bool) else [(path, f"{value!r} is not like {shape!r}")]
    same = isinstance(value, (int, float)) if isinstance(shape, (int, float)) else isinstance(value, type(shape))
    return [] if same else [(path, f"{meta_model.shown(value)} is not like {shape!r}")]


def fields(value, shape, optional, path, method):
    if not isinstance(value, dict):
        return [(path, "is no object")]
    shape = dict(shape)
    if {"reads", "sections"} <= shape.keys():
        shape |= {it: shape["reads"] for it in SAMPLES[method][2]}
    found = [(f"{path}.{key}", "docs/protocol.md has no such field") for key in value if key not in shape]
    for key, like in shape.items():
        if key not in value:
            if key not in optional and not is_nothing(value, key):
                found.append((f"{path}.{key}", "docs/protocol.md says that it is there"))
        elif not (value[key] is None and key in NULLABLE) and key not in ANY:
            found += field(key, value[key], like, optional, f"{path}.{key}", method)
    return found


def field(key, value, like, optional, path, method):
    if key == "places" or key in PLACES and not isinstance(like, str):
        each = value if key == "places" else [value]
        return [bad for it in each for bad in meta_model.check(it, types.Range, path)]
    if key == "alternatives":
        shape = {name: it for name, it in SAMPLES[method][0].items() if name not in ("prompt", "alternatives", "question", "without")}
        return compare(value, [shape], optional, path, method)
    if key == "choices":
        return [bad for it in value for bad in ([] if it.keys() <= {"label", "id", "words"} else [(path, f"{it.keys()}")])]
    if key in LIKE:
        other, name = LIKE[key]
        return compare(value, SAMPLES[other][0][name], SAMPLES[other][1], path, other)
    return compare(value, like, optional, path, method)


def is_nothing(value, key):
    """An answer without a command has no number to refine it by."""
    return key == "id" and value.get("command", "") is None
