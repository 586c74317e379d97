"""How big a table may be: what is over it is refused with a clear error, before memory is gone."""

from __future__ import annotations

from kg.errors import DataError

MAX_BYTES = 512 * 1024 * 1024
"""Bytes of a text file, of a workbook once it is unpacked, and characters of a table rendered as CSV."""
MAX_CELLS = 20_000_000


def check_bytes(file: str, count: int) -> None:
    """Raises DataError when a file, unpacked, is bigger than MAX_BYTES."""
    if count > MAX_BYTES:
        what = f"{count:,} bytes are more than the {MAX_BYTES:,} that a table may have"
        raise DataError(what, where=file, hint="split the table")


def check_cells(file: str, count: int) -> None:
    """Raises DataError when a table has more than MAX_CELLS cells, empty ones within a row counted."""
    if count > MAX_CELLS:
        what = f"the table has more than {MAX_CELLS:,} cells"
        raise DataError(what, where=file, hint="split it, or delete what stands far out in the sheet")
