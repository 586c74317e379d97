"""Numbers as Chinese texts write them: 1,200, 874.726, 三百二十, 5万, 两."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]{1,9})"


def value(text: str) -> float | None:
    """The number that a string writes; None when it is none. 万 and 亿 belong to the unit.

    >>> value("1,200.5"), value("三百二十")
    (1200.5, 320.0)
    """
    plain = text.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    total = digit = 0
    if text and text[0] in "百千":
        return None
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return float("".join(str(_DIGITS[c]) for c in text)) if len(text) == 1 else None
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (digit or 1) * _UNITS[character]
            digit = 0
    return float(total + digit)
