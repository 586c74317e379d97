"""Which steps a path may take."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from kg.neighborhood.filters import Filters
from kg.neighborhood.steps import Marks, Numbers, StepTable


class Walkable:
    """The steps whose statement passes the filters and that lead to an entity of a shown type, or to one of `ends`."""

    def __init__(self, table: StepTable, filters: Filters, ends: Iterable[int]) -> None:
        self.table, self._statements = table, filters.statements(table)
        self._entities = table.shown.copy()
        self._entities[list(ends)] = True

    def steps(self, places: Numbers) -> Numbers:
        """The steps that may be taken from these entities."""
        rows, _ = self.table.of(places)
        return rows[self._open(rows)]

    @property
    def marks(self) -> Marks:
        """By step of the whole table: whether it may be taken."""
        return self._open(np.arange(len(self.table.end)))

    def _open(self, rows: Numbers) -> Marks:
        marks: Marks = self._entities[self.table.end[rows]]
        if self._statements is not None:
            marks &= self._statements[self.table.statement[rows]]
        return marks
