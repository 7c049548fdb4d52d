"""Changes, places, diagnostics and commands inside messages: whether they fit the text and the client."""


def get(value, path):
    """The value at a dotted path; None where there is none."""
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def place(judge, uri, found, path, is_same, one_line=False):
    if found is None:
        return
    why = judge.texts.complaint(uri, found) if is_same else None
    if why:
        yield path, why
    if one_line and found["start"]["line"] != found["end"]["line"]:
        yield path, "more than one line"


def diagnostic(judge, told, uri, found, path, is_same):
    """`told` is what the client said where it takes diagnostics."""
    needs = {"relatedInformation": "relatedInformation", "tags": "tagSupport", "codeDescription": "codeDescriptionSupport", "data": "dataSupport"}
    for key, need in needs.items():
        if key in found and not told.get(need) and not get(judge.client, f"textDocument.publishDiagnostics.{need}"):
            yield f"{path}.{key}", f"the client does not announce {need}"
    if not isinstance(found["message"], str) and not told.get("markupMessageSupport"):
        yield f"{path}.message", "markup, without markupMessageSupport"
    yield from place(judge, uri, found["range"], f"{path}.range", is_same)
    for at, each in enumerate(found.get("relatedInformation", [])):
        other = each["location"]
        yield from place(judge, other["uri"], other["range"], f"{path}.relatedInformation[{at}]", is_same)


def command(judge, found, path):
    offered = get(judge.server, "executeCommandProvider.commands") or []
    if found["command"] not in offered:
        yield path, f"{found['command']} is not announced"


def workspace_edit(judge, found, path, is_same):
    told = get(judge.client, "workspace.workspaceEdit") or {}
    if "documentChanges" in found and not told.get("documentChanges"):
        yield f"{path}.documentChanges", "the client does not announce documentChanges"
    if "changeAnnotations" in found and not told.get("changeAnnotationSupport"):
        yield f"{path}.changeAnnotations", "the client does not announce changeAnnotationSupport"
    used = set()
    for uri, changes in found.get("changes", {}).items():
        yield from text_edits(judge, uri, changes, f"{path}.changes", is_same)
    for at, each in enumerate(found.get("documentChanges", [])):
        here = f"{path}.documentChanges[{at}]"
        if "kind" in each:
            if each["kind"] not in (told.get("resourceOperations") or []):
                yield here, f"the client does not announce {each['kind']}"
            continue
        document = each["textDocument"]
        known = judge.texts.open.get(document["uri"])
        is_current = is_same and known is not None and document["version"] in (None, known[0])
        yield from text_edits(judge, document["uri"], each["edits"], f"{here}.edits", is_current)
        if any("snippet" in it for it in each["edits"]) and not told.get("snippetEditSupport"):
            yield here, "a snippet, without snippetEditSupport"
        used |= {it["annotationId"] for it in each["edits"] if "annotationId" in it}
    for name in used ^ set(found.get("changeAnnotations", {})):
        yield f"{path}.changeAnnotations", f"{name!r} is not on both sides"


def text_edits(judge, uri, changes, path, is_same):
    last = (0, 0)
    spans = sorted((ends(it["range"]) for it in changes))
    for start, end in spans:
        if start < last:
            yield path, f"changes overlap at {start}"
        last = max(last, end)
    for at, each in enumerate(changes):
        yield from place(judge, uri, each["range"], f"{path}[{at}].range", is_same)


def ends(found):
    return tuple((found[it]["line"], found[it]["character"]) for it in ("start", "end"))
