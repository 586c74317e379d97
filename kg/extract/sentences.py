"""Sentences and clauses of a repaired article, as spans of its characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_ENDS = "。！？；\n"
_OPEN = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’", "「": "」"}
# A text without an end in sight is cut: what follows costs the square of a sentence's length.
_LONGEST = 600
_CLOSERS = "”’」』》）)"


@dataclass(frozen=True, slots=True)
class Sentence:
    """text == clean[start:end]. clauses: spans between commas and colons. paragraph: 0 is the headline, if there is one."""

    index: int
    paragraph: int
    start: int
    end: int
    text: str
    clauses: tuple[tuple[int, int], ...]

    def clause_of(self, position: int) -> tuple[int, int]:
        """The clause that holds a character position."""
        return next((c for c in self.clauses if c[0] <= position < c[1]), (self.start, self.end))


def split(clean: str) -> list[Sentence]:
    """The sentences in order; a closing quotation mark belongs to the sentence it ends."""
    out: list[Sentence] = []
    start = paragraph = 0
    position = 0
    while position < len(clean):
        endless = position - start >= _LONGEST
        if clean[position] not in _ENDS and not endless:
            position += 1
            continue
        end = position + 1
        while end < len(clean) and clean[end] in _CLOSERS:
            end += 1
        _append(out, clean, start, end, paragraph)
        paragraph += clean[position] == "\n"
        start = position = end
    _append(out, clean, start, len(clean), paragraph)
    return out


def _append(out: list[Sentence], clean: str, start: int, end: int, paragraph: int) -> None:
    while start < end and clean[start].isspace():
        start += 1
    while start < end and clean[end - 1].isspace():
        end -= 1
    if start < end:
        text = clean[start:end]
        out.append(Sentence(len(out), paragraph, start, end, text, tuple(_clauses(text, start))))


def _clauses(text: str, offset: int) -> Iterator[tuple[int, int]]:
    start = 0
    stack: list[str] = []
    for position, character in enumerate(text):
        if stack and character == stack[-1]:
            stack.pop()
        elif character in _OPEN:
            stack.append(_OPEN[character])
        elif character in "，,：:" and not stack and position > start:
            yield offset + start, offset + position
            start = position + 1
    if start < len(text):
        yield offset + start, offset + len(text)
