"""The small pieces that the answers are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg import identity
from kg.neighborhood import Neighborhood, Step, kind_of
from kg.ontology import Ontology
from kg.store import Store
from kg.stored import Source

Answer = dict[str, Any]
_NOT_YET = {"planned": {"zh": "（计划）", "en": " (planned)"}, "aim": {"zh": "（目标）", "en": " (aim)"}}


def summary(store: Store, near: Neighborhood, entity_id: str) -> Answer:
    """id, iri, type, name."""
    return named(store, entity_id, near.names.get(entity_id, entity_id.partition(":")[2]))


def named(store: Store, entity_id: str, name: str) -> Answer:
    """The summary of an entity whose name is known."""
    return {"id": entity_id, "iri": identity.iri(store.base_iri, entity_id), "type": kind_of(entity_id), "name": name}


def label(ontology: Ontology, name: str, direction: str = "out") -> dict[str, str]:
    """The label of a relation (read backwards for `in`) or attribute by language."""
    if name in ontology.relations:
        relation = ontology.relations[name]
        return dict(relation.label if direction == "out" else relation.inverse_label)
    return dict(ontology.attributes[name].label) if name in ontology.attributes else {"zh": name, "en": name}


def source(known: Source) -> Answer:
    """A document without its text."""
    return {"id": known.id, "title": known.title, "published": known.published, "kind": known.kind}


def words(near: Neighborhood, reason: Iterable[Step]) -> dict[str, str]:
    """A way in words by language: 济宁高新区 —入驻主体→ 云岭重工; what is no fact says so behind its relation."""
    steps = list(reason)
    names = [near.names[steps[0].start], *(near.names[step.end] for step in steps)]
    return {
        language: names[0]
        + "".join(
            f" —{label(near.ontology, step.statement.relation, step.direction)[language]}{_firm(step, language)}→ {name}"
            for step, name in zip(steps, names[1:], strict=True)
        )
        for language in ("zh", "en")
    }


def _firm(step: Step, language: str) -> str:
    return "" if step.statement.fact else _NOT_YET[step.statement.modality][language]


def statement_step(store: Store, near: Neighborhood, step: Step) -> Answer:
    """One step of a reason."""
    return {
        "relation": step.statement.relation,
        "label": label(near.ontology, step.statement.relation, step.direction),
        "direction": step.direction,
        "statement": step.statement.id,
        "modality": step.statement.modality,
        "from": summary(store, near, step.start),
        "to": summary(store, near, step.end),
    }
