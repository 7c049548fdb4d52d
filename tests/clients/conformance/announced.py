"""What a client announced, and what a server may therefore send it: the part of LSP that no types say."""

import edits
from edits import get

# Requests and notifications of a server that need a word of the client first.
NEEDS = {
    "workspace/configuration": "workspace.configuration",
    "workspace/applyEdit": "workspace.applyEdit",
    "workspace/workspaceFolders": "workspace.workspaceFolders",
    "workspace/diagnostic/refresh": "workspace.diagnostics.refreshSupport",
    "workspace/inlayHint/refresh": "workspace.inlayHint.refreshSupport",
    "workspace/semanticTokens/refresh": "workspace.semanticTokens.refreshSupport",
    "workspace/codeLens/refresh": "workspace.codeLens.refreshSupport",
    "window/workDoneProgress/create": "window.workDoneProgress",
    "window/showDocument": "window.showDocument.support",
    "caro/status": "experimental.caro.status",
}
# Where a client says that something can be registered later.
DYNAMIC = {
    "workspace/didChangeConfiguration": "workspace.didChangeConfiguration",
    "workspace/didChangeWatchedFiles": "workspace.didChangeWatchedFiles",
    "textDocument/completion": "textDocument.completion",
}
# What `initialize` answers for what can also be registered.
PROVIDERS = {"textDocument/completion": "completionProvider"}
PLAIN = ["plaintext"]


def call(judge, method, params):
    """The complaints about something that the server sent by itself."""
    need = NEEDS.get(method)
    if need and not get(judge.client, need):
        yield "", f"the client does not announce {need}"
    if method == "client/registerCapability":
        yield from registration(judge, params)
    elif method == "client/unregisterCapability":
        yield from unregistration(judge, params)
    elif method == "textDocument/publishDiagnostics":
        if get(judge.client, "textDocument.diagnostic") is not None:
            yield "", "the client asks for diagnostics itself"
        told = get(judge.client, "textDocument.publishDiagnostics") or {}
        known = judge.texts.open.get(params["uri"])
        is_same = known is not None and params.get("version", known[0]) == known[0]
        for at, each in enumerate(params["diagnostics"]):
            yield from edits.diagnostic(judge, told, params["uri"], each, f"params.diagnostics[{at}]", is_same)
    elif method == "window/showMessageRequest" and "only once" in params["message"]:
        # Whoever gives the command to choose may be asked; unasked only a client that shows questions.
        if get(judge.client, "window.showMessage") is None:
            yield "", "the client does not announce window.showMessage"
    elif method == "workspace/applyEdit":
        yield from edits.workspace_edit(judge, params["edit"], "params.edit", True)
    elif method == "$/progress":
        yield from progress(judge, params)


def registration(judge, params):
    if not judge.told:
        yield "", "before initialized"
    for at, each in enumerate(params["registrations"]):
        path = f"params.registrations[{at}]"
        where = DYNAMIC.get(each["method"])
        if not where or not get(judge.client, f"{where}.dynamicRegistration"):
            yield path, f"the client takes no registration of {each['method']}"
        if get(judge.server, PROVIDERS.get(each["method"], "-")):
            yield path, "is announced by initialize already"
        if each["id"] in judge.registered or each["method"] in judge.registered.values():
            yield path, "is registered already"
        judge.registered[each["id"]] = each["method"]


def unregistration(judge, params):
    for each in params["unregisterations"]:
        if judge.registered.pop(each["id"], None) != each["method"]:
            yield "params.unregisterations", f"{each['id']} is not registered"


def progress(judge, params):
    token, value = params["token"], params["value"]
    if token not in judge.tokens | judge.created:
        yield "params.token", f"{token!r} comes from nobody"
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind is None:
        return
    last = judge.work.get(token)
    if kind == "begin" and (last is not None or token in judge.answered):
        yield "params.value", "begins twice"
    if kind != "begin" and last is None:
        yield "params.value", f"{kind} without a begin"
    if kind == "end":
        judge.work.pop(token, None)
        judge.answered.add(token)
        return
    percent = value.get("percentage", last)
    if isinstance(percent, int) and not 0 <= percent <= 100:
        yield "params.value.percentage", f"{percent} is no part of 100"
    if kind == "report" and isinstance(last, int) and isinstance(percent, int) and percent < last:
        yield "params.value.percentage", f"falls from {last} to {percent}"
    judge.work[token] = percent if isinstance(percent, int) else -1


