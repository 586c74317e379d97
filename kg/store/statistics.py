"""How much a graph holds, by class and property: what VoID tells of it."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg import resources


def statistics(database: ox.Store) -> dict[str, Any]:
    """Counts of the default graph (statements, subjects, objects, classes, properties by IRI) and of the named graphs."""
    total = _first(database, "statistics_total")
    named = _first(database, "statistics_named")
    return {
        **{name: int(value) for name, value in total.items()},
        "classes": _counted(database, "statistics_classes"),
        "properties": _counted(database, "statistics_properties"),
        "named": {name: int(value) for name, value in named.items()},
    }


def _first(database: ox.Store, name: str) -> dict[str, str]:
    return _rows(database, name)[0]


def _counted(database: ox.Store, name: str) -> dict[str, int]:
    return {row["term"]: int(row["number"]) for row in _rows(database, name)}


def _rows(database: ox.Store, name: str) -> list[dict[str, str]]:
    query = (resources.queries_dir() / f"{name}.rq").read_text(encoding="utf-8")
    solutions = database.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [{name: term.value for name, term in zip(names, row, strict=True)} for row in solutions]
