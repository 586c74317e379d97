"""One source: its text, what it names and what it states."""

from __future__ import annotations

from kg.errors import EntityNotFoundError
from kg.identity import identifier
from kg.lookup.summaries import Answer, label, summary
from kg.neighborhood import Neighborhood
from kg.store import Store
from kg.store.rows import Row, rows_of_entity
from kg.stored import MODALITIES, local_name, record_hash

_STATEMENTS = 500


def document(store: Store, near: Neighborhood, document_id: str) -> Answer:
    """The document with its mentions in order of the text and its first 500 statements (`statement_count` tells how many).

    Raises EntityNotFoundError when the store has no such document.
    """
    known = near.sources.get(document_id)
    if known is None:
        raise EntityNotFoundError(
            f"no document {document_id!r} in the store", hint="an entity's sources name documents"
        )
    record = store.document(document_id)
    mentions = rows_of_entity(store, "lookup_mentions", f"Document:{document_id}", "document")
    statements = _statements(store, near, document_id)
    return {
        "id": known.id,
        "title": known.title,
        "published": known.published,
        "byline": known.byline,
        "source": known.path,
        "kind": known.kind,
        "text": record["text"],
        "pieces": [{"start": start, "end": end} for start, end in record["pieces"]],
        "mentions": sorted((_mention(store, near, row) for row in mentions), key=lambda m: (m["start"], -m["end"])),
        "statement_count": len(statements),
        "statements": [_statement(store, near, row) for row in statements[:_STATEMENTS]],
    }


def _mention(store: Store, near: Neighborhood, row: Row) -> Answer:
    entity_id = identifier(store.base_iri, row["entity"]) or row["entity"]
    return {
        "start": int(row["start"]),
        "end": int(row["end"]),
        "text": row["exact"],
        "entity": summary(store, near, entity_id),
    }


def _statements(store: Store, near: Neighborhood, document_id: str) -> list[Row]:
    """A row for each statement, at the firmest modality this document gives it, by relation and names."""
    firmest: dict[str, Row] = {}
    for row in rows_of_entity(store, "lookup_document_statements", f"Document:{document_id}", "document"):
        before = firmest.setdefault(row["statement"], row)
        firmest[row["statement"]] = min(before, row, key=_firmness)
    order = {name: place for place, name in enumerate(near.ontology.relations)}

    def place(row: Row) -> tuple[int, str, str, str]:
        subject, target = (
            near.names.get(identifier(store.base_iri, row[end]) or "", "") for end in ("subject", "object")
        )
        return order.get(local_name(row["predicate"]), len(order)), subject, target, row["statement"]

    return sorted(firmest.values(), key=place)


def _firmness(row: Row) -> int:
    return MODALITIES.index(row["modality"])


def _statement(store: Store, near: Neighborhood, row: Row) -> Answer:
    subject, target = (identifier(store.base_iri, row[end]) or row[end] for end in ("subject", "object"))
    relation = local_name(row["predicate"])
    return {
        "statement": record_hash(row["statement"]),
        "relation": relation,
        "label": label(near.ontology, relation),
        "subject": summary(store, near, subject),
        "object": summary(store, near, target),
        "modality": row["modality"],
    }
