"""Tables of users: a CSV file and its mapping → a Reading."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kg.errors import DataError
from kg.gazetteer import Row
from kg.identity import entity_id, named_id
from kg.model import Document, Reading
from kg.ontology import Ontology
from kg.tables.known import KnownNames
from kg.tables.mapping import Relation, TableMapping, read_mapping
from kg.tables.rows import RowReading, fault, number

_PATTERNS = {
    "decimal": (r"[+-]?\d+(\.\d+)?", "write digits with an optional decimal point"),
    "integer": (r"[+-]?\d+", "write digits"),
    "date": (r"\d{4}-\d\d-\d\d", "write yyyy-mm-dd"),
    "gYearMonth": (r"\d{4}-(0[1-9]|1[0-2])", "write yyyy-mm"),
}


def mapping_file(table: Path) -> Path:
    """Where the mapping of a table lies: `firms.csv` → `firms.map.toml`."""
    return table.with_suffix(".map.toml")


def read_table(path: Path, source: str, ontology: Ontology, known: KnownNames) -> Reading:
    """What the rows of a CSV file say. source: the name under which the graph keeps the file.

    Raises DataError naming file, line and column for a row that does not fit the header or its mapping.
    """
    mapping = read_mapping(mapping_file(path), ontology)
    text = _text(path)
    document = Document(
        id=path.stem,
        source=source,
        text=text,
        clean="",
        offsets=(),
        title=mapping.title,
        byline=mapping.source,
        kind="table",
    )
    reader = _TableReader(RowReading(document), mapping, ontology, known)
    for row in _rows(path.name, text, mapping):
        reader.read(row)
    return reader.reading.reading()


class _TableReader:
    def __init__(self, reading: RowReading, mapping: TableMapping, ontology: Ontology, known: KnownNames) -> None:
        self.reading, self.mapping, self.ontology, self.known = reading, mapping, ontology, known

    def read(self, row: Row) -> None:
        mapping = self.mapping
        name = row[mapping.name]
        if not name:
            raise fault(row, mapping.name, "the cell is empty", "every row needs the name of what it is about")
        aliases = _split(row[mapping.aliases], mapping.separator) if mapping.aliases else ()
        if mapping.key and row[mapping.key]:
            subject = self.reading.entity(entity_id(mapping.type, row[mapping.key]), name, aliases)
        else:
            subject = self._entity(mapping.type, name, aliases)
        for attribute, column in mapping.attributes.items():
            _check_value(row, column, self.ontology.attributes[attribute].datatype)
            self.reading.say(row, subject, attribute, row[column])
        for relation in mapping.relations:
            self._relate(row, subject, relation)
        if mapping.observation:
            self._measure(row, subject)

    def _relate(self, row: Row, subject: str, relation: Relation) -> None:
        for name in _split(row[relation.column], relation.separator):
            self.reading.say(row, subject, relation.predicate, self._entity(relation.type, name))

    def _measure(self, row: Row, subject: str) -> None:
        columns = self.mapping.observation
        if not row[columns["value"]]:
            return
        indicator = row[columns["indicator"]]
        if not indicator:
            raise fault(row, columns["indicator"], "the cell is empty", "say what the number measures")
        period = row[columns["period"]] if "period" in columns else ""
        self.reading.measure(row, subject, indicator, number(row, columns["value"]), row[columns["unit"]], period)

    def _entity(self, kind: str, name: str, aliases: tuple[str, ...] = ()) -> str:
        if found := self.known.find(kind, name):
            identifier, full = found
            return self.reading.entity(identifier, full, tuple(n for n in (name, *aliases) if n != full))
        return self.reading.entity(named_id(kind, name, self.reading.document.id), name, aliases)


def _text(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError("this is neither UTF-8 nor GB18030", where=path.name, hint="save the table as UTF-8")


def _rows(file: str, text: str, mapping: TableMapping) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(file, header, mapping)
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                yield Row(file, line, _cells(file, line, header, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            f"no valid CSV: {error}", where=f"{file}, line {reader.line_num}", hint="check the quotes"
        ) from error


def _check_header(file: str, header: list[str], mapping: TableMapping) -> None:
    if repeated := [column for column in header if header.count(column) > 1]:
        raise DataError(
            f"two columns are called {repeated[0]!r}", where=f"{file}, line 1", hint="give each its own name"
        )
    if missing := [column for column in mapping.columns if column not in header]:
        raise DataError(
            f"there is no column {missing[0]!r}", where=f"{file}, line 1", hint=f"the mapping of {file} names it"
        )


def _cells(file: str, line: int, header: list[str], cells: list[str]) -> Mapping[str, str]:
    if len(cells) != len(header):
        what = f"{len(cells)} cells instead of {len(header)}"
        raise DataError(what, where=f"{file}, line {line}", hint="quote a cell that holds a comma")
    return MappingProxyType({column: cell.strip() for column, cell in zip(header, cells, strict=True)})


def _split(cell: str, separator: str) -> tuple[str, ...]:
    parts = cell.split(separator) if separator else [cell]
    return tuple(part.strip() for part in parts if part.strip())


def _check_value(row: Row, column: str, datatype: str) -> None:
    pattern, hint = _PATTERNS.get(datatype, ("", ""))
    value = row[column]
    if not value or not pattern:
        return
    if not re.fullmatch(pattern, value) or (datatype == "date" and not _is_day(value)):
        raise fault(row, column, f"{value!r} is no {datatype}", hint)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
