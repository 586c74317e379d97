"""Tables on their way from the process that reads them: JSON in which dates stay dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

import orjson

from kg.tables.sheets import Sheet

_READ: Mapping[str, Callable[[str], object]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}


def packed(sheet: Sheet) -> bytes:
    """The table as JSON."""
    option = orjson.OPT_PASSTHROUGH_DATETIME
    return orjson.dumps({"header": sheet.header, "rows": sheet.rows}, default=_as_object, option=option)


def unpacked(content: bytes) -> Sheet:
    """The table of such JSON."""
    found = orjson.loads(content)
    return Sheet(found["header"], [(number, [_as_value(cell) for cell in row]) for number, row in found["rows"]])


def _as_object(value: Any) -> dict[str, str]:
    return {type(value).__name__: value.isoformat()}


def _as_value(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    ((kind, value),) = cell.items()
    return _READ[kind](value)
