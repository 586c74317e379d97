"""What stands in a cell → the value that the graph keeps: dates, numbers, figures with units, credit codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from kg.errors import DataError
from kg.text import narrow

_DAY = re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:[ T][\d:.]+Z?)?|(\d{4})(\d\d)(\d\d)")
_MONTH = re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})月?|(\d{4})(\d\d)")
_YEAR = re.compile(r"(\d{4})年?")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_FIGURE = re.compile(r"(?P<number>[+-]?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>\D*)")
_MAGNITUDES = frozenset("十 百 千 万 十万 百万 千万 亿 十亿 百亿 千亿 万亿".split())
_CURRENCY = re.compile(r"元(?=人民币|美元|欧元|日元|英镑|港元|港币|韩元)")


def day(text: str) -> str:
    """2010/3/5, 2010.3.5, 2010年3月5日, 20100305, also with a time → 2010-03-05. Raises DataError without a place."""
    match = _DAY.fullmatch(narrow(text))
    try:
        year, month, number = (int(part) for part in match.groups() if part) if match else (0, 0, 0)
        return date(year, month, number).isoformat()
    except ValueError as error:
        raise DataError(f"{text!r} is no date", hint="write yyyy-mm-dd") from error


def month(text: str) -> str:
    """2010/3, 2010年3月, 201003 → 2010-03. Raises DataError without a place."""
    match = _MONTH.fullmatch(narrow(text))
    year, number = (part for part in match.groups() if part) if match else ("", "0")
    if not 1 <= int(number) <= 12:
        raise DataError(f"{text!r} is no gYearMonth", hint="write yyyy-mm")
    return f"{year}-{int(number):02}"


def period(text: str) -> str:
    """A day, month or year in any of these spellings, or two with / between, as ISO 8601.

    Raises DataError without a place.
    """
    for read in (day, month, _year):
        try:
            return read(text)
        except DataError:
            continue
    ends = text.split("/")
    if len(ends) == 2 and all(ends):
        return "/".join(period(end) for end in ends)
    raise DataError(f"{text!r} is no period", hint="write 2021, 2021-07, 2021-07-31 or 2021-01/2021-07")


def _year(text: str) -> str:
    match = _YEAR.fullmatch(narrow(text))
    if not match:
        raise DataError(f"{text!r} is no year")
    return match[1]


def decimal(text: str) -> str:
    """A number; thousands may be set off by commas, which are dropped. Raises DataError without a place."""
    number = narrow(text).replace(",", "")
    if not _NUMBER.fullmatch(number):
        raise DataError(f"{text!r} is no decimal", hint="write digits with an optional decimal point")
    return number


def integer(text: str) -> str:
    """A whole number; thousands may be set off by commas. Raises DataError without a place."""
    number = narrow(text).replace(",", "")
    if not re.fullmatch(r"[+-]?\d+", number):
        raise DataError(f"{text!r} is no integer", hint="write digits")
    return number


def figure(text: str, unit: str | None) -> tuple[str, str]:
    """Number and unit of a cell such as 1,200.5 or 500万元人民币.

    unit: that of a cell without its own, or of one with a bare 万 or 亿; None when every cell has to have its own.
    Raises DataError without a place.
    """
    match = _FIGURE.fullmatch(narrow(text))
    if not match:
        raise DataError(f"{text!r} is no number", hint="give digits with an optional decimal point")
    own = _unit(match["unit"])
    if own in _MAGNITUDES and unit:
        own = unit if unit.startswith(own) else own + unit
    if not own and unit is None:
        raise DataError(f"{text!r} has no unit", hint="add it, or unit to the mapping")
    return match["number"], own or unit or ""


def _unit(text: str) -> str:
    """万元人民币 and 万人民币 are 万元; 万元美元 is 万美元."""
    plain = _CURRENCY.sub("", "".join(text.split()))
    return re.sub(r"人民币元?", "元", plain)


def credit_code(text: str) -> str:
    """A unified social credit code whose check character is right. Raises DataError without a place."""
    from stdnum.cn import uscc
    from stdnum.exceptions import ValidationError

    try:
        return str(uscc.validate(narrow(text).upper()))
    except ValidationError as error:
        raise DataError(
            f"{text!r} is no unified social credit code", hint="18 characters, the last of which checks the others"
        ) from error


READ: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"date": day, "gYearMonth": month, "decimal": decimal, "integer": integer}
)
"""Datatype of an attribute → how its values are read; other datatypes take the cell as it is."""
CHECKS: Mapping[str, Callable[[str], str]] = MappingProxyType({"creditCode": credit_code})
"""What a mapping can name as `check`."""
