"""Tables of users: a file and its mapping → a Reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from types import MappingProxyType

from kg.errors import DataError
from kg.gazetteer import Row
from kg.model import Document, Reading
from kg.ontology import Ontology
from kg.progress import track
from kg.tables.bad_rows import BadRows
from kg.tables.formats import READERS, Rows
from kg.tables.known import KnownNames
from kg.tables.mapping import TableMapping, read_mapping
from kg.tables.row_reader import RowReader
from kg.tables.rows import RowReading

SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet")
"""How tables end; a .jsonl file is one when it has a mapping, else it holds documents."""


def mapping_file(table: Path) -> Path:
    """Where the mapping of a table lies when it is beside it: `firms.csv` → `firms.map.toml`."""
    return table.with_suffix(".map.toml")


def read_table(
    path: Path,
    source: str,
    ontology: Ontology,
    known: KnownNames,
    *,
    mapping: Path | None = None,
    bad: BadRows | None = None,
    without: Collection[int] = (),
) -> Reading:
    """What the rows of a table say.

    source: the name under which the graph keeps the file; mapping: its file, if not the one beside the table; bad: what
    becomes of rows that do not fit; without: numbers of rows that are not read. Raises DataError naming file, line and
    column for a row that does not fit the header or its mapping, unless such rows are skipped.
    """
    bad = bad or BadRows()
    meaning = read_mapping(mapping or mapping_file(path), ontology)
    rows = READERS[path.suffix.lower()](path, meaning.sheet, bad)
    document = Document(
        id=path.stem,
        source=source,
        text=rows.text,
        clean="",
        offsets=(),
        title=meaning.title,
        byline=meaning.source,
        kind="table",
    )
    reader = RowReader(RowReading(document), meaning, ontology, known, bad)
    for row in track(_rows(path.name, rows, meaning, bad), f"Reading {path.name}", rows.total):
        if row.line not in without:
            reader.read(row)
    return reader.reading.reading()


def _rows(file: str, rows: Rows, mapping: TableMapping, bad: BadRows) -> Iterator[Row]:
    lines = iter(rows.lines)
    header: list[str] = []
    for line, cells in lines:
        if line >= mapping.header or line == 0:
            header = [" ".join(cell.split()) for cell in cells]
            break
    _check_header(f"{file}, line {mapping.header}", header, mapping)
    for line, cells in lines:
        if not any(cells):
            continue
        if rows.padded:
            cells = (cells + [""] * len(header))[: len(header)]
        if len(cells) == len(header):
            values = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
            yield Row(file, line, MappingProxyType(values))
        else:
            what = f"{len(cells)} cells instead of {len(header)}"
            bad.leave_out([DataError(what, where=f"{file}, line {line}", hint="quote a cell that holds a comma")])


def _check_header(where: str, header: list[str], mapping: TableMapping) -> None:
    for column in mapping.columns:
        if column not in header:
            hint = "the mapping names it; is this the row of the column names?"
            raise DataError(f"there is no column {column!r}", where=where, hint=hint)
        if header.count(column) > 1:
            raise DataError(f"two columns are called {column!r}", where=where, hint="give each its own name")
