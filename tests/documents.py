"""The project's own documentation, taken apart: code blocks, inline code, links."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = tuple(
    sorted([*ROOT.glob("README*.md"), *(ROOT / f"{name}.md" for name in ("ARCHITECTURE", "CONTRIBUTING", "CHANGELOG"))])
    + sorted((ROOT / "docs").glob("*.md"))
)
_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\((?P<target>[^)#\s]+)[^)]*\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced code block. language: what stands behind the fence, may be empty."""

    page: Path
    language: str
    body: str


def blocks(page: Path, language: str) -> list[str]:
    """The bodies of the page's code blocks in this language, indentation taken away."""
    return [block.body for block in all_blocks(page) if block.language == language]


def all_blocks(page: Path) -> list[Block]:
    """Every fenced code block of a page."""
    found = _FENCE.finditer(page.read_text(encoding="utf-8"))
    return [Block(page, match["language"], textwrap.dedent(match["body"])) for match in found]


def spans(page: Path) -> list[str]:
    """The inline code of a page, outside its code blocks."""
    return _INLINE.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))


def links(page: Path) -> list[str]:
    """The targets of a page's links and pictures that are no web addresses."""
    targets = (match["target"] for match in _LINK.finditer(_FENCE.sub("", page.read_text(encoding="utf-8"))))
    return [target for target in targets if "://" not in target]


def command_lines(page: Path) -> list[list[str]]:
    """The words of every command in the page's `sh` blocks and of every inline `kg …` or `make …`."""
    lines = [line for body in blocks(page, "sh") for line in _commands(body)]
    inline = (shlex.split(span) for span in spans(page) if re.match(r"(kg|make) [a-z-]", span))
    return [*lines, *inline]


def _commands(script: str) -> Iterator[list[str]]:
    """The commands of a script; one may go over several lines inside quotes."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        try:
            words = shlex.split(pending, comments=True)
        except ValueError:
            continue
        pending = ""
        while words and re.fullmatch(r"[A-Z_]+=\S*", words[0]):
            words.pop(0)
        if words:
            yield words
    assert not pending, f"an open quotation: {pending}"
