"""What a reader hands on: a raw text, its shadow, and what the file says of it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.text import narrow

NOTHING = "\x1f"
"""Stands in a shadow for a character that is no part of the text, not even a space."""

_UNSEEN = (*range(0x09), *range(0x0E, 0x20), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
_INVISIBLE = dict.fromkeys(_UNSEEN, NOTHING)


def shadow(text: str) -> str:
    """The text narrowed, with NOTHING for each character that nobody sees; same length."""
    return narrow(text).translate(_INVISIBLE)


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it was read. text: untouched. shadow: the text's shadow (see above), with markup blanked out too.

    name: the path as given. id: the item's own, or None for `stem#n`. fresh: lines (1-based) where markup begins a
    paragraph. titled: the first line is the title. whole: one article, whatever it looks like.
    """

    text: str
    shadow: str
    name: str
    stem: str
    id: str | None = None
    published: str | None = None
    fresh: frozenset[int] = frozenset()
    titled: bool = False
    whole: bool = False
