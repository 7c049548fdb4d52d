"""Proves that the judge sees what is wrong: a good recording is spoilt in many ways, and each must be noticed."""

import copy

import judge
import meta_model
import own

# What the meta-model leaves open, and what docs/protocol.md does.
OPEN = {"data", "arguments", "experimental", "registerOptions", "settings", "action", "changes", "changeAnnotations", "choices"}
# Spoilt in depth: so many messages of each method.
EACH = 12


def report(lines):
    missed, tried = [], 0
    # What the good recording has already proves nothing.
    known = {why(it) for it in judge.Judge().read(lines)}
    for name, spoilt in [*in_values(lines), *in_conversation(lines, known)]:
        tried += 1
        if not spoilt:
            missed.append(name)
    for name in missed[:20]:
        print(f"  not noticed: {name}")
    print(f"{'FAILED' if missed or tried < 500 else 'ok'}: mutations: {tried} ways to spoil a message, {len(missed)} not noticed")
    return not missed and tried >= 500


def in_values(lines):
    """A property too many, and values of another type, everywhere in what the server sent."""
    asked, counted = {}, {}
    for line in lines:
        message = line.get("message")
        if not isinstance(message, dict):
            continue
        if line["from"] == "client" and "method" in message and "id" in message:
            asked[message["id"]] = (message["method"], message.get("params") or {})
        if line["from"] != "server" or "error" in message or message.get("id", 0) is None:
            continue
        if "method" in message:
            method, part, check = message["method"], "params", call_check(message["method"])
        else:
            method, params = asked.get(message["id"], (None, None))
            part, check = "result", answer_check(method, params) if method else None
        counted[method] = counted.get(method, 0) + 1
        if check and counted[method] <= EACH and message.get(part) is not None:
            yield from spoilt_values(f"{method} {counted[method]}", message[part], check)


def call_check(method):
    if method in own.CALLS:
        return lambda value: own.check(method, value)
    kind = meta_model.params_type(method) if method in meta_model.METHODS else None
    return (lambda value: meta_model.check(value, kind, "")) if kind else None


def answer_check(method, params):
    mine = own.answers(method, params)
    if mine:
        return lambda value: own.check(mine, value)
    if method in (None, "workspace/executeCommand") or method not in meta_model.METHODS:
        return None
    return lambda value: meta_model.check(value, meta_model.result_type(method), "")


def spoilt_values(name, value, check):
    for path in paths(value, ()):
        if name.startswith("$/progress") and path != ("token",):
            continue
        for spoilt in other_values(at(value, path)):
            changed = replaced(value, path, spoilt)
            yield f"{name} {path}: {meta_model.shown(spoilt)}", check(changed)


def other_values(value):
    if isinstance(value, dict):
        return [value | {"noSuchProperty": 1}, 3]
    if isinstance(value, list):
        return ["a text"]
    return [{"noSuchProperty": 1}]


