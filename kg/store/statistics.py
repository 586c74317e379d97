"""How much a graph holds, by class and property: what VoID tells of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox

from kg import resources

Ask = Callable[[str], object]


def statistics(ask: Ask) -> dict[str, Any]:
    """Counts of the default graph (statements, subjects, objects, classes, properties by IRI) and of the named graphs.

    ask: evaluates a query over the graph.
    """
    total = _first(ask, "statistics_total")
    named = _first(ask, "statistics_named")
    return {
        **{name: int(value) for name, value in total.items()},
        "classes": _counted(ask, "statistics_classes"),
        "properties": _counted(ask, "statistics_properties"),
        "named": {name: int(value) for name, value in named.items()},
    }


def _first(ask: Ask, name: str) -> dict[str, str]:
    return _rows(ask, name)[0]


def _counted(ask: Ask, name: str) -> dict[str, int]:
    return {row["term"]: int(row["number"]) for row in _rows(ask, name)}


def _rows(ask: Ask, name: str) -> list[dict[str, str]]:
    query = (resources.queries_dir() / f"{name}.rq").read_text(encoding="utf-8")
    solutions = ask(query)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    rows = [zip(names, row, strict=True) for row in solutions]
    return [{name: term.value for name, term in row if not isinstance(term, ox.Triple | None)} for row in rows]
