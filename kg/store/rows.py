"""Rows of stored queries as plain strings, asked for by the ids of entities and statements."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg import identity
from kg.store.store import Store, Term, stored_query

Row = dict[str, str]


def rows(store: Store, query: str) -> list[Row]:
    """The rows of a stored query, each value without its datatype or language."""
    return [_row(row) for row in store.select(query)]


def rows_of_text(store: Store, sparql: str) -> list[Row]:
    """The rows of a trusted SELECT query given as text, each value without its datatype or language."""
    solutions = store.query(sparql)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        _row({name: value for name, value in zip(names, solution, strict=True) if value is not None})
        for solution in solutions
    ]


def rows_of_entity(store: Store, query: str, entity_id: str, variable: str = "entity") -> list[Row]:
    """The rows in which `variable` is the entity or document of this id (`Type:key`)."""
    node = ox.NamedNode(identity.iri(store.base_iri, entity_id))
    return [_row(row) for row in store.select(query, **{variable: node})]


def rows_of_statement(store: Store, query: str, statement_id: str) -> list[Row]:
    """The rows in which `statement` is the one of this hash."""
    node = ox.NamedNode(f"{store.base_iri}statement/{statement_id}")
    return [_row(row) for row in store.select(query, statement=node)]


def rows_of_statements(store: Store, query: str, statement_ids: Iterable[str]) -> list[Row]:
    """The rows in which `statement` is one of those of these hashes; asked once for all."""
    nodes = " ".join(f"<{store.base_iri}statement/{statement_id}>" for statement_id in dict.fromkeys(statement_ids))
    return rows_of_text(store, f"{stored_query(query)} VALUES ?statement {{ {nodes} }}")


def _row(row: dict[str, Term]) -> Row:
    return {name: str(term) if isinstance(term, ox.Triple) else term.value for name, term in row.items()}
