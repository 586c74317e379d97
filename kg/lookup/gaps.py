"""What the ontology lets be said of an entity and the graph does not say. That it is not there says nothing of the world."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.lookup.summaries import Answer
from kg.neighborhood import Neighborhood, kind_of

_WORDS = {"zh": "图中未见记录：", "en": "not in the graph: "}
_FIGURES = {"zh": "指标", "en": "observations"}


def gaps(near: Neighborhood, entity_id: str, attributes: Collection[str], has_figures: bool) -> list[Answer]:
    """Attributes, relations (`out` and `in`) and observations of the entity's type of which the graph holds none."""
    kind, ontology = kind_of(entity_id), near.ontology
    known = {(step.statement.relation, step.direction) for step in near.steps(entity_id)}
    found = [
        _gap("attribute", attribute.name, None, attribute.label)
        for attribute in ontology.attributes.values()
        if kind in attribute.domain and attribute.name not in attributes
    ]
    for relation in ontology.relations.values():
        if relation.structural or not ontology.types[kind].extracted:
            continue
        if kind in relation.domain and (relation.name, "out") not in known:
            found.append(_gap("relation", relation.name, "out", relation.label))
        if kind in relation.range and (relation.name, "in") not in known:
            found.append(_gap("relation", relation.name, "in", relation.inverse_label))
    has = ontology.relations.get("hasObservation")
    if has is not None and kind in has.domain and not has_figures:
        found.append(_gap("observations", has.name, "out", _FIGURES))
    return found


def _gap(what: str, name: str, direction: str | None, label: Mapping[str, str]) -> Answer:
    return {
        "kind": what,
        "name": name,
        "direction": direction,
        "label": dict(label),
        "words": {language: f"{start}{label[language]}" for language, start in _WORDS.items()},
    }
