"""A text as lines: where each lies, how wide it is set, how many blank lines and how much indent precede it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

LINE_BREAK = re.compile(r"\r\n|[\r\n\f\x0b\u2028\u2029]")
_LINE = re.compile(r"[^\r\n\f\x0b\u2028\u2029]*")
_LONGEST_END = 8
_CLOSED = re.compile(r"[。！？!?…][”’」』）)》\"]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something. start, end: its stretch of the text without white space around it.

    number: 1-based, blank lines counted. gap: blank lines right above. indent and width: in full-width characters.
    fresh: the markup says that a paragraph begins here.
    """

    text: str
    start: int
    end: int
    number: int
    gap: int
    indent: float
    width: float
    fresh: bool = False

    @property
    def closed(self) -> bool:
        """Whether a sentence ends with the line."""
        return _CLOSED.search(self.text[-_LONGEST_END:]) is not None

    def part(self, start: int, end: int) -> Line:
        """The line with only its characters [start, end) (counted within the line), white space trimmed.

        Its width stays that of the whole line: it tells how the column is set.
        """
        piece = self.text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        piece = piece.strip()
        return replace(self, text=piece, start=self.start + left, end=self.start + left + len(piece))


def split_lines(text: str, fresh: Collection[int] = ()) -> list[Line]:
    """The lines of a text that are not blank. fresh: numbers of lines where markup begins a paragraph."""
    lines: list[Line] = []
    position, number, gap = 0, 0, 0
    while position < len(text):
        number += 1
        end = _LINE.match(text, position).end()  # type: ignore[union-attr]
        raw = text[position:end]
        stripped = raw.strip()
        if stripped:
            lead = len(raw) - len(raw.lstrip())
            start = position + lead
            lines.append(
                Line(
                    stripped,
                    start,
                    start + len(stripped),
                    number,
                    gap,
                    set_width(raw[:lead]),
                    set_width(stripped),
                    number in fresh,
                )
            )
        gap = 0 if stripped else gap + 1
        found = LINE_BREAK.match(text, end)
        position = found.end() if found else len(text)
    return lines


def set_width(text: str) -> float:
    """How wide a stretch is set, in full-width characters: ASCII takes half, punctuation is squeezed a little."""
    present = set(text)
    halves = sum(map(text.count, _ASCII & present))
    return len(text) - 0.5 * halves - 0.3 * sum(map(text.count, _SQUEEZED & present))


_ASCII = frozenset(map(chr, range(0x20, 0x7F)))
_SQUEEZED = frozenset("，。、；：！？“”‘’（）《》【】")
