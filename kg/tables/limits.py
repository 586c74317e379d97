"""How big a table may be: what is over it is refused with a clear error, before memory is gone."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import DataError

MAX_BYTES = 512 * 1024 * 1024
"""Bytes of a text file, of a workbook once it is unpacked, and characters of a table rendered as CSV."""
MAX_CELLS = 20_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Of a whole table: bytes, unpacked; cells; rows with something in them, the header among them."""

    bytes: int = field(default_factory=lambda: MAX_BYTES)
    cells: int = field(default_factory=lambda: MAX_CELLS)
    rows: int = 1_048_576


def check_bytes(file: str, count: int, limit: int | None = None) -> None:
    """Raises DataError when a file, unpacked, is bigger than `limit`, MAX_BYTES by default."""
    limit = MAX_BYTES if limit is None else limit
    if count > limit:
        what = f"{count:,} bytes are more than the {limit:,} that a table may have"
        raise DataError(what, where=file, hint="split the table")


def check_cells(file: str, count: int, limit: int | None = None) -> None:
    """Raises DataError when a table has more than `limit` cells (MAX_CELLS), empty ones within a row counted."""
    limit = MAX_CELLS if limit is None else limit
    if count > limit:
        what = f"the table has more than {limit:,} cells"
        raise DataError(what, where=file, hint="split it, or delete what stands far out in the sheet")


def check_rows(file: str, count: int, limit: int) -> None:
    """Raises DataError when a table has more than `limit` rows."""
    if count > limit:
        raise DataError(f"the table has more than {limit:,} rows", where=file, hint="split it")
