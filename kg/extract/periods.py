"""When a figure holds: 今年1-7月, 上半年, 截至6月30日, 2020年, resolved against the document's date where it is known."""

from __future__ import annotations

import calendar
import re

from kg.extract.article import Article
from kg.extract.sentences import Sentence

_YEAR = r"(?P<year>(?:19|20)\d\d)年(?:度)?"
_RELATIVE = r"(?P<relative>今年|去年|前年|明年|年初以来|今年以来|年内)"
_PATTERNS = (
    re.compile(rf"(?:截至|截止)(?:到)?(?:{_YEAR})?(?:{_RELATIVE})?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日"),
    re.compile(rf"(?:{_YEAR}|{_RELATIVE})?[，,]?(?P<from>\d{{1,2}})\s?(?:月份?)?[-－—~至到]+(?P<to>\d{{1,2}})月"),
    re.compile(
        rf"(?:{_YEAR}|{_RELATIVE})?[，,]?(?P<half>上半年|下半年|[一二三四]季度|前三季度|前(?P<first>[一二三四五六七八九十\d]{{1,2}})个?月)"
    ),
    re.compile(rf"(?:截至|截止)(?:到)?(?:{_YEAR}|{_RELATIVE})(?P<yearend>年?底|年?末)"),
    re.compile(rf"{_YEAR}(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?"),
    re.compile(rf"(?:{_YEAR}|{_RELATIVE})"),
)
_HALVES = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "前三季度": (1, 9),
}
_NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九十", start=1)}


def of_sentence(article: Article, sentence: Sentence) -> str | None:
    """The period that a sentence states, ISO 8601; None when it states none or its year is unknown."""
    for pattern in _PATTERNS:
        match = pattern.search(sentence.text)
        if match:
            return _resolve(match.groupdict(), article.reference_year)
    return None


def _resolve(parts: dict[str, str | None], reference: int | None) -> str | None:
    stated = parts.get("year")
    year = int(stated) if stated else None
    relative = parts.get("relative")
    if year is None and reference is not None:
        year = reference + {"去年": -1, "前年": -2, "明年": 1}.get(relative or "", 0)
    if year is None:
        return None
    if parts.get("half"):
        return _interval(year, parts)
    if parts.get("from") and parts.get("to"):
        first, last = int(parts["from"] or 0), int(parts["to"] or 0)
        return f"{year}-{first:02d}/{year}-{last:02d}" if 1 <= first <= last <= 12 else None
    if parts.get("yearend"):
        return f"{year}-12-31"
    if parts.get("month"):
        month, day = int(parts["month"] or 0), int(parts.get("day") or 0)
        if not 1 <= month <= 12 or day > calendar.monthrange(year, month)[1]:
            return None
        return f"{year}-{month:02d}-{day:02d}" if day else f"{year}-{month:02d}"
    return str(year)


def _interval(year: int, parts: dict[str, str | None]) -> str | None:
    if parts.get("first"):
        text = parts["first"] or ""
        months = int(text) if text.isdigit() else _NUMERALS.get(text, 0)
        return f"{year}-01/{year}-{months:02d}" if 1 <= months <= 12 else None
    first, last = _HALVES[parts["half"] or ""]
    return f"{year}-{first:02d}/{year}-{last:02d}"
