"""One entity as RDF: its own facts, its figures and the names of what it points to."""

from __future__ import annotations

import pyoxigraph as ox

from kg import resources
from kg.errors import FIND, EntityNotFoundError
from kg.identity import iri
from kg.prefixes import PREFIXES
from kg.store.store import Store

DESCRIPTION_TYPES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def description(store: Store, entity_id: str, media_type: str) -> bytes:
    """The description in one of DESCRIPTION_TYPES. Raises EntityNotFoundError when nothing is said of the entity."""
    query = (resources.queries_dir() / "entity_description.rq").read_text(encoding="utf-8")
    entity = ox.NamedNode(iri(store.base_iri, entity_id))
    found = _statements(store, query, entity)
    if not found:
        raise EntityNotFoundError(f"no entity {entity_id!r} in the store", hint=FIND)
    return ox.serialize(found, format=DESCRIPTION_TYPES[media_type], prefixes=dict(PREFIXES)) or b""


def _statements(store: Store, query: str, entity: ox.NamedNode) -> list[ox.Triple]:
    """What the query constructs. The engine's iterator ends here, in the thread that it belongs to."""
    answer = store.query(query, substitutions={ox.Variable("entity"): entity})
    assert not isinstance(answer, ox.QueryBoolean)
    return sorted((triple for triple in answer if isinstance(triple, ox.Triple)), key=str)
