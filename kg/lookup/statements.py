"""One statement and why it is believed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from kg.errors import EntityNotFoundError
from kg.identity import identifier
from kg.lookup.observations import observation_name, observations
from kg.lookup.summaries import Answer, label, source, summary
from kg.neighborhood import Neighborhood, kind_of
from kg.store import Store
from kg.store.rows import Row, rows_of_entity, rows_of_statement, rows_of_statements
from kg.stored import MODALITIES, document_key, local_name, record_hash

_FIRST = 3
_HASH = re.compile(r"[0-9a-f]{20}")


def statement(store: Store, near: Neighborhood, statement_id: str) -> Answer:
    """What the statement says, with all its evidence. Raises EntityNotFoundError when the store has none of that hash."""
    known = bool(_HASH.fullmatch(statement_id)) and rows_of_statement(store, "lookup_statement", statement_id)
    if not known:
        raise EntityNotFoundError(
            f"no statement {statement_id!r} in the store",
            hint="kg evidence NAME lists them; so do the facts of an entity at /api/v1/entities/",
        )
    said = {local_name(row["property"]): row for row in known}
    subject = identifier(store.base_iri, said["subject"]["value"]) or said["subject"]["value"]
    relation = local_name(said["predicate"]["value"])
    return {
        "id": statement_id,
        "subject": summary(store, near, subject),
        "relation": relation,
        "label": label(near.ontology, relation),
        "object": _object(store, near, subject, statement_id, said["object"]),
        "role": said["role"]["value"] if "role" in said else None,
        "inferred_from": record_hash(said["inferredFrom"]["value"]) if "inferredFrom" in said else None,
        "evidence": evidence(store, near, statement_id),
    }


def statements_of(store: Store, near: Neighborhood, entity_id: str, relation: str | None) -> list[str]:
    """Hashes of the statements about an entity: its own first (attributes, relations, observations), each in display order."""
    order = {name: place for place, name in enumerate((*near.ontology.attributes, *near.ontology.relations))}
    own = {
        (
            order.get(local_name(row["predicate"]), len(order)),
            local_name(row["predicate"]),
            record_hash(row["statement"]),
        )
        for row in rows_of_entity(store, "lookup_entity_statements", entity_id)
    }
    inward = {
        (order[step.statement.relation], step.statement.relation, step.statement.id)
        for step in near.steps(entity_id, direction="in")
    }
    return [found for _, name, found in (*sorted(own), *sorted(inward)) if relation in (None, name)]


def evidence(store: Store, near: Neighborhood, statement_id: str) -> list[Answer]:
    """The evidence of a statement, the firmest and surest first."""
    groups = defaultdict[tuple[str, str], list[Row]](list)
    for row in rows_of_statement(store, "lookup_evidence", statement_id):
        groups[document_key(store.base_iri, row["document"]), row["evidence"]].append(row)
    found = [_evidence(near, document_id, rows) for (document_id, _), rows in sorted(groups.items())]
    return sorted(found, key=_firmness)


def short_evidence(store: Store, near: Neighborhood, statement_ids: Sequence[str]) -> dict[str, list[Answer]]:
    """The first pieces of evidence of several statements by their hash, asked for at once, without places in the text."""
    if not statement_ids:
        return {}
    groups = defaultdict[str, list[Row]](list)
    for row in rows_of_statements(store, "lookup_short_evidence", statement_ids):
        groups[record_hash(row["statement"])].append(row)
    return {
        statement_id: sorted((_short(store, near, row) for row in sorted(rows, key=_place)), key=_firmness)[:_FIRST]
        for statement_id, rows in groups.items()
    }


def _firmness(piece: Answer) -> tuple[int, float]:
    return MODALITIES.index(piece["modality"]), -piece["confidence"]


def _place(row: Row) -> tuple[str, str, str]:
    return row["document"], row.get("row", ""), row.get("quote", "")


def _short(store: Store, near: Neighborhood, row: Row) -> Answer:
    known = near.sources[document_key(store.base_iri, row["document"])]
    return {
        "document": {**source(known), "source": known.path},
        "quote": row.get("quote"),
        "row": int(row["row"].removeprefix("row=")) if "row" in row else None,
        "confidence": float(row["confidence"]),
        "modality": row["modality"],
    }


def _object(store: Store, near: Neighborhood, subject: str, statement_id: str, said: Row) -> Answer:
    if said["literal"] == "true":
        return {"value": said["value"], "datatype": local_name(said["datatype"])}
    target = identifier(store.base_iri, said["value"]) or said["value"]
    answer = summary(store, near, target)
    if kind_of(target) == "Observation":
        own = next(o for o in observations(store, near, subject) if o["statement"] == statement_id)
        answer["name"] = observation_name(own)
    return answer


def _evidence(near: Neighborhood, document_id: str, rows: list[Row]) -> Answer:
    nodes, known = defaultdict[str, Row](dict), near.sources[document_id]
    for row in rows:
        nodes[row.get("node", "")][local_name(row["property"])] = row["value"]
    own = nodes.pop("")
    pieces = sorted((int(n["start"]), int(n["end"]), n["exact"]) for n in nodes.values() if "start" in n)
    line = next((n["value"].removeprefix("row=") for n in nodes.values() if "value" in n), None)
    return {
        "document": {**source(known), "source": known.path},
        "quote": own.get("quote"),
        "pieces": [{"start": start, "end": end, "quote": exact} for start, end, exact in pieces],
        "row": int(line) if line else None,
        "rule": own["rule"],
        "confidence": float(own["confidence"]),
        "modality": own["modality"],
        "attributed_to": own.get("attributedTo"),
    }