def result(judge, method, params, found, is_same):
    """The complaints about an answer of the right type."""
    if method == "initialize":
        yield from initialize(judge, found)
    elif method == "textDocument/hover" and found:
        yield from markup(judge, found["contents"], "textDocument.hover.contentFormat", "result.contents")
        yield from edits.place(judge, params["textDocument"]["uri"], found.get("range"), "result.range", is_same)
    elif method == "textDocument/signatureHelp" and found:
        yield from signature(judge, found)
    elif method == "textDocument/codeAction" and found:
        for at, each in enumerate(found):
            yield from action(judge, params, each, f"result[{at}]", is_same)
    elif method == "codeAction/resolve" and found:
        yield from action(judge, None, found, "result", is_same)
    elif method == "textDocument/completion" and found:
        items = found["items"] if isinstance(found, dict) else found
        for at, each in enumerate(items):
            yield from completion(judge, params["textDocument"]["uri"], each, f"result.items[{at}]", is_same)
    elif method == "completionItem/resolve" and found:
        yield from completion(judge, None, found, "result", is_same)
        for key in params.keys() - found.keys():
            yield f"result.{key}", "was lost"
    elif method == "textDocument/inlineCompletion" and found:
        for at, each in enumerate(found["items"] if isinstance(found, dict) else found):
            yield from inline(judge, params, each, f"result.items[{at}]", is_same)
    elif method == "textDocument/diagnostic" and found:
        yield from pulled(judge, params, found, is_same)


def initialize(judge, found):
    offers = found["capabilities"]
    encodings = get(judge.client, "general.positionEncodings") or ["utf-16"]
    if offers.get("positionEncoding", "utf-16") not in encodings:
        yield "result.capabilities.positionEncoding", "the client does not know it"
    literals = get(judge.client, "textDocument.codeAction.codeActionLiteralSupport")
    if isinstance(offers.get("codeActionProvider"), dict) and not literals:
        yield "result.capabilities.codeActionProvider", "options, without codeActionLiteralSupport"


def markup(judge, content, where, path):
    """Without a word of the client text is plain."""
    kinds = get(judge.client, where) or PLAIN
    kind = content.get("kind") if isinstance(content, dict) else "plaintext" if isinstance(content, str) else None
    if kind not in kinds:
        yield path, f"{kind}, but the client announces {kinds} as {where}"


def signature(judge, found):
    told = "textDocument.signatureHelp.signatureInformation"
    for at, each in enumerate(found["signatures"]):
        path = f"result.signatures[{at}]"
        parts = each.get("parameters", [])
        for text in [each, *parts]:
            if "documentation" in text:
                yield from markup(judge, text["documentation"], f"{told}.documentationFormat", path)
        if "activeParameter" in each and not get(judge.client, f"{told}.activeParameterSupport"):
            yield f"{path}.activeParameter", "the client does not announce activeParameterSupport"
        for number, part in enumerate(parts):
            label = part["label"]
            if isinstance(label, list):
                if not get(judge.client, f"{told}.parameterInformation.labelOffsetSupport"):
                    yield f"{path}.parameters[{number}].label", "the client does not announce labelOffsetSupport"
                # Offsets count UTF-16, whatever was negotiated.
                if not 0 <= label[0] <= label[1] <= len(each["label"].encode("utf-16-le")) // 2:
                    yield f"{path}.parameters[{number}].label", "lies outside"
            elif label not in each["label"]:
                yield f"{path}.parameters[{number}].label", "is no part of the signature's label"
        for active in (each.get("activeParameter", 0), found.get("activeParameter", 0)):
            if active is None and not get(judge.client, f"{told}.noActiveParameterSupport"):
                yield f"{path}.activeParameter", "null, without noActiveParameterSupport"
            if parts and isinstance(active, int) and active >= len(parts):
                yield f"{path}.activeParameter", "there is no such parameter"
    if not 0 <= (found.get("activeSignature") or 0) < max(1, len(found["signatures"])):
        yield "result.activeSignature", "there is no such signature"


