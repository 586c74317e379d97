"""A table written into a folder and read, for the tests of this room."""

from __future__ import annotations

from pathlib import Path

from kg.model import Reading
from kg.ontology import Ontology
from kg.tables import BadRows, KnownNames, read_table

FIRMS = '[entity]\ntype = "Firm"\nname = "名称"\n'


def read(
    folder: Path, known: KnownNames, table: str, mapping: str, bad: BadRows | None = None, name: str = "t.csv"
) -> Reading:
    """The reading of a table with this text and mapping."""
    path = folder / name
    path.write_text(table, encoding="utf-8")
    return mapped(path, known, mapping, bad)


def mapped(path: Path, known: KnownNames, mapping: str, bad: BadRows | None = None) -> Reading:
    """The reading of a table file with this mapping."""
    path.with_suffix(".map.toml").write_text(mapping, encoding="utf-8")
    return read_table(path, path.name, Ontology.load(), known, bad=bad)


def facts(reading: Reading) -> list[str]:
    """A line for each statement and observation: row, subject, predicate, object; row, subject, indicator, number, unit, period."""
    names = reading.names()
    lines = [
        f"{s.evidence[0].row} {names[s.subject]} {s.predicate} {names.get(s.object, s.object)}"
        for s in reading.statements
    ]
    for o in reading.observations:
        parts = (str(o.evidence[0].row), names[o.subject], o.indicator, o.value_text, o.unit, o.period or "")
        lines.append(" ".join(parts).rstrip())
    return lines
