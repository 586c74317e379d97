"""A reading grown row by row: entities once each, every fact with the row that states it."""

from __future__ import annotations

import re

from kg.errors import DataError
from kg.gazetteer import Row
from kg.identity import named_id
from kg.model import Document, Entity, Evidence, Observation, Reading, Statement

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class RowReading:
    """Collects what the rows of one table say and hands it out as a Reading."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._entities: dict[str, Entity] = {}
        self._statements: list[Statement] = []
        self._observations: list[Observation] = []

    def entity(self, entity_id: str, name: str, aliases: tuple[str, ...] = ()) -> str:
        """Note an entity and return its id; several rows may add aliases to one entity."""
        known = self._entities.get(entity_id)
        if known is None:
            self._entities[entity_id] = Entity(entity_id, entity_id.partition(":")[0], name, aliases)
        elif new := tuple(alias for alias in (name, *aliases) if alias not in (known.name, *known.aliases)):
            self._entities[entity_id] = Entity(entity_id, known.type, known.name, known.aliases + new)
        return entity_id

    def named(self, kind: str, name: str, aliases: tuple[str, ...] = ()) -> str:
        """Note an entity that is known by its name alone and return its id."""
        return self.entity(named_id(kind, name), name, aliases)

    def say(self, row: Row, subject: str, predicate: str, value: str, evidence: Evidence | None = None) -> None:
        """Note a fact of the row; an empty value says nothing. evidence: if it is more than that the row says so."""
        if value:
            self._statements.append(Statement(subject, predicate, value, (evidence or Evidence(row=row.line),)))

    def measure(self, row: Row, subject: str, indicator: str, number: str, unit: str, period: str = "") -> None:
        """Note an observation of the row. number: digits with an optional decimal point, as the row has them."""
        value = float(number.replace(",", ""))
        evidence = (Evidence(row=row.line),)
        self._observations.append(Observation(subject, indicator, value, number, unit, evidence, period=period or None))

    def reading(self) -> Reading:
        """All that was collected."""
        return Reading(
            self.document, tuple(self._entities.values()), tuple(self._statements), tuple(self._observations)
        )


def number(row: Row, column: str) -> str:
    """The cell, which has to be a number (thousands may be set off by commas).

    Raises DataError naming file, line and column.
    """
    if not _NUMBER.fullmatch(row[column].replace(",", "")):
        raise fault(row, column, f"{row[column]!r} is no number", "give digits with an optional decimal point")
    return row[column]


def months(row: Row, column: str) -> tuple[str, ...]:
    """The year-months of a cell.

    Raises DataError naming file, line and column when a part is not written yyyy-mm.
    """
    for part in row.list(column):
        if not _MONTH.fullmatch(part):
            raise fault(row, column, f"{part!r} is no year and month", "write yyyy-mm")
    return row.list(column)


def fault(row: Row, column: str, what: str, hint: str) -> DataError:
    """The error that names the cell."""
    return DataError(what, where=f"{row.file}, line {row.line}, column {column}", hint=hint)
