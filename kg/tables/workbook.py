"""XLSX workbooks → numbered rows of cells. Read in a stream, so that no small file can fill the memory."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import range_boundaries

from kg.errors import DataError
from kg.tables.limits import check_bytes, check_cells
from kg.tables.plain import as_csv, text

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_MAX_ROWS = 1_048_576
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, IndexError, TypeError, AttributeError, OSError, ParseError)


def read(path: Path, sheet: str | None) -> tuple[str, list[tuple[int, list[str]]]]:
    """The sheet (None: the first) as CSV text, and its rows by their number in the sheet; empty rows are left out.

    A merged area has its value in every cell; hidden rows and columns count as if they were shown. Raises DataError
    for a file that is no workbook or too big, and for a sheet that it does not have.
    """
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of what openpyxl does not read: styles, validations
            check_bytes(path.name, sum(part.file_size for part in archive.infolist()))
            rows = list(_rows(path.name, stream, archive, sheet))
    except _BROKEN as error:
        raise DataError("this is no XLSX workbook that can be read", where=path.name, hint="save it anew") from error
    return as_csv(rows), rows


def _rows(file: str, stream: IO[bytes], archive: zipfile.ZipFile, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    try:
        names = [found.title for found in book.worksheets]
        if not names or (sheet is not None and sheet not in names):
            what = f"there is no sheet {sheet!r}" if sheet else "there is no sheet"
            raise DataError(what, where=file, hint=f"it has: {', '.join(names)}")
        found = book[sheet or names[0]]
        found.reset_dimensions()  # the size that a sheet gives of itself may be wrong
        areas, cells = _Areas(_merged(archive, found._worksheet_path)), 0
        for number, values in enumerate(found.iter_rows(values_only=True), start=1):
            if number > _MAX_ROWS:
                raise ValueError("a row beyond the last one that a sheet can have")
            row = areas.fill(number, [text(value) for value in values])
            check_cells(file, cells := cells + len(row) + 1)
            if any(row):
                yield number, row
    finally:
        book.close()


@dataclass(slots=True)
class _Area:
    """A merged area: rows and columns are 1-based and inclusive; value: that of its first cell, once it was read."""

    left: int
    top: int
    right: int
    bottom: int
    value: str = ""


class _Areas:
    """The merged areas of a sheet, those that a row is in at hand."""

    def __init__(self, areas: Iterable[_Area]) -> None:
        self._below = sorted(areas, key=lambda area: -area.top)
        self._here: list[_Area] = []

    def fill(self, number: int, row: list[str]) -> list[str]:
        """The row with the value of each merged area in all its cells."""
        self._here = [area for area in self._here if area.bottom >= number]
        while self._below and self._below[-1].top <= number:
            area = self._below.pop()
            area.value = row[area.left - 1] if area.left <= len(row) else ""
            self._here.append(area)
        for area in self._here:
            if area.value:
                row += [""] * (area.right - len(row))
                row[area.left - 1 : area.right] = [area.value] * (area.right - area.left + 1)
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
