"""One entity: what it is called, what is known of it, and from where."""

from __future__ import annotations

from collections import defaultdict

from kg.lookup.observations import observations
from kg.lookup.summaries import Answer, label, source, summary
from kg.neighborhood import Neighborhood, Step
from kg.store import Store
from kg.store.rows import rows_of_entity
from kg.stored import document_key, local_name


def entity(store: Store, near: Neighborhood, entity_id: str, per_group: int) -> Answer:
    """The whole card of an entity that the store has."""
    values = _values(store, entity_id)
    name = near.names[entity_id]
    return {
        **summary(store, near, entity_id),
        "names": [name, *sorted(values["altLabel"] - {name})],
        "attributes": _attributes(near, values),
        "facts": _facts(store, near, entity_id, per_group),
        "observations": observations(store, near, entity_id),
        "sources": _sources(store, near, entity_id),
    }


def _values(store: Store, entity_id: str) -> dict[str, set[str]]:
    """The literals of an entity by the local name of their property."""
    values = defaultdict[str, set[str]](set)
    for row in rows_of_entity(store, "lookup_literals", entity_id):
        values[local_name(row["property"])].add(row["value"])
    return values


def _attributes(near: Neighborhood, values: dict[str, set[str]]) -> list[Answer]:
    return [
        {"name": attribute.name, "label": dict(attribute.label), "values": sorted(values[attribute.name])}
        for attribute in near.ontology.attributes.values()
        if attribute.name in values
    ]


def _facts(store: Store, near: Neighborhood, entity_id: str, per_group: int) -> list[Answer]:
    """Statements by direction and relation, what the subject says of itself first, then in the ontology's order."""
    groups = defaultdict[tuple[bool, str], list[Step]](list)
    for step in near.steps(entity_id):
        if near.is_shown(step.end) or not near.is_shown(entity_id):
            groups[step.direction == "in", step.statement.relation].append(step)
    order = {name: place for place, name in enumerate(near.ontology.relations)}
    answers = []
    for inward, relation in sorted(groups, key=lambda group: (group[0], order.get(group[1], len(order)), group[1])):
        steps = groups[inward, relation]
        steps.sort(key=lambda s: (-s.statement.weight, near.names[s.end], s.end))
        direction = "in" if inward else "out"
        answers.append(
            {
                "relation": relation,
                "label": label(near.ontology, relation, direction),
                "direction": direction,
                "count": len(steps),
                "results": [_fact(store, near, step) for step in steps[:per_group]],
            }
        )
    return answers


def _fact(store: Store, near: Neighborhood, step: Step) -> Answer:
    known = step.statement
    return {
        "statement": known.id,
        "entity": summary(store, near, step.end),
        "modality": known.modality,
        "confidence": known.confidence,
        "sources": known.sources,
        "role": known.role,
        "inferred": known.inferred,
    }


def _sources(store: Store, near: Neighborhood, entity_id: str) -> list[Answer]:
    """Documents first, then tables and gazetteers, each by id."""
    rows = rows_of_entity(store, "lookup_entity_documents", entity_id)
    ids = {document_key(store.base_iri, row["document"]) for row in rows}
    found = [near.sources[i] for i in ids if i in near.sources]
    return [source(s) for s in sorted(found, key=lambda s: (("document", "table", "gazetteer").index(s.kind), s.id))]
