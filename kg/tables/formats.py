"""Table files → numbered rows of cells, and the text that the store keeps: CSV, TSV, JSON Lines, XLSX, Parquet."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import orjson

from kg.errors import DataError
from kg.tables.bad_rows import BadRows
from kg.tables.limits import check_bytes
from kg.tables.plain import text as plain

Cells = list[str]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as it was read. text: what the store keeps; lines: 1-based row number and cells; total: about how many.

    padded: rows may be shorter than the header, as empty cells at the end are not stored.
    """

    text: str
    lines: Iterable[tuple[int, Cells]]
    total: int
    padded: bool = False


def _separated(path: Path, delimiter: str, bad: BadRows) -> Rows:
    check_bytes(path.name, path.stat().st_size)
    text = decoded(path.name, path.read_bytes())
    return Rows(text, records(path.name, text, delimiter, bad), text.count("\n"))


def _csv(path: Path, sheet: str | None, bad: BadRows) -> Rows:
    return _separated(path, ",", bad)


def _tsv(path: Path, sheet: str | None, bad: BadRows) -> Rows:
    return _separated(path, "\t", bad)


def records(file: str, text: str, delimiter: str, bad: BadRows) -> Iterator[tuple[int, Cells]]:
    """The records of a CSV text by the number of their first line; `bad` gets those that are none."""
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            where = f"{file}, line {reader.line_num}"
            bad.leave_out([DataError(f"no valid CSV: {error}", where=where, hint="check the quotes")])


def _jsonl(path: Path, sheet: str | None, bad: BadRows) -> Rows:
    """An object a line; the keys of all are the columns. The header has no line: it is yielded as line 0."""
    check_bytes(path.name, path.stat().st_size)
    text = decoded(path.name, path.read_bytes())
    objects = list(_objects(path.name, text, bad))
    header = list(dict.fromkeys(key for _, found in objects for key in found))
    rows = ((line, [plain(found.get(key)) for key in header]) for line, found in objects)
    return Rows(text, _headed(header, rows), len(objects))


def _headed(header: Cells, rows: Iterable[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    yield 0, header
    yield from rows


def _objects(file: str, text: str, bad: BadRows) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, content in enumerate(text.split("\n"), start=1):
        try:
            found = orjson.loads(content) if content.strip() else {}
        except orjson.JSONDecodeError:
            found = None
        if not isinstance(found, dict):
            error = DataError("this is no JSON object", where=f"{file}, line {line}", hint="write one object a line")
            bad.leave_out([error])
        elif found:
            yield line, found


def decoded(file: str, content: bytes) -> str:
    """The text of a table file, in UTF-8 or GB18030. Raises DataError when it is in neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError("this is neither UTF-8 nor GB18030", where=file, hint="save the table as UTF-8")


def _xlsx(path: Path, sheet: str | None, bad: BadRows) -> Rows:
    from kg.tables import workbook  # openpyxl takes a while to import

    text, lines = workbook.read(path, sheet)
    return Rows(text, lines, len(lines), padded=True)


def _parquet(path: Path, sheet: str | None, bad: BadRows) -> Rows:
    from kg.tables import parquet  # pyarrow takes a while to import

    text, lines = parquet.read(path)
    return Rows(text, lines, len(lines))


READERS: Mapping[str, Callable[[Path, str | None, BadRows], Rows]] = MappingProxyType(
    {".csv": _csv, ".tsv": _tsv, ".jsonl": _jsonl, ".xlsx": _xlsx, ".parquet": _parquet}
)
"""Suffix → reader of a file, given the name of the sheet and what becomes of rows that cannot be read."""
