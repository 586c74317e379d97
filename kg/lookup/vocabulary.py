"""Types and properties as the Reconciliation Service API 0.2 has them (sections 2.2 and 2.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.lookup.summaries import Answer
from kg.ontology import Ontology
from kg.text import name_key


def type_of(ontology: Ontology, kind: str) -> Answer:
    """A type by id and Chinese name."""
    return {"id": kind, "name": ontology.types[kind].label["zh"]}


def types(ontology: Ontology) -> list[Answer]:
    """All types of entities, with their definitions."""
    return [
        {**type_of(ontology, kind), "description": ontology.types[kind].definition.get("zh", "")}
        for kind in ontology.entity_types
    ]


def properties(ontology: Ontology, kind: str | None = None) -> list[Answer]:
    """The attributes and relations of a type, or of all; a relation that leads to it stands there with ^ before its name."""
    kinds = {kind} if kind else set(ontology.entity_types)
    return [{"id": pid, "name": name, "description": text} for pid, name, text in _properties(ontology, kinds)]


def fitting(items: Iterable[Answer], prefix: str) -> list[Answer]:
    """The items whose id, name or description holds what was typed, those that begin so first."""
    typed = name_key(prefix)
    found = []
    for place, item in enumerate(items):
        words = [name_key(item["id"]), name_key(item["name"]), name_key(item["description"])]
        if any(typed in word for word in words):
            found.append((not any(word.startswith(typed) for word in words[:2]), place, item))
    return [item for *_, item in sorted(found, key=lambda f: f[:2])]


def _properties(ontology: Ontology, kinds: set[str]) -> Iterator[tuple[str, str, str]]:
    for attribute in ontology.attributes.values():
        if kinds.intersection(attribute.domain):
            yield attribute.name, attribute.label["zh"], attribute.label["en"]
    for relation in ontology.relations.values():
        if relation.structural:
            continue
        if kinds.intersection(relation.domain):
            yield relation.name, relation.label["zh"], relation.label["en"]
        if kinds.intersection(relation.range):
            yield f"^{relation.name}", relation.inverse_label["zh"], relation.inverse_label["en"]
