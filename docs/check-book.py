#!/usr/bin/env python3
"""Follows every link of the book: the file and the anchor that it names must be there. `make book` calls it."""
import html.parser
import pathlib
import sys
import urllib.parse

book = pathlib.Path(sys.argv[1]).resolve()


class Page(html.parser.HTMLParser):
    """The links of a page, and the names that others can link to."""

    def __init__(self, text):
        super().__init__()
        self.links, self.names = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id" or (tag == "a" and name == "name"):
                self.names.add(value)
            if (tag, name) in (("a", "href"), ("img", "src"), ("link", "href"), ("script", "src")) and value:
                self.links.add(value)


# print.html holds all pages together, and their links lead to it from nowhere.
pages = {path: Page(path.read_text()) for path in book.rglob("*.html") if path.name not in ("print.html", "toc.html")}
dead, followed = [], 0
for path, page in pages.items():
    for link in sorted(page.links):
        parts = urllib.parse.urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        followed += 1
        target = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
        # A page of its own for what is not found stands at the root, wherever it is shown.
        if path.name == "404.html" and not target.exists():
            target = (book / urllib.parse.unquote(parts.path).lstrip("/")).resolve()
        anchor = urllib.parse.unquote(parts.fragment)
        if not target.exists():
            dead.append(f"{path.relative_to(book)}: {link}: no such file")
        elif anchor and target in pages and anchor not in pages[target].names:
            dead.append(f"{path.relative_to(book)}: {link}: no such anchor")
print("\n".join(dead))
print(f"{len(pages)} pages, {followed} links followed, {len(dead)} dead")
sys.exit(bool(dead) or followed < 500)
