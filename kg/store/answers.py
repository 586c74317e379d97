"""Answers to the public's queries: judged, evaluated and serialised in one go, up to a number of bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryForbiddenError, QuerySyntaxError, QueryTooLargeError, StoreError
from kg.ontology import PREFIXES
from kg.store.guard import check_query, source_graphs, syntax_error

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
    "text/plain": ox.RdfFormat.N_TRIPLES,
}
if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Choose = Callable[[Sequence[str]], str]


def open_read_only(build: Path) -> ox.Store:
    """The database of a build's folder, for `answer`. Raises StoreError."""
    try:
        return ox.Store.read_only(str(build / "oxigraph"))
    except OSError as error:
        raise StoreError(f"the store is broken: {error}", where=build.name, hint="run: kg build") from error


def answer(
    database: ox.Store,
    query: str,
    choose: Choose,
    max_bytes: int,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> tuple[str, bytes]:
    """Media type and bytes of the whole answer.

    choose picks one of the media types that fit the query's form. default_graphs, named_graphs: the dataset of the
    SPARQL Protocol, which goes before the query's own. Raises QueryError of the kind that fits.
    """
    check_query(query)
    _require_known(database, [*default_graphs, *named_graphs, *source_graphs(query, PREFIXES)])
    given = bool(default_graphs or named_graphs)
    sink = _Sink(max_bytes)
    try:
        results = database.query(
            query,
            prefixes=dict(PREFIXES),
            default_graph=[*_nodes(default_graphs)] if given else None,
            named_graphs=_nodes(named_graphs) if given else None,
        )
        if isinstance(results, ox.QueryTriples):
            media_type = choose(tuple(GRAPH_TYPES))
            ox.serialize(results, sink, format=GRAPH_TYPES[media_type], prefixes=dict(PREFIXES))
        else:
            media_type = choose(tuple(SOLUTION_TYPES))
            results.serialize(sink, format=SOLUTION_TYPES[media_type])
    except SyntaxError as error:
        raise syntax_error(query, error) from error
    except RuntimeError as error:
        raise QuerySyntaxError(str(error), hint="use the functions of SPARQL 1.1") from error
    except MemoryError as error:
        raise QueryTooLargeError(
            "the answer needs too much memory", hint="add a LIMIT or narrow the pattern"
        ) from error
    return media_type, sink.getvalue()


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


def _require_known(database: ox.Store, graphs: Sequence[str]) -> None:
    for iri in graphs:
        try:
            known = database.contains_named_graph(ox.NamedNode(iri))
        except ValueError:
            known = False
        if not known:
            hint = "nothing is fetched; a document's graph has the IRI of the document"
            raise QueryForbiddenError(f"<{iri}> is no graph of this store", hint=hint)


def _nodes(iris: Sequence[str]) -> list[ox.NamedNode | ox.BlankNode]:
    return [ox.NamedNode(iri) for iri in iris]
