"""The graph, or what lies around one entity, as a file for other tools."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass

from kg.errors import StoreError
from kg.identity import identifier
from kg.neighborhood import Neighborhood
from kg.neighborhood.formats import WRITERS
from kg.store import LocalStore, Store, dump
from kg.store.rows import rows
from kg.stored import MODALITIES, document_key, local_name, record_hash

FORMATS = ("nq", *dump.FORMATS, *WRITERS, "csv")
_COLUMNS = (
    *("subject", "relation", "object", "modality", "confidence", "source", "quote", "row"),
    *("subject_id", "object_id", "statement"),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence of a statement: the quote from a document, or the row of a table or gazetteer.

    object_id is empty for an attribute, whose value is `object`.
    """

    statement: str
    subject_id: str
    relation: str
    object_id: str
    object: str
    modality: str
    confidence: float
    source: str
    quote: str
    row: str


def export(store: Store, near: Neighborhood, name: str, chosen: Collection[str] | None = None) -> bytes:
    """The entities `chosen` (default: all) and the statements between them, in the format of this name in FORMATS.

    Raises StoreError for RDF of a store elsewhere.
    """
    if name in WRITERS:
        return WRITERS[name](near, chosen)
    if name == "csv":
        return statement_table(near, reasons(store, near, chosen)).encode()
    if not isinstance(store, LocalStore):
        raise StoreError(f"{name} is written from a folder only", hint="ask the server itself for its RDF")
    lines = dump.quads(store) if chosen is None else dump.quads_about(store, chosen)
    return "".join(lines).encode() if name == "nq" else dump.serialize(lines, name)


def reasons(store: Store, near: Neighborhood, chosen: Collection[str] | None = None) -> list[Reason]:
    """Every piece of evidence of statements and attributes, by subject and relation, the firmest and surest first."""
    found = [_reason(store, near, row) for row in rows(store, "export_statements")]
    if chosen is not None:
        found = [r for r in found if r.subject_id in chosen and (not r.object_id or r.object_id in chosen)]
    return sorted(
        found,
        key=lambda r: (
            *(near.names.get(r.subject_id, ""), r.subject_id, r.relation, r.object, r.statement),
            *(MODALITIES.index(r.modality), -r.confidence, r.source, r.quote, r.row),
        ),
    )


def statement_table(near: Neighborhood, found: list[Reason]) -> str:
    """The evidence as CSV (RFC 4180), a row for each piece."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_COLUMNS)
    for r in found:
        said = (near.names.get(r.subject_id, r.subject_id), r.relation, r.object)
        why = (r.modality, r.confidence, r.source, r.quote, r.row)
        writer.writerow((*said, *why, r.subject_id, r.object_id, r.statement))
    return buffer.getvalue()


def _reason(store: Store, near: Neighborhood, row: dict[str, str]) -> Reason:
    subject = identifier(store.base_iri, row["subject"]) or row["subject"]
    target = "" if row["literal"] == "true" else identifier(store.base_iri, row["object"]) or row["object"]
    document = document_key(store.base_iri, row["document"])
    return Reason(
        statement=record_hash(row["statement"]),
        subject_id=subject,
        relation=local_name(row["predicate"]),
        object_id=target,
        object=near.names.get(target, target) if target else row["object"],
        modality=row["modality"],
        confidence=float(row["confidence"]),
        source=near.sources[document].title,
        quote=row.get("quote", ""),
        row=row.get("fragment", "").removeprefix("row="),
    )