def paths(value, path):
    if path and path[-1] in OPEN:
        return
    yield path
    keys = value.keys() if isinstance(value, dict) else range(min(len(value), 4)) if isinstance(value, list) else ()
    for key in keys:
        yield from paths(value[key], (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def replaced(value, path, new):
    if not path:
        return new
    changed = copy.copy(value)
    changed[path[0]] = replaced(value[path[0]], path[1:], new)
    return changed


def in_conversation(lines, known):
    """What no type says: order, numbers, announcements, places."""
    for name, spoil in CONVERSATION.items():
        spoilt = spoil([copy.deepcopy(it) if it["from"] == "server" or isinstance(it.get("message"), dict) and it["message"].get("method") == "initialize" else it for it in lines])
        yield name, {why(it) for it in judge.Judge().read(spoilt)} - known


def why(violation):
    return violation.method, violation.path, violation.why


def first(lines, wanted):
    return next(at for at, line in enumerate(lines) if isinstance(line.get("message"), dict) and wanted(line["from"], line["message"]))


def server_call(method, about=lambda _: True):
    return lambda sender, it: sender == "server" and it.get("method") == method and about(it["params"])


def answer_with(about):
    return lambda sender, it: sender == "server" and isinstance(it.get("result"), (dict, list)) and about(it["result"])


def changed(wanted, change):
    """Changes the first message that is wanted."""

    def spoil(lines):
        place = first(lines, wanted)
        change(lines[place]["message"])
        return lines

    return spoil


def client_without(*path):
    """The same session of a client that did not announce something."""

    def spoil(lines):
        place = first(lines, lambda _, it: it.get("method") == "initialize")
        told = at(lines[place]["message"]["params"]["capabilities"], path[:-1])
        del told[path[-1]]
        return lines

    return spoil


def both(one, other):
    return lambda lines: other(one(lines))


def dropped(wanted):
    def spoil(lines):
        del lines[first(lines, wanted)]
        return lines

    return spoil


def doubled(wanted):
    def spoil(lines):
        place = first(lines, wanted)
        return lines[: place + 1] + [copy.deepcopy(lines[place])] + lines[place + 1 :]

    return spoil


def moved_to_front(wanted):
    def spoil(lines):
        return [lines.pop(first(lines, wanted)), *lines]

    return spoil


def is_hover(result):
    return isinstance(result, dict) and "contents" in result and "range" in result


def has_edit(result):
    return isinstance(result, dict) and "documentChanges" in result.get("edit", {})


def edits_of(message):
    return message["result"]["edit"]["documentChanges"][0]["edits"]


def is_report(kind):
    return lambda it: isinstance(it["value"], dict) and it["value"].get("kind") == kind


PROGRESS = "$/progress"
CONVERSATION = {
    "an answer is missing": dropped(answer_with(is_hover)),
    "an answer comes twice": doubled(answer_with(is_hover)),
    "an answer nobody asked for": changed(answer_with(is_hover), lambda it: it.update(id="nobody")),
    "result and error": changed(answer_with(is_hover), lambda it: it.update(error={"code": -32603, "message": "x"})),
    "no jsonrpc": changed(answer_with(is_hover), lambda it: it.pop("jsonrpc")),
    "an error of no known code": changed(lambda sender, it: sender == "server" and "error" in it, lambda it: it["error"].update(code=-1)),
    "an error without words": changed(lambda sender, it: sender == "server" and "error" in it, lambda it: it["error"].pop("message")),
    "a number is used twice": changed(server_call("window/workDoneProgress/create"), lambda it: it.update(id=0)),
    "an unknown method": changed(server_call("window/logMessage"), lambda it: it.update(method="caro/secret")),
    "before initialize is answered": moved_to_front(server_call("client/registerCapability")),
    "a range outside the text": changed(answer_with(is_hover), lambda it: it["result"]["range"]["end"].update(line=9999)),
    "a range that runs backwards": changed(answer_with(is_hover), lambda it: it["result"]["range"]["start"].update(line=15)),
    "half a letter": changed(answer_with(lambda it: is_hover(it) and it["range"]["start"]["line"] == 4), lambda it: it["result"]["range"]["start"].update(character=7)),
    "changes that overlap": changed(answer_with(has_edit), lambda it: edits_of(it).append(edits_of(it)[0] | {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 12, "character": 0}}})),
    "an annotation of nobody": changed(answer_with(has_edit), lambda it: edits_of(it)[0].update(annotationId="nobody")),
    "a command that is not announced": changed(answer_with(lambda it: isinstance(it, dict) and it.get("items") and "command" in it["items"][0]), lambda it: it["result"]["items"][0]["command"].update(command="rm")),
    "progress without a begin": dropped(server_call(PROGRESS, is_report("begin"))),
    "progress without an end": dropped(server_call(PROGRESS, is_report("end"))),
    "progress of nobody": changed(server_call(PROGRESS), lambda it: it["params"].update(token="nobody")),
    "more than 100 percent": changed(server_call(PROGRESS, is_report("report")), lambda it: it["params"]["value"].update(percentage=101)),
    "registered twice": doubled(server_call("client/registerCapability")),
    "unregistered twice": doubled(server_call("client/unregisterCapability")),
    "unchanged since something else": changed(answer_with(lambda it: isinstance(it, dict) and it.get("kind") == "unchanged"), lambda it: it["result"].update(resultId="else")),
    "an encoding the client does not know": changed(answer_with(lambda it: isinstance(it, dict) and "capabilities" in it), lambda it: it["result"]["capabilities"].update(positionEncoding="utf-7")),
    "never asks": client_without("workspace", "configuration"),
    "applies no edits": client_without("workspace", "applyEdit"),
    "shows no progress": client_without("window", "workDoneProgress"),
    "an offer to a client that shows none": both(
        client_without("window", "showMessage"),
        changed(server_call("window/showMessageRequest"), lambda it: it["params"].update(message="This is asked only once.")),
    ),
    "no snippets": client_without("textDocument", "completion", "completionItem", "snippetSupport"),
    "no details of labels": client_without("textDocument", "completion", "completionItem", "labelDetailsSupport"),
    "no Markdown in hovers": client_without("textDocument", "hover", "contentFormat"),
    "no Markdown in signatures": client_without("textDocument", "signatureHelp", "signatureInformation", "documentationFormat"),
    "no offsets in labels": client_without("textDocument", "signatureHelp", "signatureInformation", "parameterInformation", "labelOffsetSupport"),
    "no literal actions": client_without("textDocument", "codeAction", "codeActionLiteralSupport"),
    "no data in actions": client_without("textDocument", "codeAction", "dataSupport"),
    "no preferred actions": client_without("textDocument", "codeAction", "isPreferredSupport"),
    "no annotations": client_without("workspace", "workspaceEdit", "changeAnnotationSupport"),
    "no versions of edits": client_without("workspace", "workspaceEdit", "documentChanges"),
    "no registrations": client_without("workspace", "didChangeConfiguration", "dynamicRegistration"),
    "no refresh": client_without("workspace", "diagnostics", "refreshSupport"),
    "no words of Caro": client_without("experimental"),
}
