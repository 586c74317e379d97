"""XLSX workbooks → numbered rows of cells. Read in a stream, so that no small file can fill the memory."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Generic, TypeVar
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import range_boundaries

from kg.errors import DataError
from kg.tables.limits import Limits, check_bytes, check_cells, check_rows
from kg.tables.plain import as_csv, text

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_MAX_ROWS = 1_048_576
T = TypeVar("T")
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, IndexError, TypeError, AttributeError, OSError, ParseError)


def read(path: Path, sheet: str | None) -> tuple[str, list[tuple[int, list[str]]]]:
    """The sheet (None: the first) as CSV text, and its rows by their number in the sheet; empty rows are left out.

    A merged area has its value in every cell; hidden rows and columns count as if they were shown. Raises DataError
    for a file that is no workbook or too big, and for a sheet that it does not have.
    """
    with path.open("rb") as stream:
        rows = cells(path.name, stream, sheet, text)
    return as_csv(rows), rows


def cells(
    file: str, stream: IO[bytes], sheet: str | None, cell: Callable[[object], T], limits: Limits | None = None
) -> list[tuple[int, list[T]]]:
    """The rows of a sheet by their number, each value as `cell` makes it. Raises DataError as `read` does."""
    limits = limits or Limits()
    try:
        with zipfile.ZipFile(stream) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of what openpyxl does not read: styles, validations
            check_bytes(file, sum(part.file_size for part in archive.infolist()), limits.bytes)
            return list(_rows(file, stream, archive, sheet, cell, limits))
    except _BROKEN as error:
        raise DataError("this is no XLSX workbook that can be read", where=file, hint="save it anew") from error


def _rows(
    file: str,
    stream: IO[bytes],
    archive: zipfile.ZipFile,
    sheet: str | None,
    cell: Callable[[object], T],
    limits: Limits,
) -> Iterator[tuple[int, list[T]]]:
    book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    try:
        names = [found.title for found in book.worksheets]
        if not names or (sheet is not None and sheet not in names):
            what = f"there is no sheet {sheet!r}" if sheet else "there is no sheet"
            raise DataError(what, where=file, hint=f"it has: {', '.join(names)}")
        found = book[sheet or names[0]]
        found.reset_dimensions()  # the size that a sheet gives of itself may be wrong
        areas, count, kept = _Areas[T](_merged(archive, found._worksheet_path), cell(None)), 0, 0
        for number, values in enumerate(found.iter_rows(values_only=True), start=1):
            if number > _MAX_ROWS:
                raise ValueError("a row beyond the last one that a sheet can have")
            row = areas.fill(number, [cell(value) for value in values])
            check_cells(file, count := count + len(row) + 1, limits.cells)
            if any(value not in (None, "") for value in row):
                check_rows(file, kept := kept + 1, limits.rows)
                yield number, row
    finally:
        book.close()


@dataclass(slots=True)
class _Area:
    """A merged area: rows and columns are 1-based and inclusive."""

    left: int
    top: int
    right: int
    bottom: int


class _Areas(Generic[T]):
    """The merged areas of a sheet, those that a row is in at hand with the value of their first cell."""

    def __init__(self, areas: Iterable[_Area], empty: T) -> None:
        self._below, self._empty = sorted(areas, key=lambda area: -area.top), empty
        self._here: list[tuple[_Area, T]] = []

    def fill(self, number: int, row: list[T]) -> list[T]:
        """The row with the value of each merged area in all its cells."""
        self._here = [(area, value) for area, value in self._here if area.bottom >= number]
        while self._below and self._below[-1].top <= number:
            area = self._below.pop()
            self._here.append((area, row[area.left - 1] if area.left <= len(row) else self._empty))
        for area, value in self._here:
            if value != self._empty:
                row += [self._empty] * (area.right - len(row))
                row[area.left - 1 : area.right] = [value] * (area.right - area.left + 1)
        return row


def _merged(archive: zipfile.ZipFile, part: str) -> Iterator[_Area]:
    """The merged areas of a sheet; they stand behind its cells."""
    kept = b""
    with archive.open(part) as stream:
        while block := stream.read(1 << 20):
            window = kept + block
            found = list(_MERGED.finditer(window))
            yield from (_Area(*range_boundaries(match[1].decode())) for match in found)
            kept = window[max(found[-1].end() if found else 0, len(window) - 200) :]


def written(rows: Iterable[Iterable[object]]) -> bytes:
    """A workbook of one sheet with these rows; a text that begins with = would be a formula: see `kg.tables.sheets`."""
    book, out = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("parkgraph")
    for row in rows:
        sheet.append(list(row))
    book.save(out)
    return out.getvalue()
