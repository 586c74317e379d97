"""Stretches of raw text → clean text with a way back: for each clean character the raw offset it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.corpus.lines import LINE_BREAK
from kg.corpus.source import NOTHING

_GAP = re.compile(r"\s+")
_WIDE = "\u2010"

Stretch = tuple[int, int]


class Composer:
    """Collects clean text and offsets. shadow: the raw text, character for character, with markup blanked out."""

    def __init__(self, shadow: str) -> None:
        self._shadow = shadow
        self._pieces: list[str] = []
        self._offsets: list[int] = []

    def paragraph(self, stretches: Iterable[Stretch], *, headline: bool = False) -> None:
        """Append one paragraph, unwrapped, and the line break behind it.

        In a headline a space between two words of Chinese is a comma and stays; elsewhere it is page noise.
        """
        end = -1
        for start, stop in stretches:
            if end >= 0:
                self._gap(end, start, between=(-1, -1), headline=False)
            self._stretch(start, stop, headline)
            end = stop
        if end >= 0:
            self._put("\n", self._line_break(end))

    def result(self) -> tuple[str, tuple[int, ...]]:
        """The clean text (no line break at its end) and its offsets."""
        text = "".join(self._pieces)
        length = len(text.rstrip("\n"))
        return text[:length], tuple(self._offsets[:length])

    def _stretch(self, start: int, end: int, headline: bool) -> None:
        gaps = [match.span() for match in _GAP.finditer(self._shadow, start, end)]
        position = start
        for index, (left, right) in enumerate(gaps):
            self._copy(position, left)
            following = gaps[index + 1][0] if index + 1 < len(gaps) else end
            self._gap(left, right, between=(left - position, following - right), headline=headline)
            position = right
        self._copy(position, end)

    def _copy(self, start: int, end: int) -> None:
        self._pieces.append(self._shadow[start:end])
        self._offsets.extend(range(start, end))

    def _put(self, character: str, offset: int) -> None:
        self._pieces.append(character)
        self._offsets.append(offset)

    def _gap(self, left: int, right: int, *, between: tuple[int, int], headline: bool) -> None:
        before, after = self._shadow[left - 1], self._shadow[right]
        blank = self._shadow[left:right]
        if not blank.strip(NOTHING):
            keep = False
        elif LINE_BREAK.search(blank):
            keep = _is_latin(before) and _is_latin(after)
        elif before >= _WIDE or after >= _WIDE:
            keep = "\t" in blank or (headline and min(between) > 1)
        else:
            keep = True
        if keep:
            self._put(" ", left)

    def _line_break(self, end: int) -> int:
        found = _GAP.match(self._shadow, end)
        line_break = LINE_BREAK.search(found.group()) if found else None
        return end + line_break.start() if line_break else end - 1


def _is_latin(character: str) -> bool:
    return character < _WIDE and (character.isalpha() or character in ",.;:!?)(&")
