"""Markdown and HTML: what is text in them, and what the markup says about headings and paragraphs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import inscriptis

from kg.corpus.lines import LINE_BREAK
from kg.corpus.noise import site_title
from kg.corpus.source import NOTHING
from kg.errors import DataError

_MARKER = re.compile(r"^[ \t]*(?:(?:[-*_=][ \t]*){3,}(?=\r?$)|(?:#{1,6}[ \t]+|[-*+][ \t]+|>[ \t]?)+)", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*(?=\r?$)", re.MULTILINE)
_RULE = re.compile(r"[-:| \t]+")
_INLINE = re.compile(r"\*\*|__|`|!?\[(?=[^\]\n]*\]\()|(?<=\])\([^()\s]*(?:\s+\"[^\"\n]*\")?\)|\](?=\()")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def markdown_shadow(text: str) -> tuple[str, frozenset[int], bool]:
    """Markdown with its markers blanked out (same length), the lines that begin a paragraph, and if it has a title."""
    fresh: set[int] = set()
    lines = LINE_BREAK.split(text)
    for number, line in enumerate(lines, start=1):
        if _HEADING.match(line):
            fresh |= {number, number + 1}
        elif _MARKER.match(line) or _ROW.match(line):
            fresh.add(number)
    first = next((line for line in lines if line.strip()), "")
    blank = _MARKER.sub(lambda match: " " * len(match.group()), text)
    blank = _ROW.sub(_cells, blank)
    blank = _INLINE.sub(lambda match: NOTHING * len(match.group()), blank)
    return blank, frozenset(fresh), _HEADING.match(first) is not None


def html_text(html: str, where: str) -> tuple[str, bool]:
    """The text of an HTML page, its title as the first line if it has one, and whether it has one.

    Raises DataError when no text is left.
    """
    body = str(inscriptis.get_text(_DECLARATION.sub("", html))).strip()
    if not body:
        raise DataError("no text in this page", where=where, hint="give a page whose text is in the HTML itself")
    finder = _TitleFinder()
    finder.feed(html)
    title = finder.title()
    if not title:
        return body, False
    lines = body.split("\n")
    again = next((i for i, line in enumerate(lines) if line.strip() == title), None)
    return ("\n".join(lines[again:]) if again is not None else f"{title}\n{body}"), True


def _cells(row: re.Match[str]) -> str:
    """A table's row with its cells set apart by tabs; the rule under the head is nothing."""
    return " " * len(row.group()) if _RULE.fullmatch(row.group()) else row.group().replace("|", "\t")


class _TitleFinder(HTMLParser):
    """Collects the text of <title> and of the first <h1>."""

    def __init__(self) -> None:
        super().__init__()
        self._open: str | None = None
        self._found: dict[str, str] = {}

    def title(self) -> str:
        """The first heading; without one, the page's title up to the site's name."""
        heading, page = (" ".join(self._found.get(tag, "").split()) for tag in ("h1", "title"))
        return heading or site_title(page) or page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("title", "h1") and tag not in self._found:
            self._open, self._found[tag] = tag, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._found[self._open] += data
