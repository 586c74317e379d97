"""A build's own N-Quads: all of them, or those about some entities, and in other RDF formats."""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from kg import identity
from kg.prefixes import PREFIXES
from kg.store import terms
from kg.store.drafts import QUADS
from kg.store.local import LocalStore

FORMATS: Mapping[str, ox.RdfFormat] = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
_SUBJECT, _OBJECT = terms.name("rdf:subject"), terms.name("rdf:object")
_HAS_OBSERVATION = terms.name("kg:hasObservation")
_BODY, _TYPE = terms.name("oa:hasBody"), terms.name("rdf:type")
_LEADS_ON = frozenset(
    map(terms.name, ("kg:evidence", "kg:indicator", "oa:hasSelector", "oa:hasSource", "oa:hasTarget"))
)


class _Line(NamedTuple):
    subject: str
    predicate: str
    value: str
    text: str


def quads(store: LocalStore) -> Iterator[str]:
    """The N-Quads of the build, sorted, a line each."""
    if not (store.path / QUADS).exists():  # a store of `kg load`, which keeps no text of its own
        yield from sorted(store.dump().decode().splitlines(keepends=True))
        return
    with gzip.open(store.path / QUADS, "rt", encoding="utf-8", newline="\n") as file:
        yield from file


def quads_about(store: LocalStore, entity_ids: Collection[str]) -> list[str]:
    """The N-Quads of these entities and of the statements between them: attributes, observations, evidence, mentions."""
    lines = [_line(text) for text in quads(store)]
    known = {f"<{identity.iri(store.base_iri, entity_id)}>" for entity_id in entity_ids}
    wanted = known | {line.value for line in lines if line.predicate == _HAS_OBSERVATION and line.subject in known}
    subjects = {line.subject for line in lines if line.predicate == _SUBJECT and line.value in known}
    wanted |= {
        line.subject
        for line in lines
        if line.predicate == _OBJECT and line.subject in subjects and _inside(line, wanted)
    }
    wanted |= {line.subject for line in lines if line.predicate == _BODY and line.value in known}
    found = wanted
    while found:
        found = {line.value for line in lines if line.predicate in _LEADS_ON and line.subject in found} - wanted
        wanted |= found
    return [
        line.text
        for line in lines
        if line.subject in wanted and (_inside(line, wanted) or not _is_relation(line, store))
    ]


def serialize(lines: Iterable[str], name: str) -> bytes:
    """The lines as `ttl` (facts only: Turtle has no named graphs) or `jsonld`."""
    found = ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS)
    facts = (quad for quad in found if name != "ttl" or isinstance(quad.graph_name, ox.DefaultGraph))
    shape = (quad.triple for quad in facts) if name == "ttl" else facts
    content = ox.serialize(shape, format=FORMATS[name], prefixes=dict(PREFIXES))
    assert content is not None
    return content


def _line(text: str) -> _Line:
    subject, predicate, rest = text.split(" ", 2)
    return _Line(subject, predicate, rest.split(" ", 1)[0] if rest.startswith("<") else rest, text)


def _inside(line: _Line, wanted: Collection[str]) -> bool:
    return line.value in wanted or not line.value.startswith("<")


def _is_relation(line: _Line, store: LocalStore) -> bool:
    """Whether it leads from an entity or statement to another entity."""
    return line.predicate != _TYPE and line.value.startswith((f"<{store.base_iri}id/", f"<{store.base_iri}statement/"))
