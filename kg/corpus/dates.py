"""Dates of publication: read strictly where someone gives one, looked for at the places where papers print them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from kg.errors import DataError

_GIVEN = re.compile(r"(\d{4})(-?)(\d{2})\2(\d{2})(?:[T ].*)?$")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_]?)(\d{2})\2(\d{2})(?!\d)")
_DAY = r"((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?"
_LABELLED = re.compile(rf"(?:(?:发布|发文|公开|印发|成文)|(?<![\u4e00-\u9fff]))(?:日期|时间)[：:]\s*{_DAY}")
_OWN_LINE = re.compile(rf"[（(]?\s*{_DAY}(?:\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s*[）)]?$")
_PAGE_HEADER = re.compile(rf"{_DAY}(?=.*(?:第?\s*[A-Z]?\d+\s*版|星期[一二三四五六日天]))(?!.*[。！？])")
_NEAR_TOP = 100


def given(value: str | int, where: str) -> str:
    """A date someone gave (20210913, 2021-09-13, with or without a time) as ISO 8601. Raises DataError."""
    found = _GIVEN.match(str(value).strip())
    day = _iso(found.group(1), found.group(3), found.group(4)) if found else None
    if day is None:
        raise DataError(f"{value!r} is not a date", where=where, hint="write it as 2021-09-13 or 20210913")
    return day


def in_file_name(stem: str) -> str | None:
    """The day that a file's name holds, or None."""
    found = _IN_NAME.search(stem)
    return _iso(found.group(1), found.group(3), found.group(4)) if found else None


def near_top(lines: Sequence[str]) -> str | None:
    """The day of publication that a text prints above or right below its title, or None."""
    for number, line in enumerate(lines[:_NEAR_TOP]):
        found = _LABELLED.search(line) if len(line) < 120 else None
        if found is None and number < 10:
            found = _OWN_LINE.match(line) or _PAGE_HEADER.match(line)
        day = _iso(*found.groups()) if found else None
        if day is not None:
            return day
    return None


def is_header(line: str) -> bool:
    """Whether a line holds nothing but the date (and the page and section of the paper)."""
    return bool(_OWN_LINE.match(line) or _PAGE_HEADER.match(line))


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
