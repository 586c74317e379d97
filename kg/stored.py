"""What a store holds, as records in memory: entities, statements with their evidence summed up, sources."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from kg import identity
from kg.identity import identifier
from kg.model import Modality
from kg.search import IndexedName
from kg.settings import ONTOLOGY_NAMESPACE
from kg.store import Store
from kg.store.rows import Row, rows, rows_of_text

MODALITIES: tuple[Modality, ...] = ("done", "planned", "aim")
_NOT_YET = 0.4


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement between two entities.

    id: the hash in its IRI. modality: the firmest of its evidence; confidence: the highest at that modality;
    documents: ids of those that state it; inferred: no source says it itself; fact: it stands in the default graph;
    reported: a document or table says it, not only a gazetteer.
    """

    id: str
    subject: str
    relation: str
    object: str
    modality: Modality
    confidence: float
    documents: tuple[str, ...]
    role: str | None
    inferred: bool
    fact: bool
    reported: bool

    @property
    def sources(self) -> int:
        """The number of documents that state it."""
        return len(self.documents)

    @property
    def weight(self) -> float:
        """How much it ties its ends together, 0 to 1; what is only planned stays below every fact."""
        weight = 0.5 + 0.4 * self.confidence + 0.1 * (1 - 1 / self.sources)
        return weight if self.fact else _NOT_YET * weight


@dataclass(frozen=True, slots=True)
class Source:
    """A document, table or gazetteer, without its text. path: as it was given; published: ISO 8601."""

    id: str
    title: str
    kind: str
    path: str
    published: str | None = None
    byline: str | None = None


def entities(store: Store) -> Iterator[tuple[str, str]]:
    """Id and name of every labelled thing, indicators and documents among them."""
    for row in rows(store, "neighborhood_entities"):
        entity_id = identifier(store.base_iri, row["entity"])
        if entity_id:
            yield entity_id, row["name"]


def indexed_names(store: Store) -> Iterator[IndexedName]:
    """Every name of every entity that a text can name, for the search index of a store that has none."""
    degrees = {row["entity"]: int(row["number"]) for row in rows(store, "remote_degrees")}
    gathered = defaultdict[str, dict[str, list[str]]](lambda: defaultdict(list))
    for row in rows(store, "remote_names"):
        gathered[row["entity"]][local_name(row["property"])].append(row["name"])
    for node, names in gathered.items():
        entity_id, label = identifier(store.base_iri, node) or "", min(names["label"], default="")
        kind, weight = entity_id.partition(":")[0], degrees.get(node, 0)
        if kind in store.ontology.entity_types and label:
            yield IndexedName(entity_id, kind, label, label, "name", weight)
            for alias in names["altLabel"]:
                yield IndexedName(entity_id, kind, alias, label, "alias", weight)


def attributes(store: Store) -> dict[str, dict[str, tuple[str, ...]]]:
    """The attributes of all entities that texts can name: id → name of the attribute → its values, sorted."""
    shown = set(store.ontology.entity_types)
    names = [f"kg:{a.name}" for a in store.ontology.attributes.values() if shown.intersection(a.domain)]
    query = f"SELECT ?entity ?property ?value {{ VALUES ?property {{ {' '.join(names)} }} ?entity ?property ?value }}"
    gathered = defaultdict[str, dict[str, set[str]]](lambda: defaultdict(set))
    for row in rows_of_text(store, query):
        entity_id = identifier(store.base_iri, row["entity"]) or ""
        if entity_id.partition(":")[0] in shown:
            gathered[entity_id][local_name(row["property"])].add(row["value"])
    return {i: {name: tuple(sorted(said)) for name, said in found.items()} for i, found in gathered.items()}


def statements(store: Store) -> Iterator[StoredStatement]:
    """Every statement between two entities, in order of id."""
    firmness = {row["evidence"]: row for row in rows(store, "neighborhood_evidence")}
    notes = defaultdict[tuple[str, str], Row](dict)
    for row in rows(store, "neighborhood_notes"):
        notes[row["statement"], row["document"]][local_name(row["property"])] = row["value"]
    gathered, gazetteers = defaultdict[str, list[Row]](list), _gazetteers(store)
    for row in rows(store, "neighborhood_statements"):
        said = notes.get((row["statement"], row["document"]), {})
        gathered[record_hash(row["statement"])].append(row | firmness[row["evidence"]] | said)
    for statement_id in sorted(gathered):
        yield _summed_up(statement_id, gathered[statement_id], store, gazetteers)


def sources(store: Store) -> dict[str, Source]:
    """Every document, table and gazetteer by id, in order of id."""
    gathered = defaultdict[str, dict[str, str]](dict)
    for row in rows(store, "neighborhood_documents"):
        document_id = document_key(store.base_iri, row["document"])
        gathered[document_id][local_name(row["property"])] = row["value"]
    return {document_id: _source(document_id, gathered[document_id]) for document_id in sorted(gathered)}


def document_key(base_iri: str, document_iri: str) -> str:
    """The document's id, which is the key of its entity."""
    return (identifier(base_iri, document_iri) or "").partition(":")[2]


def local_name(iri: str) -> str:
    """The part of a property's IRI that names it within its vocabulary."""
    return iri.replace("#", "/").rpartition("/")[2]


def record_hash(iri: str) -> str:
    """The hash in the IRI of a statement, evidence or selector."""
    return iri.rpartition("/")[2]


def _source(document_id: str, values: dict[str, str]) -> Source:
    return Source(
        *(document_id, values["label"], values["documentKind"], values["source"]),
        values.get("issued"),
        values.get("byline"),
    )


def _gazetteers(store: Store) -> frozenset[str]:
    """The IRIs of the gazetteers."""
    known = sources(store).values()
    return frozenset(identity.iri(store.base_iri, f"Document:{s.id}") for s in known if s.kind == "gazetteer")


def _summed_up(statement_id: str, found: list[Row], store: Store, gazetteers: frozenset[str]) -> StoredStatement:
    said = {cast(Modality, row["modality"]) for row in found}
    modality = min(said, key=MODALITIES.index)
    first = found[0]
    relation = first["predicate"].removeprefix(ONTOLOGY_NAMESPACE)
    ontology, documents = store.ontology, {row["document"] for row in found}
    aim_counts = relation in ontology.relations and ontology.relations[relation].aim_counts
    own_reasons = {row["document"] for row in found if "inferredFrom" not in row}
    return StoredStatement(
        id=statement_id,
        subject=identifier(store.base_iri, first["subject"]) or first["subject"],
        relation=relation,
        object=identifier(store.base_iri, first["object"]) or first["object"],
        modality=modality,
        confidence=max(float(row["confidence"]) for row in found if row["modality"] == modality),
        documents=tuple(sorted(sys.intern(document_key(store.base_iri, document)) for document in documents)),
        role=min((row["role"] for row in found if "role" in row), default=None),
        inferred=not own_reasons,
        fact=modality == "done" or aim_counts,
        reported=not documents <= gazetteers,
    )
