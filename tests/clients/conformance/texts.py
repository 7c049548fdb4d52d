"""The documents of a recording as they were at each message, and whether a range lies within them."""

import functools
import re

# What LSP ends a line with.
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
WIDTH = {"utf-8": lambda it: len(it.encode("utf-8", "surrogatepass")), "utf-16": lambda it: 2 if ord(it) > 0xFFFF else 1, "utf-32": lambda _: 1}


class Texts:
    def __init__(self):
        self.open = {}
        self.encoding = "utf-16"

    def hear(self, message):
        """Takes a notification of the client."""
        params = message.get("params") or {}
        document = params.get("textDocument", {})
        match message["method"]:
            case "textDocument/didOpen":
                self.open[document["uri"]] = (document["version"], document["text"])
            case "textDocument/didClose":
                self.open.pop(document["uri"], None)
            case "textDocument/didChange" if document["uri"] in self.open:
                text = self.open[document["uri"]][1]
                for change in params["contentChanges"]:
                    text = self.changed(text, change)
                self.open[document["uri"]] = (document["version"], text)

    def changed(self, text, change):
        if "range" not in change:
            return change["text"]
        lines = split(text)
        start, end = (self.offset(lines, change["range"][it]) for it in ("start", "end"))
        return text[: min(start, end)] + change["text"] + text[max(start, end) :]

    def offset(self, lines, position):
        if position["line"] >= len(lines):
            return sum(map(len, lines))
        before = sum(map(len, lines[: position["line"]]))
        column = 0
        for at, letter in enumerate(lines[position["line"]].rstrip("\r\n")):
            column += WIDTH[self.encoding](letter)
            # Half a letter is the start of the whole.
            if column > position["character"]:
                return before + at
        return before + len(lines[position["line"]].rstrip("\r\n"))

    def complaint(self, uri, place):
        """Why a range is none of an open document; None where it is one, or the document is not known."""
        if uri not in self.open:
            return None
        lines = split(self.open[uri][1])
        for end in ("start", "end"):
            at = place[end]
            if at["line"] >= len(lines):
                return f"line {at['line']} of {len(lines)}"
            if at["character"] not in columns(lines[at["line"]], self.encoding):
                return f"column {at['character']} is none of line {at['line']}"
        order = [(place[it]["line"], place[it]["character"]) for it in ("start", "end")]
        return "it runs backwards" if order[0] > order[1] else None


@functools.cache
def columns(line, encoding):
    """Where a position may be in a line: between letters."""
    found, column = {0}, 0
    for letter in line.rstrip("\r\n"):
        column += WIDTH[encoding](letter)
        found.add(column)
    return found


@functools.lru_cache(maxsize=64)
def split(text):
    lines = LINE.findall(text)
    # The pattern also finds the empty end; behind a line's end it is a line of its own.
    if len(lines) > 1 and not lines[-2].endswith(("\n", "\r")):
        lines.pop()
    return lines
