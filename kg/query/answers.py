"""Answers to the public's queries: judged, evaluated and serialised in one go, up to a number of bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QuerySyntaxError, QueryTooLargeError, StoreError
from kg.prefixes import PREFIXES
from kg.query.guard import check_graph, check_query, syntax_error

SOLUTION_TYPES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPH_TYPES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}
if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

DATABASE = "oxigraph"
"""The folder within a build that belongs to the engine."""
_PREFIXES = dict(PREFIXES)
Choose = Callable[[Sequence[str]], str]


def open_read_only(build: Path) -> ox.Store:
    """The database of a build's folder, for `answer`. Raises StoreError."""
    try:
        return ox.Store.read_only(str(build / DATABASE))
    except OSError as error:
        raise StoreError(f"the store is broken: {error}", where=build.name, hint="run: kg build") from error


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. empty_graphs: IRIs of the dataset that the store does not have; they were taken as empty."""

    media_type: str
    body: bytes
    empty_graphs: tuple[str, ...] = ()


def answer(
    database: ox.Store,
    query: str,
    choose: Choose,
    max_bytes: int,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    base_iri: str | None = None,
    own_graphs: Sequence[str] | None = None,
) -> Answer:
    """The whole answer, in one of the media types that fit the query's form, picked by `choose`.

    default_graphs, named_graphs: the dataset of the SPARQL Protocol, which goes before the query's own; base_iri: what
    relative IRIs of the query are resolved against; own_graphs: those of its FROM clauses, from a `check_query` that let
    it pass already. Raises QueryError of the kind that fits.
    """
    if own_graphs is None:
        own_graphs = check_query(query, prefixes=PREFIXES, base=base_iri or "").graphs
    dataset = [*default_graphs, *named_graphs]
    for iri in dataset:
        check_graph(iri)
    given = bool(dataset)
    sink = _Sink(max_bytes)
    try:
        results = database.query(
            query,
            base_iri=base_iri,
            prefixes=_PREFIXES,
            default_graph=[*_nodes(default_graphs)] if given else None,
            named_graphs=_nodes(named_graphs) if given else None,
        )
        media_type = _serialize(results, sink, choose)
    except SyntaxError as error:
        raise syntax_error(query, error) from error
    except RuntimeError as error:
        raise QuerySyntaxError(str(error), hint="use the functions of SPARQL 1.1") from error
    except MemoryError as error:
        raise QueryTooLargeError(
            "the answer needs too much memory", hint="add a LIMIT or narrow the pattern"
        ) from error
    return Answer(media_type, sink.getvalue(), tuple(_unknown(database, dataset if given else own_graphs)))


def _serialize(results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, sink: _Sink, choose: Choose) -> str:
    if isinstance(results, ox.QueryTriples):
        media_type = choose(tuple(GRAPH_TYPES))
        ox.serialize(results, sink, format=GRAPH_TYPES[media_type], prefixes=dict(PREFIXES))
    else:
        media_type = choose(tuple(SOLUTION_TYPES))
        results.serialize(sink, format=SOLUTION_TYPES[media_type])
    return media_type


class _Sink(io.BytesIO):
    """Keeps what is written to it. Raises QueryTooLargeError beyond max_bytes."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__()
        self._room = max_bytes

    def write(self, chunk: ReadableBuffer, /) -> int:
        self._room -= len(memoryview(chunk))
        if self._room < 0:
            raise QueryTooLargeError("the answer is over the size limit", hint="add a LIMIT, or set KG_QUERY_MAX_BYTES")
        return super().write(chunk)


def _unknown(database: ox.Store, graphs: Iterable[str]) -> Iterator[str]:
    for iri in dict.fromkeys(graphs):
        with suppress(ValueError):  # no IRI: the engine named it otherwise
            if not database.contains_named_graph(ox.NamedNode(iri)):
                yield iri


def _nodes(iris: Sequence[str]) -> list[ox.NamedNode | ox.BlankNode]:
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        hint = "default-graph-uri and named-graph-uri take absolute IRIs"
        raise QuerySyntaxError(f"a graph of the dataset is no IRI: {error}", hint=hint) from error
