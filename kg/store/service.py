"""What the endpoint says of itself (SPARQL 1.1 Service Description) and of its graph (VoID)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.prefixes import PREFIXES
from kg.settings import Settings
from kg.store.store import Store

SERVICE_TYPES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_SD, _VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
_FORMATS, _KG = "http://www.w3.org/ns/formats/", PREFIXES["kg"]
_RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"),
)
_LIMITS = {
    "queryTimeout": ("query_timeout", "http://www.w3.org/2001/XMLSchema#decimal"),
    "queryMaxLength": ("query_max_length", "http://www.w3.org/2001/XMLSchema#integer"),
    "queryMaxBytes": ("query_max_bytes", "http://www.w3.org/2001/XMLSchema#integer"),
    "queryWorkers": ("query_workers", "http://www.w3.org/2001/XMLSchema#integer"),
    "queryQueue": ("query_queue", "http://www.w3.org/2001/XMLSchema#integer"),
}
_Value = ox.NamedNode | ox.BlankNode | ox.Literal


def service_description(store: Store, endpoint: str, settings: Settings, media_type: str) -> bytes:
    """The description in one of SERVICE_TYPES. endpoint: the address of the endpoint as its client knows it."""
    statements = [*_service(endpoint, settings), *_dataset(store, endpoint)]
    prefixes = {**PREFIXES, "sd": _SD, "void": _VOID}
    return ox.serialize(statements, format=SERVICE_TYPES[media_type], prefixes=prefixes) or b""


def dataset_description(store: Store, endpoint: str, media_type: str) -> bytes:
    """The VoID description of the graph alone, in one of SERVICE_TYPES."""
    prefixes = {**PREFIXES, "void": _VOID}
    return ox.serialize(_dataset(store, endpoint), format=SERVICE_TYPES[media_type], prefixes=prefixes) or b""


def _service(endpoint: str, settings: Settings) -> Iterator[ox.Triple]:
    service, dataset = ox.BlankNode("service"), _part(endpoint, "dataset")  # clients look for one without a name
    yield _say(service, f"{PREFIXES['rdf']}type", ox.NamedNode(f"{_SD}Service"))
    yield _say(service, f"{_SD}endpoint", ox.NamedNode(endpoint))
    for language in ("SPARQL10Query", "SPARQL11Query"):
        yield _say(service, f"{_SD}supportedLanguage", ox.NamedNode(f"{_SD}{language}"))
    for name in _RESULTS:
        yield _say(service, f"{_SD}resultFormat", ox.NamedNode(f"{_FORMATS}{name}"))
    for name, (field, datatype) in _LIMITS.items():
        value = ox.Literal(
            f"{getattr(settings, field):g}" if datatype.endswith("decimal") else str(getattr(settings, field)),
            datatype=ox.NamedNode(datatype),
        )
        yield _say(service, f"{_KG}{name}", value)
    yield _say(service, f"{_SD}defaultDataset", dataset)
    yield _say(dataset, f"{PREFIXES['rdf']}type", ox.NamedNode(f"{_SD}Dataset"))
    yield _say(dataset, f"{_SD}defaultGraph", _part(endpoint, "default-graph"))


def _dataset(store: Store, endpoint: str) -> Iterator[ox.Triple]:
    dataset, default = _part(endpoint, "dataset"), _part(endpoint, "default-graph")
    counts, build = store.statistics, ox.Literal(store.build_id)
    yield _say(dataset, f"{PREFIXES['rdf']}type", ox.NamedNode(f"{_VOID}Dataset"))
    yield _say(dataset, f"{_VOID}sparqlEndpoint", ox.NamedNode(endpoint))
    yield _say(dataset, f"{PREFIXES['dcterms']}identifier", build)
    yield _say(dataset, f"{_VOID}uriSpace", ox.Literal(f"{store.base_iri}id/"))
    yield _say(dataset, f"{_VOID}subset", default)
    yield _say(dataset, f"{_VOID}triples", _number(counts["statements"] + counts["named"]["statements"]))
    yield _say(default, f"{PREFIXES['rdf']}type", ox.NamedNode(f"{_SD}Graph"))
    yield from _counted(default, counts)
    for kind, terms, count in (("class", "classes", "entities"), ("property", "properties", "triples")):
        for number, (term, size) in enumerate(counts[terms].items(), 1):
            part = _part(endpoint, f"{kind}-{number}")
            yield _say(default, f"{_VOID}{kind}Partition", part)
            yield _say(part, f"{_VOID}{kind}", ox.NamedNode(term))
            yield _say(part, f"{_VOID}{count}", _number(size))


def _counted(graph: ox.NamedNode, counts: Mapping[str, Any]) -> Iterator[ox.Triple]:
    sizes = {
        "triples": counts["statements"],
        "distinctSubjects": counts["subjects"],
        "distinctObjects": counts["objects"],
        "classes": len(counts["classes"]),
        "properties": len(counts["properties"]),
    }
    yield from (_say(graph, f"{_VOID}{name}", _number(size)) for name, size in sizes.items())


def _part(endpoint: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{endpoint}#{name}")


def _say(subject: ox.NamedNode | ox.BlankNode, predicate: str, value: _Value) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)


def _number(value: int) -> ox.Literal:
    return ox.Literal(value)