def action(judge, asked, found, path, is_same):
    told = get(judge.client, "textDocument.codeAction") or {}
    command = found if isinstance(found.get("command"), str) else found.get("command")
    if command:
        yield from edits.command(judge, command, f"{path}.command")
    if command is found:
        return
    if "codeActionLiteralSupport" not in told:
        yield path, "a literal, without codeActionLiteralSupport"
    for key, need in {"isPreferred": "isPreferredSupport", "disabled": "disabledSupport", "data": "dataSupport"}.items():
        if key in found and not told.get(need):
            yield f"{path}.{key}", f"the client does not announce {need}"
    only = get(asked, "context.only")
    if only and not any(it == "" or f"{found.get('kind', '')}.".startswith(f"{it}.") for it in only):
        yield f"{path}.kind", f"{found.get('kind')} was not asked for: {only}"
    offered = get(judge.server, "codeActionProvider.codeActionKinds")
    if offered is not None and found.get("kind") not in offered:
        yield f"{path}.kind", f"{found.get('kind')} is not announced"
    later = "edit" in (get(told, "resolveSupport.properties") or []) and "data" in found
    if asked and "edit" not in found and not found.get("command") and not later:
        yield path, "neither edit nor command, and the client cannot resolve it"
    if "edit" in found:
        yield from edits.workspace_edit(judge, found["edit"], f"{path}.edit", is_same)
    uri = get(asked, "textDocument.uri")
    for at, each in enumerate(found.get("diagnostics", [])):
        from_pull = get(judge.client, "textDocument.diagnostic")
        seen = from_pull if from_pull is not None else get(judge.client, "textDocument.publishDiagnostics") or {}
        yield from edits.diagnostic(judge, seen, uri, each, f"{path}.diagnostics[{at}]", is_same and uri)


def completion(judge, uri, found, path, is_same):
    told = get(judge.client, "textDocument.completion") or {}
    item = told.get("completionItem") or {}
    needs = {"labelDetails": "labelDetailsSupport", "preselect": "preselectSupport", "deprecated": "deprecatedSupport", "tags": "tagSupport", "commitCharacters": "commitCharactersSupport", "insertTextMode": "insertTextModeSupport"}
    for key, need in needs.items():
        if key in found and not item.get(need):
            yield f"{path}.{key}", f"the client does not announce {need}"
    if found.get("insertTextFormat") == 2 and not item.get("snippetSupport"):
        yield path, "a snippet, without snippetSupport"
    kinds = get(told, "completionItemKind.valueSet") or range(1, 19)
    if "kind" in found and found["kind"] not in kinds:
        yield f"{path}.kind", f"the client does not know {found['kind']}"
    if "documentation" in found:
        yield from markup(judge, found["documentation"], "textDocument.completion.completionItem.documentationFormat", f"{path}.documentation")
    change = found.get("textEdit") or {}
    if "insert" in change and not item.get("insertReplaceSupport"):
        yield f"{path}.textEdit", "insert and replace, without insertReplaceSupport"
    if uri:
        for key in ("range", "insert", "replace"):
            yield from edits.place(judge, uri, change.get(key), f"{path}.textEdit.{key}", is_same, one_line=True)


def inline(judge, params, found, path, is_same):
    place = found.get("range")
    yield from edits.place(judge, params["textDocument"]["uri"], place, f"{path}.range", is_same, one_line=True)
    if not isinstance(found["insertText"], str):
        yield f"{path}.insertText", "no plain text, though docs/protocol.md says so"
    if "command" in found:
        yield from edits.command(judge, found["command"], f"{path}.command")


def pulled(judge, params, found, is_same):
    if found["kind"] == "unchanged" and found["resultId"] != params.get("previousResultId"):
        yield "result.resultId", "unchanged since something that the client does not have"
    told = get(judge.client, "textDocument.diagnostic") or {}
    for at, each in enumerate(found.get("items", [])):
        yield from edits.diagnostic(judge, told, params["textDocument"]["uri"], each, f"result.items[{at}]", is_same)
