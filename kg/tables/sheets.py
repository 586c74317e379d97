"""Tables that are given back with columns added: read with their values as they are, written so that nothing in them runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from kg.errors import DataError
from kg.tables.bad_rows import BadRows
from kg.tables.formats import decoded, records
from kg.tables.limits import Limits, check_bytes, check_cells, check_rows
from kg.tables.plain import text

XLSX, CSV, TSV = ".xlsx", ".csv", ".tsv"
_DELIMITERS = {CSV: ",", TSV: "\t"}
_STARTS, _BLANKS = frozenset("=+-@＝＋－＠"), frozenset("\t\r\n")
_NUMBER = re.compile(r"[+-]?[\d,]*\d(?:\.\d+)?(?:[eE][+-]?\d+)?%?", re.ASCII)
_MAX_GAP = 1000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Value = str | int | float | bool | datetime | date | time | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. header: names of the columns; rows: with their number in the file, each as long as the header."""

    header: list[str]
    rows: list[tuple[int, list[Any]]]


def read_sheet(file: str, content: bytes, suffix: str, sheet: str | None, limits: Limits) -> Sheet:
    """The table of a CSV, TSV or XLSX file; its first row is the header.

    file: its name in errors; sheet: of a workbook, None for the first. Raises DataError naming file and line.
    """
    if suffix == XLSX:
        from kg.tables import workbook  # openpyxl takes a while to import

        rows = workbook.cells(file, io.BytesIO(content), sheet, _value, limits)
    elif suffix in _DELIMITERS:
        rows = _separated(file, content, _DELIMITERS[suffix], limits)
    else:
        raise DataError(f"{suffix or 'this'} is not read here", where=file, hint="give .csv, .tsv or .xlsx")
    if not rows:
        raise DataError("the table is empty", where=file, hint="its first row has the names of the columns")
    (_, first), *below = rows
    header = [text(name) for name in first]
    while header and not header[-1]:
        header.pop()
    filled = _with_gaps(rows[0][0], below) if suffix == XLSX else below
    return Sheet(header, [(number, _fitted(file, number, row, len(header))) for number, row in filled])


def write_csv(
    header: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str = ",", *, mark: bool = True
) -> bytes:
    """CSV in UTF-8. mark: for spreadsheets, which know that by a byte order mark; see `harmless` for the cells."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n" if mark else "\n", delimiter=delimiter)
    writer.writerows(
        [harmless(cell if isinstance(cell, str) else text(cell)) for cell in row] for row in (header, *rows)
    )
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8", "replace")


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet; numbers and dates stay what they are, see `harmless` for texts."""
    from kg.tables import workbook

    return workbook.written([_shown(cell) for cell in row] for row in (header, *rows))


def harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.

    These are texts beginning with = + - @ (also full-width, also behind blanks), tab or line break; numbers are none.

    >>> harmless('=cmd|"/c calc"!A0'), harmless("-5.2"), harmless("- 云岭")
    ('\\'=cmd|"/c calc"!A0', '-5.2', "'- 云岭")
    """
    begins = cell[:1] in _BLANKS or cell.lstrip()[:1] in _STARTS
    return f"'{cell}" if cell and begins and not _NUMBER.fullmatch(cell) else cell


def _shown(cell: object) -> object:
    return harmless(_CONTROL.sub("", cell)) if isinstance(cell, str) else cell


def _value(cell: object) -> Value:
    """A cell as it may be written again; what is no plain value becomes text."""
    return cell if isinstance(cell, (str, int, float, datetime, date, time)) or cell is None else text(cell)


def _separated(file: str, content: bytes, delimiter: str, limits: Limits) -> list[tuple[int, list[Any]]]:
    check_bytes(file, len(content), limits.bytes)
    found: list[tuple[int, list[Any]]] = []
    cells = 0
    for number, row in records(file, decoded(file, content), delimiter, BadRows()):
        check_cells(file, cells := cells + len(row) + 1, limits.cells)
        check_rows(file, len(found) + 1, limits.rows)
        found.append((number, list(row)))
    return found


def _with_gaps(before: int, rows: list[tuple[int, list[Any]]]) -> list[tuple[int, list[Any]]]:
    """The rows of a sheet with its empty ones between them, but for long stretches of them."""
    found: list[tuple[int, list[Any]]] = []
    for number, row in rows:
        gap = range(before + 1, number)
        found += [(empty, []) for empty in gap] if len(gap) < _MAX_GAP else []
        found.append((number, row))
        before = number
    return found


def _fitted(file: str, number: int, row: list[Any], width: int) -> list[Any]:
    """The row as long as the header. Raises DataError for a cell beyond it that holds something."""
    if any(cell not in (None, "") for cell in row[width:]):
        what = f"{len(row)} cells under {width} names of columns"
        raise DataError(what, where=f"{file}, line {number}", hint="name every column, or check the separators")
    return row[:width] + [None] * (width - len(row))
