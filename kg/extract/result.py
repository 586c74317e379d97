"""The JSON of an extraction (gold/extract.schema.json): one object an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg import identity
from kg.model import Evidence, Observation, Reading, Statement
from kg.ontology import Ontology
from kg.quantity import normalized


def to_json(reading: Reading, ontology: Ontology, base_iri: str) -> dict[str, Any]:
    """The reading as plain JSON values; entities get short ids (e1, e2 …) in the order they are first named."""
    document = reading.document
    short = {entity.id: f"e{n}" for n, entity in enumerate(reading.entities, start=1)}
    attributes: dict[str, dict[str, str]] = {}
    relations = []
    for statement in reading.statements:
        if statement.predicate in ontology.attributes:
            attributes.setdefault(statement.subject, {})[statement.predicate] = statement.object
        else:
            relations.append(_relation(statement, short))
    return {
        "document": {
            "id": document.id,
            "title": document.title,
            "source": document.source,
            "published": document.published,
            "byline": document.byline,
        },
        "entities": [
            {
                "id": short[entity.id],
                "type": entity.type,
                "name": entity.name,
                "aliases": list(entity.aliases),
                "iri": identity.iri(base_iri, entity.id),
                "attributes": attributes.get(entity.id, {}),
                "mentions": [{"start": m.start, "end": m.end, "text": m.text} for m in entity.mentions],
            }
            for entity in reading.entities
        ],
        "relations": relations,
        "observations": [_observation(o, short) for o in reading.observations],
    }


def _relation(statement: Statement, short: Mapping[str, str]) -> dict[str, Any]:
    out: dict[str, Any] = {
        "type": statement.predicate,
        "head": short[statement.subject],
        "tail": short[statement.object],
    }
    if statement.role:
        out["role"] = statement.role
    return out | _why(statement.evidence)


def _observation(observation: Observation, short: Mapping[str, str]) -> dict[str, Any]:
    own = normalized(observation.value, observation.unit)
    out: dict[str, Any] = {
        "subject": short[observation.subject],
        "indicator": observation.indicator,
        "value": observation.value,
        "unit": observation.unit,
        "value_text": observation.value_text,
        "normalized_value": own[0] if own else None,
        "normalized_unit": own[1] if own else None,
        "period": observation.period,
        "change": observation.change,
        "from": observation.earlier,
        "completion": observation.completion,
        "bound": observation.bound,
    }
    return {key: item for key, item in out.items() if item is not None} | _why(observation.evidence)


def _why(evidence: Sequence[Evidence]) -> dict[str, Any]:
    """The strongest evidence decides rule, confidence and modality; `done` wins over what is planned."""
    best = min(evidence, key=lambda e: (("done", "planned", "aim").index(e.modality), -e.confidence))
    pieces = dict.fromkeys(piece for e in (best, *evidence) for piece in e.pieces)
    out: dict[str, Any] = {
        "evidence": [{"start": p.start, "end": p.end, "quote": p.quote} for p in pieces],
        "rule": best.rule,
        "confidence": best.confidence,
        "modality": best.modality,
    }
    if best.attributed_to:
        out["attributed_to"] = best.attributed_to
    return out
