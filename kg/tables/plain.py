"""Cells of workbooks, Parquet and JSON files → the text that a CSV file would have for them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal

import orjson

# What a workbook shows where a formula failed.
_ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))


def text(value: object) -> str:
    """One cell as text in one line: dates as yyyy-mm-dd, 3.0 as 3, no exponents, true and false, lists joined by 、.

    >>> text(91440300.0), text(datetime(2020, 5, 1)), text(0.1 + 0.2), text(None)
    ('91440300', '2020-05-01', '0.3', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Decimal):
        return _shortened(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "、".join(filter(None, map(text, value)))
    if isinstance(value, dict):
        return orjson.dumps(value, default=text).decode()
    plain = " ".join(str(value).split())
    return "" if plain in _ERRORS else plain


def _number(value: float) -> str:
    """15 significant digits, as many as a workbook shows; nothing for what is no number."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    return _shortened(Decimal(int(value)) if value.is_integer() else Decimal(f"{value:.15g}"))


def _shortened(value: Decimal) -> str:
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def as_csv(rows: Iterable[tuple[int, Sequence[str]]]) -> str:
    """Rows with their 1-based numbers → CSV text in which row n is line n; rows that are left out are empty lines."""
    out = io.StringIO()
    writer, line = csv.writer(out, lineterminator="\n"), 1
    for number, cells in rows:
        out.write("\n" * (number - line))
        writer.writerow(cells)
        line = number + 1
    return out.getvalue()
