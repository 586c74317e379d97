"""Characters: what counts as the same name, and where a line and column lie."""

from __future__ import annotations

import unicodedata

_QUOTES = dict.fromkeys(map(ord, "“”\"‘’'「」『』《》〈〉"), None)


def name_key(text: str) -> str:
    """The form in which two spellings of one name are equal.

    NFKC, lower case, without white space, quotation marks or title brackets (GUIDE.md, "Scoring").
    """
    return "".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split()).lower()


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column of a character offset (line ends: \\n)."""
    before = text.count("\n", 0, offset)
    return before + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def narrow(text: str) -> str:
    """Full-width digits, Latin letters, ％ and ＋－．： between them made half-width; same length."""
    return text.translate(_NARROW)


_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_NARROW |= {ord("％"): ord("%"), ord("．"): ord("."), ord("＋"): ord("+"), ord("\u3000"): ord(" ")}
