"""Parquet files → numbered rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import DataError
from kg.tables.limits import check_bytes, check_cells
from kg.tables.plain import as_csv, text


def read(path: Path) -> tuple[str, list[tuple[int, list[str]]]]:
    """The table as CSV text, and its rows: the header is row 1, so record n (from 1) is row n + 1.

    Raises DataError for a file that is no Parquet or too big.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            check_cells(path.name, file.metadata.num_rows * file.metadata.num_columns)
            rows = list(_rows(path.name, file))
    except (pyarrow.ArrowException, OSError) as error:
        raise DataError("this is no Parquet file that can be read", where=path.name, hint="write it anew") from error
    return as_csv(rows), rows


def _rows(name: str, file: object) -> Iterator[tuple[int, list[str]]]:
    from pyarrow import parquet

    assert isinstance(file, parquet.ParquetFile)
    yield 1, [" ".join(column.split()) for column in file.schema_arrow.names]
    number, size = 1, 0
    for batch in file.iter_batches(batch_size=4096):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            number, cells = number + 1, [text(value) for value in values]
            check_bytes(name, size := size + sum(map(len, cells)))
            yield number, cells
