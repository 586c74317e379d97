"""Rows that do not fit: they end the reading, or are left out and listed, by choice."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import DataError


@dataclass(slots=True)
class BadRows:
    """What becomes of cells and rows that do not fit. skip: they are left out; else the first one ends the reading.

    faults: each once, in the order of reading, worded for a user; rows: how many rows were left out.
    """

    skip: bool = False
    faults: list[str] = field(default_factory=list)
    rows: int = 0

    def leave_out(self, faults: list[DataError]) -> None:
        """Leave out a row for these faults, one or more. Raises the first of them unless rows are skipped."""
        if not self.skip:
            raise faults[0]
        self.rows += 1
        self.note(faults)

    def note(self, faults: list[DataError]) -> None:
        """Note faults for which no row is left out."""
        self.faults.extend(dict.fromkeys(str(fault) for fault in faults))
